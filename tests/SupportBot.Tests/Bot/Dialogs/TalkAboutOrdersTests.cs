using SupportBot.Bot.Replies;
using SupportBot.Core.Orders;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>What is meant in a talk: what is under way, what was just told of, what was mentioned on the side.</summary>
public sealed class TalkAboutOrdersTests : DialogConversation
{
    [Theory]
    [InlineData("2024/0815 2024/0816 2023/0099")]
    [InlineData("24-0001 24-0002")]
    [InlineData("A+1 A+2 A+3")]
    [InlineData("№7/b №8/b")]
    [InlineData("two words|one more", '|')]
    public async Task Buttons_IdsOfAnyShape_AreUnderstoodAsTheyAreTapped(string ids, char between = ' ')
    {
        _shop.Add("ella", "Ella", [.. ids.Split(between).Select((id, i) => new Order(id, OrderStatus.Shipped, new(2026, 2, 1 + i), new(2026, 8, 18), null))]);
        foreach (var id in ids.Split(between))
        {
            var client = ClientOf("ella", channel: Microsoft.Bot.Connector.Channels.Emulator);

            var answer = await SendAsync(client, "where is my order?");

            Assert.Contains(id, answer.SuggestedActions.Actions.Select(button => (string)button.Value));
            Assert.StartsWith($"Order {id} has been shipped", (await SendAsync(client, id)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhereIsMyOrder_OneOnItsWay_IsToldWithTheOthersThatAreOpen()
    {
        _shop.Add("joe", "Joe", OrderOf("1", OrderStatus.Shipped), OrderOf("2", OrderStatus.Processing), OrderOf("3", OrderStatus.Delivered));
        var client = ClientOf("joe");

        var reply = (await SendAsync(client, "where is my order?")).Text;

        Assert.StartsWith("Order 1 has been shipped", reply, StringComparison.Ordinal);
        Assert.EndsWith("Also still open:\n\n• 2 · processing · May 2, 2026 · Thing 2", reply, StringComparison.Ordinal);
        Assert.StartsWith("Order 2 is processing", (await SendAsync(client, "and the other one?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sum_AfterTwoOrdersInTurn_IsOfThoseTwo()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "how much was the teapot?");
        await SendAsync(client, "and the desk lamp?");

        var sum = (await SendAsync(client, "how much together?")).Text;

        Assert.Contains("What is in them comes to €95.90.", sum, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sum_AfterAList_IsOfWhatIsListed()
    {
        _shop.Add("joe", "Joe", OrderOf("1", OrderStatus.Delivered), OrderOf("2", OrderStatus.Delivered), OrderOf("3", OrderStatus.Cancelled));
        var client = ClientOf("joe");
        await SendAsync(client, "list all my delivered orders");

        var sum = (await SendAsync(client, "how much were they together?")).Text;

        Assert.Contains("for 2 of your 3 orders", sum, StringComparison.Ordinal);
        Assert.DoesNotContain("· cancelled ·", sum, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_OfOneThingInAnOrder_IsToldByItself()
    {
        _shop.Add("joe", "Joe", OrderOf("1", OrderStatus.Delivered) with { Items = [new(1, "Cotton duvet cover", 1, 7200, "USD"), new(2, "Bamboo pillow", 2, 2275, "USD")] });

        Assert.Contains("2 × Bamboo pillow at $22.75", (await SendAsync(ClientOf("joe"), "how much were the pillows?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anger_BesideAQuestion_GetsRegretAndAnOffer()
    {
        var reply = (await SendAsync(ClientOf("ana"), "this is ridiculous, you are useless!! when did the teapot arrive")).Text;

        Assert.StartsWith("I'm sorry about this. Order 4711 has been delivered. It was delivered on March 9, 2026.", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offer_Declined_IsNotMadeAgainInTheNextAnswer()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "this shop is a disaster");
        await SendAsync(client, "no thanks");

        Assert.DoesNotContain("Shall", (await SendAsync(client, "where is the desk lamp?")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is anything late?", "Order 5023 has been shipped and is on its way.")]
    [InlineData("are any of my orders overdue?", "Order 5023 has been shipped and is on its way.")]
    public async Task Lateness_OfAnything_IsThatOfTheLateOnes(string text, string start) =>
        Assert.StartsWith(start, (await SendAsync(ClientOf("ana"), text)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Lateness_OfAnything_WhereNothingIs_IsSaid() =>
        Assert.Equal("None of your orders is late.", (await SendAsync(ClientOf("bob"), "is anything late?")).Text);

    [Fact]
    public async Task Wish_ForAnOrder_LeavesItInFocus()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "the teapot arrived broken, i want a refund");

        Assert.Contains("You placed it on March 2, 2026.", (await SendAsync(client, "when did I buy it?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thanks_ThatNameAThing_LeaveItsOrderInFocus()
    {
        var client = ClientOf("ana");
        Assert.Equal(ReplyTexts.Thanks(English), (await SendAsync(client, "thanks for the lovely teapot :)")).Text);

        Assert.StartsWith("Order 4711 ", (await SendAsync(client, "when did it arrive?")).Text, StringComparison.Ordinal);
    }

    private static Order OrderOf(string id, OrderStatus status) => new(id, status, new DateOnly(2026, 5, int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)), null, null,
        [new(1, $"Thing {id}", 1, 1000, "EUR")], [new(PaymentKind.Charge, "card", 1000, "EUR", "paid", null)]);
}
