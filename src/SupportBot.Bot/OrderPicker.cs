using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SupportBot.Core.Orders;

namespace SupportBot.Bot;

/// <summary>Asks which order is meant: buttons where the channel has them, a numbered list elsewhere.</summary>
internal static class OrderPicker
{
    /// <summary>How many orders a picker shows; Teams takes six buttons at most.</summary>
    public const int MostOrders = 5;

    /// <param name="question">Which of the texts asks.</param>
    /// <param name="candidates">Newest first; what is past <see cref="MostOrders"/> works by number only.</param>
    public static Activity Ask(IActivity customer, string question, IReadOnlyList<Order> candidates)
    {
        var culture = Replies.CultureOf(customer);
        var answer = new OrderAnswer(culture);
        var shown = candidates.Take(MostOrders).ToList();
        var hasButtons = HasButtons(customer.ChannelId);
        var text = Replies.Say(culture, question == "WhichOrder" && !hasButtons ? "WhichOrder.Typed" : question);
        if (shown.Count < candidates.Count)
            text += "\n\n" + Replies.Say(culture, "OlderOrders", shown.Count, candidates.Count);

        if (!hasButtons)
            return MessageFactory.Text(text + "\n\n" + Numbered(shown, answer, culture));

        var card = new HeroCard
        {
            // What a tap sends is what a customer would type, so that both take one way.
            Buttons = [.. shown.Select(order => new CardAction(ActionTypes.ImBack, answer.Line(order), value: order.Id))],
        };
        return (Activity)MessageFactory.Attachment(new Attachment(HeroCard.ContentType, content: card), text);
    }

    /// <summary>The answer to «all my orders»: as many lines as fit a message.</summary>
    public static string List(CultureInfo culture, IReadOnlyList<Order> orders, bool areAll)
    {
        const int most = 10;
        var answer = new OrderAnswer(culture);
        var head = (areAll, orders.Count) switch
        {
            (_, 1) => Replies.Say(culture, "OneOrder"),
            (false, _) => Replies.Say(culture, "SomeOrders"),
            (true, > most) => Replies.Say(culture, "OrderCount", orders.Count),
            (true, _) => Replies.Say(culture, "AllOrders", orders.Count),
        };
        return head + "\n\n" + Numbered([.. orders.Take(most)], answer, culture);
    }

    private static string Numbered(IReadOnlyList<Order> orders, OrderAnswer answer, CultureInfo culture) =>
        string.Join('\n', orders.Select((order, index) => string.Create(culture, $"{index + 1}. {answer.Line(order)}")));

    private static bool HasButtons(string? channelId) =>
        channelId is Channels.Directline or Channels.Webchat or Channels.Emulator or Channels.Msteams or Channels.Test;
}
