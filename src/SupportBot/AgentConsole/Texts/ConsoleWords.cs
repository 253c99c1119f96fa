using System.Globalization;
using System.Resources;

namespace SupportBot.AgentConsole.Texts;

/// <summary>Every word of the console, from <c>ConsoleWords.resx</c>.</summary>
internal static class ConsoleWords
{
    private static readonly ResourceManager Texts = new("SupportBot.AgentConsole.Texts.ConsoleWords", typeof(ConsoleWords).Assembly);

    /// <summary>How days and amounts are written; the console is in English, and its readers sit anywhere.</summary>
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-GB");

    /// <exception cref="ArgumentException">There is no such text.</exception>
    public static string Of(string key, params ReadOnlySpan<object?> values)
    {
        var text = Find(key) ?? throw new ArgumentException($"ConsoleWords.resx has no «{key}».", nameof(key));
        return values.Length == 0 ? text : string.Format(Culture, text, values);
    }

    /// <returns>The text, or <c>null</c> when there is none.</returns>
    public static string? Find(string key) => Texts.GetString(key, CultureInfo.InvariantCulture);
}
