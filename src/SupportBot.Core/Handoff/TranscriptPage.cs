namespace SupportBot.Core.Handoff;

/// <summary>Some lines of a conversation that follow each other, oldest first.</summary>
/// <param name="Earlier">How many lines stand before them.</param>
/// <param name="Later">How many lines stand behind them.</param>
public sealed record TranscriptPage(IReadOnlyList<TranscriptEntry> Lines, long Earlier, long Later)
{
    /// <param name="newest">The place of the conversation's last line; 0 when it has none.</param>
    internal static TranscriptPage Of(IReadOnlyList<TranscriptEntry> lines, TranscriptRange range, long newest)
    {
        // Where there is no line, the range says where it would stand.
        var first = lines.Count > 0 ? lines[0].Place : range.After + 1 ?? Math.Min(range.Before ?? long.MaxValue, newest + 1);
        var last = lines.Count > 0 ? lines[^1].Place : first - 1;
        return new(lines, Math.Clamp(first - 1, 0, newest), Math.Max(0, newest - last));
    }
}

/// <summary>Which lines of a conversation are wanted: the newest ones that fit, or with <paramref name="After"/> the oldest.</summary>
/// <param name="Before">Only lines before this place.</param>
/// <param name="After">Only lines after this place.</param>
/// <param name="Until">Only lines up to this instant.</param>
/// <param name="MaxLines">So many lines at most.</param>
/// <param name="MaxCharacters">So many UTF-16 units at most, but at least one line.</param>
public sealed record TranscriptRange(
    long? Before = null, long? After = null, DateTimeOffset? Until = null, int MaxLines = TranscriptRange.MaxPage, int MaxCharacters = TranscriptRange.MaxPageCharacters)
{
    public const int MaxPage = 200;

    public const int MaxPageCharacters = 200_000;
}
