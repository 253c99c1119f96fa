using System;

namespace Microsoft.Rest;

/// <summary>A call that was answered with a status that it does not accept. Stands for <c>Microsoft.Rest.HttpOperationException</c>.</summary>
public class HttpOperationException : RestException
{
    public HttpOperationException()
    {
    }

    public HttpOperationException(string message)
        : this(message, null)
    {
    }

    public HttpOperationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HttpRequestMessageWrapper Request { get; set; }

    public HttpResponseMessageWrapper Response { get; set; }

    public object Body { get; set; }
}
