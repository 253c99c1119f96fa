using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Microsoft.Rest;

/// <summary>Base of the clients of REST services. Stands for <c>Microsoft.Rest.ServiceClient&lt;T&gt;</c>.</summary>
public abstract class ServiceClient<T> : IDisposable
    where T : ServiceClient<T>
{
    private readonly bool _disposeHttpClient;
    private bool _disposed;

    protected ServiceClient(HttpClient httpClient, bool disposeHttpClient = true)
    {
        _disposeHttpClient = httpClient == null || disposeHttpClient;
        HttpClient = httpClient ?? new HttpClient();
    }

    protected ServiceClient(params DelegatingHandler[] handlers)
        : this(null, handlers)
    {
    }

    protected ServiceClient(HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
    {
        HttpMessageHandler first = HttpClientHandler = rootHandler ?? new HttpClientHandler();
        foreach (var handler in (handlers ?? Array.Empty<DelegatingHandler>()).Reverse())
        {
            var last = handler;
            while (last.InnerHandler is DelegatingHandler inner)
            {
                last = inner;
            }

            last.InnerHandler = first;
            first = handler;
        }

        FirstMessageHandler = first;
        _disposeHttpClient = true;
        HttpClient = new HttpClient(first, disposeHandler: false);
    }

    public HttpClient HttpClient { get; protected set; }

    public virtual HttpHeaderValueCollection<ProductInfoHeaderValue> UserAgent => HttpClient.DefaultRequestHeaders.UserAgent;

    protected HttpMessageHandler FirstMessageHandler { get; set; }

    protected HttpClientHandler HttpClientHandler { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
        {
            return;
        }

        _disposed = true;
        if (_disposeHttpClient)
        {
            HttpClient.Dispose();
            HttpClient = null;
        }

        FirstMessageHandler?.Dispose();
        FirstMessageHandler = null;
        HttpClientHandler = null;
    }
}
