using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;

namespace SupportBot.Channels;

/// <summary>Shows open consoles what is said and typed in the conversations of open handoffs.</summary>
internal sealed class HandoffLines(IHandoffQueue queue, HandoffNews news)
{
    /// <summary>Tells of lines that have been committed to a transcript.</summary>
    public async Task AnnounceAsync(ConversationKey conversation, IReadOnlyList<TranscriptLine> lines, CancellationToken ct)
    {
        if (lines.Count == 0 || !news.HasListeners || await queue.LatestAsync(conversation, ct) is not { IsOpen: true } ticket)
            return;
        foreach (var line in lines)
            news.Tell(new(ticket.Id, HandoffEventKind.Said, line));
    }

    /// <summary>Tells that the customer types.</summary>
    public async Task TypingAsync(ConversationKey conversation, CancellationToken ct)
    {
        if (news.HasListeners && await queue.LatestAsync(conversation, ct) is { State: HandoffState.Accepted } ticket)
            news.Tell(new(ticket.Id, HandoffEventKind.CustomerTypes));
    }
}
