using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;

namespace Microsoft.Rest;

/// <summary>Content and headers of an HTTP message, after the message itself is gone. Stands for <c>Microsoft.Rest.HttpMessageWrapper</c>.</summary>
public abstract class HttpMessageWrapper
{
    protected HttpMessageWrapper()
    {
    }

    public string Content { get; set; }

    public IDictionary<string, IEnumerable<string>> Headers { get; } = new Dictionary<string, IEnumerable<string>>();

    protected void CopyHeaders(HttpHeaders headers)
    {
        if (headers == null)
        {
            return;
        }

        foreach (var header in headers)
        {
            Headers[header.Key] = Headers.TryGetValue(header.Key, out var values) ? values.Concat(header.Value).ToList() : header.Value.ToList();
        }
    }
}
