using System;

namespace Microsoft.Rest;

/// <summary>Base of the exceptions of a REST client. Stands for <c>Microsoft.Rest.RestException</c>.</summary>
public class RestException : Exception
{
    public RestException()
    {
    }

    public RestException(string message)
        : base(message)
    {
    }

    public RestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
