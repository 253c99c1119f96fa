using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Replies;

/// <summary>Answers that a customer may tap instead of typing. What a tap sends is what they read.</summary>
internal static class Suggestions
{
    private static readonly string[] Openings = ["Suggest.LastOrder", "Suggest.OpenOrders", "Suggest.Person"];
    private static readonly string[] YesOrNo = ["OfferHuman.Yes", "OfferHuman.No"];

    public static Activity Welcome(IActivity customer, string? firstName) =>
        MessageFactory.Text(ReplyTexts.Welcome(ReplyTexts.CultureOf(customer), firstName)).Suggest(customer, Openings);

    public static Activity SuggestYesOrNo(this Activity reply, IActivity customer) => reply.Suggest(customer, YesOrNo);

    /// <param name="answers">Their keys in <c>ReplyTexts.resx</c>.</param>
    public static Activity Suggest(this Activity reply, IActivity customer, IEnumerable<string> answers)
    {
        if (ChannelCapabilities.ShowsSuggestions(customer))
            reply.SuggestedActions = new SuggestedActions { Actions = Buttons(customer, answers) };
        return reply;
    }

    /// <summary>Their numbers to tap, each to hear more of that order.</summary>
    public static Activity SuggestOrders(this Activity reply, IActivity customer, IReadOnlyList<Order> orders)
    {
        if (ChannelCapabilities.ShowsSuggestions(customer))
            reply.SuggestedActions = new() { Actions = [.. orders.Select(order => new CardAction(ActionTypes.ImBack, order.Id, value: order.Id))] };
        return reply;
    }

    public static IList<CardAction> Buttons(IActivity customer, IEnumerable<string> answers)
    {
        var culture = ReplyTexts.CultureOf(customer);
        return [.. answers.Select(key => ReplyTexts.Say(culture, key)).Select(answer => new CardAction(ActionTypes.ImBack, answer, value: answer))];
    }
}
