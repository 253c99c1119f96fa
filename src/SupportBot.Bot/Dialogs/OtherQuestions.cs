using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;

namespace SupportBot.Bot.Dialogs;

/// <summary>Replies to questions that are not about the customer's orders.</summary>
internal static class OtherQuestions
{
    /// <returns>The help pages' answer with its source, else the refusal.</returns>
    public static async Task<Activity> AnswerOrRefuseAsync(this IFaq faq, ITurnContext turn, string message, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("search faq");
        var found = await faq.FindAsync(message, ct);
        TurnNotes.Of(turn).Source = found is null ? ReplySource.Refusal : ReplySource.Faq;
        return found is null ? MessageFactory.Text(Replies.Refusal(Replies.CultureOf(turn.Activity))) : FaqAnswer.Of(turn.Activity, found);
    }
}
