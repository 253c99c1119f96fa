using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Bot.Replies;

public sealed class OrderCardTests
{
    private static readonly DateOnly Today = new(2026, 10, 1);
    private static readonly Order Lamp = new(
        "5023", OrderStatus.Shipped, new(2026, 9, 20), new(2026, 9, 22), null,
        [new(1, "Desk lamp", 2, 3550, "EUR")], [], [new("DHL", "JD0146", new(2026, 10, 3), new(2026, 9, 22), null)]);

    [Fact]
    public void Of_OrderOnItsWay_ShowsWhatTheRowsHave() => Assert.Equal(
        """
        Order 5023 · shipped
        2 × Desk lamp
        ✓ Ordered: September 20, 2026 · ✓ Shipped: September 22, 2026 · ○ Delivery: expected October 3, 2026
        Total of items: €71.00 · Parcel: DHL, JD0146
        """,
        InWords(Lamp));

    [Fact]
    public void Of_LateOrder_SaysThatTheDayWasExpected() =>
        Assert.Contains("○ Delivery: was expected September 26, 2026", InWords(Lamp with { Shipments = [new("DHL", null, new(2026, 9, 26), null, null)] }), StringComparison.Ordinal);

    [Theory]
    [InlineData(OrderStatus.Pending, "✓ Ordered: date not recorded · ○ Shipping: not yet · ○ Delivery: not yet")]
    [InlineData(OrderStatus.Invoiced, "✓ Ordered: date not recorded · ○ Shipping: not yet · ○ Delivery: not yet")]
    [InlineData(OrderStatus.Shipped, "✓ Ordered: date not recorded · ✓ Shipped: date not recorded · ○ Delivery: not yet")]
    [InlineData(OrderStatus.Delivered, "✓ Ordered: date not recorded · ✓ Shipped: date not recorded · ✓ Delivered: date not recorded")]
    [InlineData(OrderStatus.Cancelled, "✓ Ordered: date not recorded")]
    [InlineData(OrderStatus.Returned, "✓ Ordered: date not recorded")]
    [InlineData(OrderStatus.NotRecorded, "✓ Ordered: date not recorded")]
    public void Of_OrderWithNothingButItsStatus_InventsNothing(OrderStatus status, string way) => Assert.Equal(
        $"Order 7 · {ReplyTexts.StatusWord(CultureInfo.GetCultureInfo("en-US"), status)}\n{way}",
        InWords(new Order("7", status, null, null, null)));

    [Fact]
    public void Of_ManyItemsAndParcels_ShowsTheFirstAndSaysThatThereAreMore()
    {
        var items = Enumerable.Range(1, 40).Select(i => new OrderItem(i, $"Thing {(char)('A' + (i % 26))}", 1, null, null)).ToList();
        var parcels = Enumerable.Range(1, 9).Select(i => new Shipment("DHL", null, null, null, null)).ToList();

        var words = InWords(Lamp with { Items = items, Shipments = parcels });

        Assert.Contains("\n1 × Thing B, 1 × Thing C, 1 × Thing D, 1 × Thing E, and more\n", words, StringComparison.Ordinal);
        Assert.EndsWith("\nParcels: DHL; DHL; DHL; and more", words, StringComparison.Ordinal);
    }

    /// <summary>Text blocks and fact sets would read Markdown; a text run shows each character.</summary>
    [Theory]
    [InlineData("**bold** _it_ `x`")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x](http://evil)")]
    [InlineData("line\nbreak \"quoted\" \\ é 🙂")]
    public void Of_NameThatLooksLikeMarkup_StandsInATextRunAsItIs(string name)
    {
        var card = CardOf(Lamp with { Items = [new(1, name, 1, 100, "EUR")], Shipments = [new(name, name, null, null, null)] });

        Assert.Contains($"1 × {name}", RunsOf(card));
        Assert.Contains($"{name}, {name}", RunsOf(card));
        Assert.Equal(2, card.Descendants().OfType<JValue>().Count(value => value.Value is string text && text.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_NameThatLooksLikeADateOfTheClient_IsNoneForIt()
    {
        var card = CardOf(Lamp with { Items = [new(1, "{{DATE(2020-01-01T00:00:00Z)}}", 1, null, null)] });

        Assert.DoesNotContain("{{DATE", card.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, Topic.Status)]
    [InlineData(true, Topic.Delivery, Topic.Total)]
    [InlineData(true, Topic.Shipping)]
    [InlineData(false, Topic.Total)]
    [InlineData(false, Topic.Payment, Topic.Refund)]
    [InlineData(false, Topic.Tracking)]
    [InlineData(false, Topic.Items)]
    public void Helps_Topics_OnlyWhoAsksWhereItIs(bool expected, params Topic[] about) => Assert.Equal(expected, OrderCard.Helps(about));

    private static string InWords(Order order) =>
        ReplyTexts.InWords(new Activity(ActivityTypes.Message) { Attachments = [new Attachment(AdaptiveCard.ContentType, content: CardOf(order))] });

    private static JObject CardOf(Order order)
    {
        var attachment = new OrderCard(CultureInfo.GetCultureInfo("en-US"), Today).Of(order);
        Assert.Equal(AdaptiveCard.ContentType, attachment.ContentType);
        var card = (JObject)attachment.Content;
        CardShape.Check(card);
        return card;
    }

    private static IEnumerable<string?> RunsOf(JObject card) =>
        card.Descendants().OfType<JObject>().Where(element => (string?)element["type"] == "TextRun").Select(run => (string?)run["text"]);
}
