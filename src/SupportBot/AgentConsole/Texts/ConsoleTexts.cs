using System.Resources;

namespace SupportBot.AgentConsole.Texts;

/// <summary>Every word of the console, from <c>ConsoleTexts.resx</c>.</summary>
internal static class ConsoleTexts
{
    private static readonly ResourceManager Texts = new("SupportBot.AgentConsole.Texts.ConsoleTexts", typeof(ConsoleTexts).Assembly);

    /// <summary>How days and amounts are written; the console is in English, and its readers sit anywhere.</summary>
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-GB");

    /// <exception cref="ArgumentException">There is no such text.</exception>
    public static string Of(string key, params ReadOnlySpan<object?> values)
    {
        var text = Find(key) ?? throw new ArgumentException($"ConsoleTexts.resx has no «{key}».", nameof(key));
        return values.Length == 0 ? text : string.Format(Culture, text, values);
    }

    public static string? Find(string key) => Texts.GetString(key, CultureInfo.InvariantCulture);
}
