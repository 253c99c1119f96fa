namespace Microsoft.Rest;

/// <summary>What came of a call whose body was read. Stands for <c>Microsoft.Rest.HttpOperationResponse&lt;TBody&gt;</c>.</summary>
public class HttpOperationResponse<TBody> : HttpOperationResponse
{
    public TBody Body { get; set; }
}
