namespace SupportBot.Core.Handoff;

/// <summary>What an agent must know before the first word, taken from ticket and transcript by code; no model reads them.</summary>
/// <param name="Wants">What the customer wrote when they asked for a person.</param>
/// <param name="OrderIds">The order it is about, or the candidates; may be empty.</param>
/// <param name="Tried">What the customer had asked before and what the bot answered, oldest first.</param>
public sealed record HandoffSummary(string Wants, IReadOnlyList<string> OrderIds, IReadOnlyList<TriedStep> Tried)
{
    /// <summary>What was said longer before the request is another matter.</summary>
    private static readonly TimeSpan SameMatter = TimeSpan.FromHours(24);

    private const int MaxTried = 5;
    private const int LongestQuote = 160;

    public static HandoffSummary Of(HandoffTicket ticket, IReadOnlyList<TranscriptEntry> transcript)
    {
        var before = transcript.Where(line => line.At <= ticket.RequestedAt && ticket.RequestedAt - line.At <= SameMatter).ToList();
        // The request itself is the last thing that the customer said before it was recorded.
        var request = before.FindLastIndex(line => line.By == Speaker.Customer);
        var tried = new List<TriedStep>();
        foreach (var line in before.Take(Math.Max(request, 0)))
        {
            if (line.By == Speaker.Customer)
                tried.Add(new(Quote(line.Text), null));
            else if (line.By == Speaker.Agent)
                // What an agent has dealt with was no try of the bot's.
                tried.Clear();
            else if (line.By == Speaker.Bot && tried is [.., { Answered: null } open])
                tried[^1] = open with { Answered = Quote(line.Text) };
        }

        return new(ticket.Reason.Trim(), ticket.OrderIds, [.. tried.TakeLast(MaxTried)]);
    }

    /// <summary>The first line, cut at a word.</summary>
    private static string Quote(string text)
    {
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        if (line.Length <= LongestQuote)
            return line;
        var end = line.LastIndexOf(' ', LongestQuote - 1);
        return line[..(end > LongestQuote / 2 ? end : TextCut.LengthOf(line, LongestQuote - 1))].TrimEnd() + "…";
    }
}

/// <summary>One thing that was tried before a person was asked for.</summary>
/// <param name="Asked">The beginning of what the customer wrote.</param>
/// <param name="Answered">The beginning of the bot's answer; <c>null</c> when it gave none.</param>
public sealed record TriedStep(string Asked, string? Answered);
