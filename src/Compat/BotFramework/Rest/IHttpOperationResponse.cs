using System.Net.Http;

namespace Microsoft.Rest;

/// <summary>A call's request and response. Stands for <c>Microsoft.Rest.IHttpOperationResponse</c>.</summary>
public interface IHttpOperationResponse
{
    HttpRequestMessage Request { get; set; }

    HttpResponseMessage Response { get; set; }
}
