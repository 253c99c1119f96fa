using System;
using Microsoft.Rest;

namespace Microsoft.Bot.Schema;

/// <summary>A call that the channel answered with an error. Stands for <c>Microsoft.Bot.Schema.ErrorResponseException</c>.</summary>
public class ErrorResponseException : RestException
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string message)
        : base(message)
    {
    }

    public ErrorResponseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HttpRequestMessageWrapper Request { get; set; }

    public HttpResponseMessageWrapper Response { get; set; }

    public ErrorResponse Body { get; set; }
}
