using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Dialogs;

/// <summary>Answers what was asked about orders that were found, and notes what was told.</summary>
internal sealed class OrderAnswers(OrderAnswerWriter words, Hearing hearing)
{
    /// <param name="all">All orders of the customer, as far as they were read.</param>
    /// <param name="meant">Those asked for.</param>
    public async Task<Activity> OfAsync(
        ITurnContext turn, IReadOnlyList<Order> all, IReadOnlyList<Order> meant, OrderChoice choice, ConversationMemory memory, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        // What was asked of all is nothing to go on with for one.
        memory.About = choice.Overview is null ? TopicList.Write(choice.About) : "";
        string text;
        Order? onCard = null;
        var told = meant;
        if (choice.Overview is null && meant is [var order])
        {
            (text, onCard) = await TellAsync(turn, order, choice, memory, ct);
        }
        else
        {
            var answer = words.Of(turn);
            (text, told) = choice.Overview is { } wanted ? new OverviewAnswer(culture).Tell(all, meant, wanted, choice.Reference)
                : (string.Join("\n\n", meant.Select(one => answer.Tell(one, choice.About))), meant);
            memory.List([.. told.Select(one => one.Id)]);
            memory.Did(BotMove.ToldSeveral);
            // «and what did that cost» is about the first of those compared.
            if (choice.IsComparison && told.Count > 0)
                memory.OrderId = told[0].Id;
        }
        // A late order's own words are sorry already.
        if (choice.IsAngry && !meant.Any(words.Of(turn).IsLate))
            text = ReplyTexts.Say(culture, "SorryFirst") + " " + text;
        if (choice.LacksSome)
            text += "\n\n" + ReplyTexts.SomeNotFound(culture);

        TurnNotes.Of(turn).Answered = [.. told.Select(one => one.Id)];
        var reply = words.Message(turn, text, onCard, memory.OfferedReason is not null);
        return choice.Overview is null && told.Count > 1 ? reply.SuggestOrders(turn.Activity, told) : reply;
    }

    private async Task<(string Text, Order? OnCard)> TellAsync(
        ITurnContext turn, Order order, OrderChoice choice, ConversationMemory memory, CancellationToken ct)
    {
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var (about, asksWhy) = (choice.About, choice.AsksWhy);
        var told = asksWhy ? words.OfReason(turn, order, about) : about;
        var text = choice.IsAngry ? words.Of(turn).Tell(order, told) : await words.WordAsync(turn, order, told, ct);
        if (asksWhy)
            text += " " + words.NoReason(turn, order);
        memory.Answer(order.Id, choice.Beside.Count > 0 ? [order.Id, .. choice.Beside] : choice.Shown);
        memory.Did(BotMove.Answered);
        var onCard = memory.OnCard != order.Id && OrderCard.Helps(about) ? order : null;
        memory.OnCard = onCard?.Id ?? memory.OnCard;
        var cause = asksWhy ? OfferCause.AskedWhy : choice.IsAngry ? OfferCause.IsAngry : OfferCause.IsLate;
        var deserves = asksWhy || choice.IsAngry || words.DeservesAnOffer(turn, order, about);
        if (deserves && !TurnNotes.Of(turn).IsRequestOpen && memory.MayOffer(order.Id, cause))
        {
            text += " " + ReplyTexts.OfferForLate(culture);
            memory.OfferOnce(order.Id, cause, (await hearing.OfAsync(turn, ct)).Words);
            memory.Did(BotMove.Answered);
        }
        var beside = OrderFinder.Known(turn).Where(other => choice.Beside.Contains(other.Id)).ToList();
        if (beside.Count > 0)
            text += $"\n\n{ReplyTexts.Say(culture, "AlsoOpen")}\n\n{OrderPicker.Bulleted(culture, beside)}";
        TurnNotes.Of(turn).Offered = [.. beside.Select(other => other.Id)];
        return (text, onCard);
    }
}
