using Microsoft.Bot.Schema;

namespace SupportBot.Turns;

/// <summary>Shows open consoles what is said and typed in the conversations of open handoffs.</summary>
internal sealed class HandoffNotifier(IHandoffQueue queue, HandoffEventBroadcaster news, TimeProvider time)
{
    /// <summary>So much of a message tells an agent which one it was.</summary>
    private const int LongestQuote = 80;

    /// <summary>Tells of lines that have been committed to a transcript.</summary>
    public async Task AnnounceAsync(ConversationKey conversation, IReadOnlyList<TranscriptEntry> lines, CancellationToken ct)
    {
        if (lines.Count == 0 || !news.IsWanted || await queue.LatestAsync(conversation, ct) is not { IsOpen: true } ticket)
            return;
        foreach (var line in lines)
            news.Tell(new(ticket.Id, HandoffEventKind.Said, line));
    }

    /// <summary>Writes for the agents that something said to a customer did not arrive and won't.</summary>
    /// <param name="why">How the channel put it, in a few words.</param>
    /// <returns>The line; <c>null</c> where no agent ever had to do with the conversation.</returns>
    public async Task<TranscriptEntry?> NoteUndeliveredAsync(
        DbTransaction transaction, HandoffTicket? ticket, Activity message, string why, CancellationToken ct)
    {
        if (ticket is null || message.Type != ActivityTypes.Message)
            return null;
        var note = string.Create(CultureInfo.InvariantCulture, $"Not delivered: «{TextCut.Of(message.Text ?? "", LongestQuote)}». {why}");
        return await Transcripts.AddAsync(transaction, ticket.Conversation, new(time.GetUtcNow(), Speaker.Note, note), ct);
    }

    /// <summary>The note for the agents about a reply that was taken out of the outbox.</summary>
    public static string HeldBack(string text) => $"Held back, as a person took over: «{TextCut.Of(text, LongestQuote)}». The customer has not seen it, or only just.";

    /// <summary>The handoff that a message to this conversation may belong to.</summary>
    public Task<HandoffTicket?> LatestAsync(ConversationKey conversation, CancellationToken ct) => queue.LatestAsync(conversation, ct);

    public async Task TypingAsync(ConversationKey conversation, CancellationToken ct)
    {
        if (news.HasListeners && await queue.LatestAsync(conversation, ct) is { State: HandoffState.Accepted } ticket)
            news.Tell(new(ticket.Id, HandoffEventKind.CustomerTypes));
    }
}
