using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>Amounts and carriers point at orders, where nothing else does.</summary>
public sealed class OrderHintsTests
{
    private static readonly Order[] Orders =
    [
        Make("1", 13400, "UPS"),
        Make("2", 7900, "Royal Mail"),
        Make("3", 7950, "UPS") with { Payments = [new(PaymentKind.Charge, "card", 7950, "USD", "paid", null), new(PaymentKind.Refund, "card", 15600, "USD", "paid", null)] },
    ];

    [Theory]
    [InlineData("the one that cost 134 bucks where is it", "1")]
    [InlineData("charged $79 once, which order was it", "2 3")]
    [InlineData("what was the $79.50 for", "3")]
    [InlineData("what was the 79,00 for", "2")]
    [InlineData("when did I get $156.00 back", "3")]
    [InlineData("the one coming with ups", "1 3")]
    [InlineData("whatever royal mail has", "2")]
    [InlineData("apartment 134", null)]
    [InlineData("134 chairs", null)]
    [InlineData("on 13.40.79", null)]
    [InlineData("any news from dhl", null)]
    public void Find_WhatIsOnRecord_IsThoseOrders(string text, string? ids) =>
        Assert.Equal(ids?.Split(' '), (OrderHints.Find(text, Orders) as OrderReference.Product)?.Ids);

    [Fact]
    public void Find_WhatAllHave_PointsAtNone() => Assert.Null(OrderHints.Find("the ups one", [Orders[0], Orders[2]]));

    [Theory]
    [InlineData("it was $", "134", "", true)]
    [InlineData("", "134", " bucks", true)]
    [InlineData("order ", "134", " please", false)]
    public void IsAmount_MoneyAroundIt_SaysSo(string before, string text, string after, bool isAmount) =>
        Assert.Equal(isAmount, OrderHints.IsAmount(new OrderExpression(ExpressionKind.Number, false, text, []) { Before = before, After = after }));

    private static Order Make(string id, long minor, string carrier) => new(id, OrderStatus.Shipped, new(2026, 5, 1), null, null, [new(1, "Thing", 1, minor, "USD")],
        [new(PaymentKind.Charge, "card", minor, "USD", "paid", null)], [new(carrier, null, null, null, null)]);
}
