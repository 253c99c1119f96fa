using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot.Handoff;

/// <summary>Sends the Bot Framework's event that a conversation is to be handed over, with what was said last. Which
/// channels get it is up to the host.</summary>
public sealed class HandoffInitiation(Transcripts transcripts)
{
    /// <summary>Channels refuse activities of more than 256 KB.</summary>
    private static readonly TranscriptRange Sent = new(MaxEntries: 100, MaxCharacters: 50_000);

    public async Task SendAsync(ITurnContext turn, HandoffTicket ticket, CancellationToken ct)
    {
        var page = await transcripts.ReadAsync(ticket.Conversation, Sent, ct);
        // What agents noted for each other is not the channel's.
        var said = page.Entries.Where(entry => entry.By != Speaker.Note).Select(entry => Message(turn.Activity, entry)).ToList();
        // Its line is written with the turn's commit.
        if (turn.Activity.Type == ActivityTypes.Message)
            said.Add(Message(turn.Activity, new(ticket.RequestedAt, Speaker.Customer, ReplyTexts.InTranscript(turn.Activity))));
        var context = new JObject
        {
            ["handoffId"] = ticket.Id,
            ["reason"] = ticket.Reason,
            ["orderIds"] = new JArray(ticket.OrderIds),
            ["earlierLines"] = page.Earlier,
        };
        await turn.SendActivityAsync(EventFactory.CreateHandoffInitiation(turn, context, new Transcript(said)), ct);
    }

    private static Activity Message(Activity turn, TranscriptEntry line) => new(ActivityTypes.Message)
    {
        Timestamp = line.At,
        ChannelId = turn.ChannelId,
        Conversation = turn.Conversation,
        From = line.By == Speaker.Customer ? turn.From : turn.Recipient,
        Recipient = line.By == Speaker.Customer ? turn.Recipient : turn.From,
        Text = line.Text,
    };
}
