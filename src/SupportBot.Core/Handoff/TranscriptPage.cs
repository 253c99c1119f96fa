namespace SupportBot.Core.Handoff;

/// <summary>Some entries of a conversation that follow each other, oldest first.</summary>
public sealed record TranscriptPage(IReadOnlyList<TranscriptEntry> Entries, long Earlier, long Later)
{
    /// <param name="newest">The place of the conversation's last entry; 0 when it has none.</param>
    internal static TranscriptPage Of(IReadOnlyList<TranscriptEntry> entries, TranscriptRange range, long newest)
    {
        // Where there is no entry, the range says where it would stand.
        var first = entries.Count > 0 ? entries[0].Place : range.After + 1 ?? Math.Min(range.Before ?? long.MaxValue, newest + 1);
        var last = entries.Count > 0 ? entries[^1].Place : first - 1;
        return new(entries, Math.Clamp(first - 1, 0, newest), Math.Max(0, newest - last));
    }
}

/// <summary>Which entries of a conversation are wanted: the newest ones that fit, or with <paramref name="After"/> the oldest.</summary>
/// <param name="MaxCharacters">So many UTF-16 units at most, but at least one entry.</param>
public sealed record TranscriptRange(
    long? Before = null, long? After = null, DateTimeOffset? Until = null, int MaxEntries = TranscriptRange.MaxPage,
    int MaxCharacters = TranscriptRange.MaxPageCharacters)
{
    public const int MaxPage = 200;

    public const int MaxPageCharacters = 200_000;
}
