using System;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Too many token requests at once; says when to come again. Stands for <c>Microsoft.Bot.Connector.Authentication.ThrottleException</c>.</summary>
public class ThrottleException : Exception
{
    public ThrottleException()
    {
    }

    public ThrottleException(string message)
        : base(message)
    {
    }

    public ThrottleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RetryParams RetryParams { get; set; }
}
