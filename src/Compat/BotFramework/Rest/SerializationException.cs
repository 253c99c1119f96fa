using System;

namespace Microsoft.Rest;

/// <summary>An answer that cannot be read. Stands for <c>Microsoft.Rest.SerializationException</c>.</summary>
public class SerializationException : RestException
{
    public SerializationException()
    {
    }

    public SerializationException(string message)
        : this(message, (Exception)null)
    {
    }

    public SerializationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SerializationException(string message, string content)
        : this(message, content, null)
    {
    }

    public SerializationException(string message, string content, Exception innerException)
        : base(message, innerException)
    {
        Content = content;
    }

    public string Content { get; set; }
}
