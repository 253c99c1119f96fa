using Microsoft.Bot.Builder;
using SupportBot.Core;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;

namespace SupportBot.Bot.Dialogs;

/// <summary>Replies to questions that are not about the customer's orders.</summary>
internal static class OtherQuestions
{
    /// <returns>The help pages' answer with its source, else the refusal.</returns>
    public static async Task<string> AnswerOrRefuseAsync(this IFaq faq, ITurnContext turn, string message, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("search faq");
        var culture = Replies.CultureOf(turn.Activity);
        var found = await faq.FindAsync(message, ct);
        TurnNotes.Of(turn).Source = found is null ? ReplySource.Refusal : ReplySource.Faq;
        return found is null ? Replies.Refusal(culture) : FaqAnswer.Tell(culture, found);
    }
}
