namespace SupportBot.Core.Conversation;

/// <summary>The language can't answer now. The message is for operators.</summary>
public sealed class LanguageUnavailableException : Exception
{
    public LanguageUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
