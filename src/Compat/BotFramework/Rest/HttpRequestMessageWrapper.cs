using System;
using System.Collections.Generic;
using System.Net.Http;

namespace Microsoft.Rest;

/// <summary>A request as it was sent. Stands for <c>Microsoft.Rest.HttpRequestMessageWrapper</c>.</summary>
public class HttpRequestMessageWrapper : HttpMessageWrapper
{
    public HttpRequestMessageWrapper(HttpRequestMessage httpRequest, string content)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);

        CopyHeaders(httpRequest.Headers);
        CopyHeaders(httpRequest.Content?.Headers);
        Content = content;
        Method = httpRequest.Method;
        RequestUri = httpRequest.RequestUri;
        Properties = new Dictionary<string, object>(httpRequest.Options);
    }

    public HttpMethod Method { get; protected set; }

    public Uri RequestUri { get; protected set; }

    public IDictionary<string, object> Properties { get; private set; }
}
