using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Dialogs;

/// <summary>Pictures and files without a word, which the bot can't look at but a colleague can.</summary>
internal sealed record UnreadableAttachments(bool ArePictures, string Names)
{
    /// <summary>So many names tell a colleague what came; all of them stand in the transcript.</summary>
    private const int MaxNames = 10;

    /// <returns>What came with a message, or <c>null</c> when nothing did. Teams sends the text again as HTML: that is none.</returns>
    public static UnreadableAttachments? Of(Activity message)
    {
        var sent = (message.Attachments ?? []).Where(attachment => attachment is { ContentType: not ("text/html" or "text/plain") }).ToList();
        return sent.Count == 0
            ? null
            : new UnreadableAttachments(
                sent.TrueForAll(attachment => attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true),
                string.Join(", ", sent.Select(attachment => attachment.Name ?? attachment.ContentType).Take(MaxNames)));
    }

    /// <summary>Says what the bot can't read, and offers a colleague.</summary>
    public Task AnswerAsync(ITurnContext turn, ConversationMemory memory, CancellationToken ct)
    {
        memory.Offer(Names, memory.OrderId is { } known ? [known] : []);
        return turn.SendActivityAsync(OrderPicker.OfferHumanAfter(turn.Activity, ArePictures ? "CantSeePicture" : "CantReadFile"), ct);
    }
}
