namespace SupportBot.Channels.WebChat;

/// <summary>The page's texts in one language.</summary>
/// <param name="Language">As <c>html lang</c> has it, such as <c>en</c>.</param>
/// <param name="Texts">All keys; those that a language lacks are in English.</param>
internal sealed record PageTexts(string Language, IReadOnlyDictionary<string, string> Texts)
{
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string this[string key] => Texts[key];
}
