using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Bot.Replies;

/// <summary>Asks which order is meant: rows or buttons to tap where the channel has them, a numbered list elsewhere.</summary>
internal static class OrderPicker
{
    /// <summary>How many orders a picker shows; Teams takes six buttons at most.</summary>
    public const int MaxOrders = 5;

    /// <param name="candidates">Newest first; what is past <see cref="MaxOrders"/> works by number only.</param>
    /// <param name="isOnShow">The customer has them before them already; a list of text isn't written once more.</param>
    public static Activity Ask(IActivity customer, string question, IReadOnlyList<Order> candidates, bool isOnShow = false)
    {
        var culture = ReplyTexts.CultureOf(customer);
        var shown = candidates.Take(MaxOrders).ToList();
        var hasButtons = ChannelCapabilities.ShowsButtons(customer);
        var text = ReplyTexts.Say(culture, question == "WhichOrder" && !hasButtons ? "WhichOrder.Typed" : question);
        if (isOnShow && !hasButtons)
            return MessageFactory.Text(ReplyTexts.Say(culture, question == "WhichOrderUnsure" ? "WhichOrderUnsureAbove" : "WhichOrderAbove"));
        if (shown.Count < candidates.Count)
            text += "\n\n" + ReplyTexts.Say(culture, "OlderOrders", shown.Count, candidates.Count);

        if (!hasButtons)
            return MessageFactory.Text(text + "\n\n" + Numbered(culture, shown));

        // What a tap sends is what a customer would type, so that both take one way.
        var choice = ChannelCapabilities.ShowsCards(customer)
            ? AdaptiveCard.Of(ReplyTexts.Say(culture, "Card.Choice"), Numbered(culture, shown), shown.Select(order => Tappable(customer, culture, order)))
            : new Attachment(HeroCard.ContentType,
                content: new HeroCard { Buttons = [.. shown.Select(order => new CardAction(ActionTypes.ImBack, Line(culture, order), value: order.Id))] });
        return (Activity)MessageFactory.Attachment(choice, text);
    }

    /// <summary>Asks whether a colleague shall take over; what is said to it is read as an answer to an offer.</summary>
    public static Activity OfferHuman(IActivity customer) => WithAnswers(customer, "OfferHuman", "OfferHuman.Yes", "OfferHuman.No");

    /// <summary>Says something that ends in the offer of a colleague, under the key of its words.</summary>
    public static Activity OfferHumanAfter(IActivity customer, string words) => WithAnswers(customer, words, "OfferHuman.Yes", "OfferHuman.No");

    /// <summary>Asks what is wanted, and offers a colleague for it.</summary>
    /// <param name="words">The key of the question.</param>
    public static Activity AskWhat(IActivity customer, string words) => WithAnswers(customer, words, "NotSure.Where", "OfferHuman.Yes", "OfferHuman.No");

    private static Activity WithAnswers(IActivity customer, string question, params IReadOnlyList<string> answers)
    {
        var text = ReplyTexts.Say(ReplyTexts.CultureOf(customer), question);
        if (ChannelCapabilities.ShowsSuggestions(customer))
            return MessageFactory.Text(text).Suggest(customer, answers);
        if (!ChannelCapabilities.ShowsButtons(customer))
            return MessageFactory.Text(text);
        var card = new HeroCard { Buttons = Suggestions.Buttons(customer, answers) };
        return (Activity)MessageFactory.Attachment(new Attachment(HeroCard.ContentType, content: card), text);
    }

    /// <param name="more">What each line says at its end.</param>
    public static string Numbered(CultureInfo culture, IReadOnlyList<Order> orders, Func<Order, string>? more = null) =>
        string.Join('\n', orders.Select((order, index) => string.Create(culture, $"{index + 1}. {Line(culture, order)}{more?.Invoke(order)}")));

    public static string Bulleted(CultureInfo culture, IReadOnlyList<Order> orders) => string.Join('\n', orders.Select(order => "• " + Line(culture, order)));

    /// <summary>One line that tells an order from the customer's others.</summary>
    private static string Line(CultureInfo culture, Order order)
    {
        var product = order.Items is [var first, ..] ? $" · {first.ProductName}" : "";
        return ReplyTexts.Say(culture, "OrderLine", order.Id, ReplyTexts.StatusWord(culture, order.Status), DayOf(culture, order), product);
    }

    /// <summary>The same on two lines: what was in it is what customers know their orders by.</summary>
    private static JObject Tappable(IActivity customer, CultureInfo culture, Order order)
    {
        var number = ReplyTexts.Say(culture, "Card.Order", order.Id);
        var (name, rest) = order.Items is [var first, ..] ? (first.ProductName, $"{number} · {DayOf(culture, order)}") : (number, DayOf(culture, order));
        var row = AdaptiveCard.Row(
            ("stretch", [AdaptiveCard.Text(name, new() { ["weight"] = "bolder" }), AdaptiveCard.Text(rest, new() { ["isSubtle"] = true, ["size"] = "small" })]),
            ("auto", [AdaptiveCard.Text(ReplyTexts.StatusWord(culture, order.Status), alignment: "right")]));
        return AdaptiveCard.Tappable(customer, order.Id, row);
    }

    private static string DayOf(CultureInfo culture, Order order) =>
        order.Purchased is { } day ? ReplyTexts.Day(culture, day) : ReplyTexts.Say(culture, "DateUnknown");
}
