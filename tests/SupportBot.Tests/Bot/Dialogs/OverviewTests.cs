using SupportBot.Bot.Replies;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>Questions about several orders at once.</summary>
public sealed class OverviewTests : DialogConversation
{
    [Theory]
    [InlineData("how many orders do i have", "You have 3 orders with us:", "5023 4890 4711")]
    [InlineData("my orders", "You have 3 orders with us:", "5023 4890 4711")]
    [InlineData("list my orders", "You have 3 orders with us:", "5023 4890 4711")]
    [InlineData("how many are still open?", "One of your 3 orders is still open:", "5023")]
    [InlineData("how many of my orders are still open", "One of your 3 orders is still open:", "5023")]
    [InlineData("do i have any open orders?", "One of your 3 orders is still open:", "5023")]
    [InlineData("which of my orders were cancelled", "One of your 3 orders was cancelled:", "4890")]
    [InlineData("which orders are on their way?", "One of your 3 orders is on its way:", "5023")]
    [InlineData("which orders havent arrived yet", "One of your 3 orders is still open:", "5023")]
    [InlineData("list my orders from may", "None of your 3 orders is from that time.", "")]
    [InlineData("list my orders from june", "One of your 3 orders is from that time:", "4890")]
    [InlineData("show me all my orders from 2026", "All of your 3 orders are from that time:", "5023 4890 4711")]
    [InlineData("how many orders did i place in 2025", "None of your 3 orders is from that time.", "")]
    [InlineData("list the orders with the desk lamp", "One of your 3 orders fits:", "5023")]
    [InlineData("any returned orders?", "None of your 3 orders was returned.", "")]
    [InlineData("did everything arrive?", "Not everything has arrived yet. One of your 3 orders is still open:", "5023")]
    public async Task Message_AboutSeveralOrders_CountsAndListsThem(string text, string head, string ids)
    {
        var client = ClientOf("ana");

        var lines = (await SendAsync(client, text)).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(head, lines[0]);
        Assert.Equal(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries), lines.Skip(1).Select(line => line.Split(' ')[1]));
        AssertSilence(client);
    }

    [Fact]
    public async Task Message_AboutTwoOfSeveral_UsesThePlural()
    {
        _shop.Add("joe", "Joe", OrderOf("1", OrderStatus.Cancelled), OrderOf("2", OrderStatus.Cancelled), OrderOf("3", OrderStatus.Delivered));

        Assert.StartsWith("2 of your 3 orders were cancelled:", (await SendAsync(ClientOf("joe"), "which of my orders were cancelled?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_AboutMoreThanTen_SaysHowManyAndShowsTheNewestTen()
    {
        _shop.Add("kim", "Kim", [.. Enumerable.Range(1, 40).Select(i => OrderOf($"{7000 + i}", OrderStatus.Delivered) with { Purchased = new DateOnly(2026, 1, 1).AddDays(i) })]);
        var client = ClientOf("kim");

        var all = (await SendAsync(client, "how many orders do i have?")).Text;
        var delivered = (await SendAsync(client, "which of my orders were delivered?")).Text;

        Assert.StartsWith("You have 40 orders with us. The newest ten:\n\n1. 7040 ", all, StringComparison.Ordinal);
        Assert.StartsWith("All of your 40 orders have been delivered. The newest ten:\n\n1. 7040 ", delivered, StringComparison.Ordinal);
        Assert.Equal(12, all.Split('\n').Length);
        Assert.StartsWith("Order 7038 ", (await SendAsync(client, "the third one")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did everything arrive?", "Yes, all of your 2 orders have been delivered.")]
    [InlineData("has all my stuff been delivered", "Yes, all of your 2 orders have been delivered.")]
    [InlineData("how many orders do i have", "You have 2 orders with us:")]
    [InlineData("how many are still open?", "None of your 2 orders is still open.")]
    public async Task Message_OfCustomerWhoHasEverything_SaysSo(string text, string start)
    {
        _shop.Add("joe", "Joe", OrderOf("1", OrderStatus.Delivered), OrderOf("2", OrderStatus.Delivered));

        Assert.StartsWith(start, (await SendAsync(ClientOf("joe"), text)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how much have I spent in total?")]
    [InlineData("what did i pay for all my orders")]
    [InlineData("how much money did i spend so far")]
    public async Task Message_AboutTheSum_AddsUpPaymentsPerCurrency(string text)
    {
        _shop.Add("joe", "Joe",
            OrderOf("1", OrderStatus.Delivered) with { Payments = [Charge(1000, "EUR")] },
            OrderOf("2", OrderStatus.Returned) with { Payments = [Charge(550, "EUR"), Charge(300, "USD"), Charge(550, "EUR") with { Kind = PaymentKind.Refund }] },
            OrderOf("3", OrderStatus.Pending) with { Payments = [Charge(9900, "EUR") with { Status = "pending" }] });

        Assert.Equal(
            "You paid €15.50 and $3.00 in total for all of your 3 orders. You got €5.50 back. One payment that is not completed is left out.",
            (await SendAsync(ClientOf("joe"), text)).Text.Split('\n')[0]);
    }

    [Theory]
    [InlineData("how much have i spent this year?", "You paid €20.00 in total for 1 of your 2 orders.")]
    [InlineData("how much did i spend in 2025", "You paid €10.00 in total for 1 of your 2 orders.")]
    [InlineData("what did i spend in march", "None of your 2 orders is from that time.")]
    public async Task Message_AboutTheSumOfATime_CountsThatTimeOnly(string text, string expected)
    {
        _shop.Add("joe", "Joe",
            OrderOf("1", OrderStatus.Delivered) with { Purchased = new DateOnly(2025, 5, 1), Payments = [Charge(1000, "EUR")] },
            OrderOf("2", OrderStatus.Delivered) with { Payments = [Charge(2000, "EUR")] });

        Assert.Equal(expected, (await SendAsync(ClientOf("joe"), text)).Text.Split('\n')[0]);
    }

    [Fact]
    public async Task Message_AboutTheSum_ShowsWhatItIsMadeOf()
    {
        _shop.Add("joe", "Joe",
            OrderOf("1", OrderStatus.Delivered) with { Items = [new(1, "Lamp", 2, 500, "EUR")], Payments = [Charge(1000, "EUR")] },
            OrderOf("2", OrderStatus.Pending) with { Items = [new(1, "Rug", 1, 2550, "EUR")], Payments = [Charge(2550, "EUR") with { Status = "pending" }] });

        Assert.Equal(
            "You paid €10.00 in total for all of your 2 orders. One payment that is not completed is left out. What is in them comes to €35.50."
            + "\n\n1. 2 · pending · May 1, 2026 · Rug · €25.50\n2. 1 · delivered · May 1, 2026 · Lamp · €10.00",
            (await SendAsync(ClientOf("joe"), "how much did I spend in total?")).Text);
    }

    [Fact]
    public async Task Message_AboutTheSum_WhereAnAmountIsNotRecorded_SaysForHowMany()
    {
        _shop.Add("joe", "Joe",
            OrderOf("1", OrderStatus.Delivered) with { Payments = [Charge(1000, "EUR")] },
            OrderOf("2", OrderStatus.Delivered) with { Payments = [new(PaymentKind.Charge, "card", null, "EUR", "paid", null)] },
            OrderOf("3", OrderStatus.Delivered));

        Assert.Equal("What you paid is not recorded for 2 of 3 orders, so I can't give you the sum.", (await SendAsync(ClientOf("joe"), "how much have i spent in total?")).Text.Split('\n')[0]);
        Assert.Equal("What you paid is not recorded for one order.", (await SendAsync(ClientOf("bob"), "how much have i spent in total?")).Text.Split('\n')[0]);
    }

    [Fact]
    public async Task Message_AboutSeveralOrders_OfCustomerWithNone_SaysSo() =>
        Assert.Equal(ReplyTexts.NoOrders(English), (await SendAsync(ClientOf("eve"), "how many orders do i have?")).Text);

    private static Order OrderOf(string id, OrderStatus status) => new(id, status, new DateOnly(2026, 5, 1), null, null);

    private static Payment Charge(long amountMinor, string currency) => new(PaymentKind.Charge, "card", amountMinor, currency, "paid", new DateOnly(2026, 5, 1));
}
