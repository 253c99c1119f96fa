namespace SupportBot.Language.Understanding;

/// <summary>The encoder that reads messages. Callers may be concurrent.</summary>
internal interface ICurrentEncoder
{
    /// <summary>Done when it has been loaded; <c>null</c> when it can't be used.</summary>
    Task<MessageEncoder?> Loaded { get; }
}
