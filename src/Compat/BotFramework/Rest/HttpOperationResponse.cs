using System.Net.Http;

namespace Microsoft.Rest;

/// <summary>What came of a call without a body. Stands for <c>Microsoft.Rest.HttpOperationResponse</c>.</summary>
public class HttpOperationResponse : IHttpOperationResponse
{
    public HttpRequestMessage Request { get; set; }

    public HttpResponseMessage Response { get; set; }
}
