using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Bot.Replies;

/// <summary>What is said of one order: only what its row has, «not recorded» for the rest, sorry only where it is late.</summary>
public sealed class OrderAnswerTests
{
    private static readonly DateOnly Today = new(2026, 10, 1);

    [Theory]
    [InlineData(OrderStatus.Pending, Topic.Delivery, "Order 1 is pending. It has not been shipped yet, and an expected delivery date is not recorded.")]
    [InlineData(OrderStatus.Processing, Topic.Delivery, "Order 1 is processing: we are getting it ready. It has not been shipped yet, and an expected delivery date is not recorded.")]
    [InlineData(OrderStatus.Processing, Topic.Shipping, "Order 1 is processing: we are getting it ready. It has not been shipped yet.")]
    [InlineData(OrderStatus.Invoiced, Topic.Delivery, "Order 1 is invoiced: it is paid and confirmed, and not shipped yet. An expected delivery date is not recorded.")]
    [InlineData(OrderStatus.Invoiced, Topic.Shipping, "Order 1 is invoiced: it is paid and confirmed, and not shipped yet. A shipping date is not recorded.")]
    [InlineData(OrderStatus.Shipped, Topic.Delivery, "Order 1 has been shipped and is on its way. It has not been delivered yet, and an expected date is not recorded.")]
    [InlineData(OrderStatus.Shipped, Topic.Shipping, "Order 1 has been shipped and is on its way. A shipping date is not recorded.")]
    [InlineData(OrderStatus.Delivered, Topic.Delivery, "Order 1 has been delivered. A delivery date is not recorded.")]
    [InlineData(OrderStatus.Cancelled, Topic.Delivery, "Order 1 was cancelled. A delivery is not recorded for it.")]
    [InlineData(OrderStatus.NotRecorded, Topic.Delivery, "The status of order 1 is not recorded. A delivery date is not recorded.")]
    [InlineData(OrderStatus.Delivered, Topic.Payment, "Order 1 has been delivered. A payment is not recorded.")]
    [InlineData(OrderStatus.Returned, Topic.Refund, "Order 1 was returned. A payment is not recorded. A refund is not recorded.")]
    [InlineData(OrderStatus.Delivered, Topic.Purchase, "Order 1 has been delivered. The date of purchase is not recorded.")]
    [InlineData(OrderStatus.Delivered, Topic.Items, "Order 1 has been delivered. What was in it is not recorded.")]
    [InlineData(OrderStatus.Delivered, Topic.Total, "Order 1 has been delivered. A total is not recorded.")]
    [InlineData(OrderStatus.Delivered, Topic.Address, "Order 1 has been delivered. The delivery address is not recorded with the order.")]
    [InlineData(OrderStatus.Delivered, Topic.Tracking, "Order 1 has been delivered. Carrier and tracking number are not recorded.")]
    public void Tell_WhatTheDatabaseLacks_IsNotRecorded(OrderStatus status, Topic topic, string expected)
    {
        var withoutTables = new Order("1", status, null, null, null);

        Assert.Equal(expected, Tell(withoutTables, topic));
        // Tables without a row say as little as no tables.
        Assert.Equal(expected, Tell(withoutTables with { Items = [], Payments = [], Shipments = [] }, topic));
        Assert.Equal(expected, Tell(withoutTables with { Payments = [], Shipments = [new(null, null, null, null, null)] }, topic));
    }

    [Fact]
    public void Tell_RefundAsked_TellsTheRefundOnlyOrThatNoneIsRecorded()
    {
        var paid = new Order("1", OrderStatus.Returned, null, null, null, Payments: [new(PaymentKind.Charge, "card", 500, "EUR", "paid", new(2026, 5, 1))]);
        var refunded = paid with { Payments = [.. paid.Payments!, new(PaymentKind.Refund, "card", 500, "EUR", "paid", new(2026, 6, 1))] };

        Assert.Equal("Order 1 was returned. You paid €5.00 by card on May 1, 2026. A refund is not recorded.", Tell(paid, Topic.Refund));
        Assert.Equal("Order 1 was returned. You got €5.00 back by card on June 1, 2026.", Tell(refunded, Topic.Refund));
    }

    [Theory]
    [InlineData("pending", PaymentKind.Charge, "A payment of €5.00 by card is recorded as «pending».")]
    [InlineData("failed", PaymentKind.Refund, "A refund of €5.00 by card is recorded as «failed».")]
    [InlineData("Settled", PaymentKind.Charge, "You paid €5.00 by card.")]
    [InlineData(null, PaymentKind.Charge, "You paid €5.00 by card.")]
    public void Tell_MoneyThatHasNotGoneOver_IsNotSaidToBePaid(string? status, PaymentKind kind, string expected)
    {
        var order = new Order("1", OrderStatus.Returned, null, null, null, Payments: [new(kind, "card", 500, "EUR", status, null)]);

        Assert.Equal("Order 1 was returned. " + expected, Tell(order, Topic.Payment));
    }

    [Fact]
    public void Tell_DayOfPurchaseAsked_TellsNoOtherDay()
    {
        var order = new Order("1", OrderStatus.Delivered, new(2026, 5, 1), new(2026, 5, 2), new(2026, 5, 4));

        Assert.Equal("Order 1 has been delivered. You placed it on May 1, 2026.", Tell(order, Topic.Purchase));
    }

    [Fact]
    public void Names_DayOfPurchaseAsked_AreOfATopicThatModelsKnow()
    {
        var order = new Order("1", OrderStatus.Delivered, new(2026, 5, 1), new(2026, 5, 2), new(2026, 5, 4));

        var names = new OrderAnswer(CultureInfo.GetCultureInfo("en-US"), Today).Names(order, [Topic.Purchase]);

        Assert.Equal([Topic.Status], names.About);
        Assert.Equal([Fact.Order, Fact.Status, Fact.BoughtOn], names.Asked);
    }

    [Fact]
    public void Tell_DaysThatOnlyParcelsHave_AreTheLastParcels()
    {
        Shipment first = new("DHL", "1", null, new(2026, 5, 2), new(2026, 5, 4)), second = new("DHL", "2", null, new(2026, 5, 3), new(2026, 5, 6));
        var order = new Order("1", OrderStatus.Delivered, null, null, null, Shipments: [first, second]);

        Assert.Equal("Order 1 has been delivered. It was shipped on May 3, 2026. It was delivered on May 6, 2026.", Tell(order, Topic.Shipping, Topic.Delivery));
        Assert.Equal(
            "Order 1 has been delivered. A shipping date is not recorded. A delivery date is not recorded.",
            Tell(order with { Shipments = [first, new("DHL", "2", null, null, null)] }, Topic.Shipping, Topic.Delivery));
    }

    [Fact]
    public void Tell_ParcelsThatDiffer_AreToldOneByOneWithWhatIsInThem()
    {
        var order = new Order("1", OrderStatus.Shipped, new(2026, 5, 1), null, null,
            [new(1, "Hat", 2, 250, "EUR"), new(2, "Scarf", 1, 900, "EUR")],
            Shipments: [
                new("DHL", "A1", null, new(2026, 5, 2), new(2026, 5, 4)) { Lines = [new("A1", 1, 1)] },
                new("UPS", "B2", null, new(2026, 5, 3), null) { Lines = [new("B2", 1, 1), new("B2", 2, null)] },
                new(null, null, null, null, null),
            ]);
        const string parcels = "Parcel 1 (1 × Hat): DHL, tracking number A1; arrived on May 4, 2026. Parcel 2 (1 × Hat and 1 × Scarf): UPS, tracking number B2; shipped on May 3, 2026. "
            + "Parcel 3: not recorded as shipped yet.";

        Assert.Equal($"Order 1 has been shipped and is on its way. {parcels}", Tell(order, Topic.Tracking));
        Assert.EndsWith(parcels, Tell(order, Topic.Status), StringComparison.Ordinal);
        Assert.DoesNotContain("Parcel", Tell(order with { Shipments = [order.Shipments![0]] }, Topic.Status), StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_Returns_AreToldWithRefundsAndTheState()
    {
        var order = new Order("1", OrderStatus.Delivered, null, null, null, Returns: [new("requested", new(2026, 5, 9), null), new("received", new(2026, 5, 9), new(2026, 5, 12)), new(null, null, null)]);
        const string returns = "A return was requested on May 9, 2026; that it arrived is not recorded. Your return reached the shop on May 12, 2026. A return is noted; when it arrived is not recorded.";

        Assert.EndsWith(returns, Tell(order, Topic.Refund), StringComparison.Ordinal);
        Assert.EndsWith(returns, Tell(order, Topic.Status), StringComparison.Ordinal);
        Assert.DoesNotContain("return", Tell(order, Topic.Tracking), StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_AmountAskedTwice_IsToldOnce()
    {
        var order = new Order("1", OrderStatus.Delivered, null, null, null,
            [new(1, "Hat", 2, 250, "EUR")], [new(PaymentKind.Charge, "card", 500, "EUR", "paid", null)]);

        Assert.Equal("Order 1 has been delivered. You paid €5.00 by card.", Tell(order, Topic.Total, Topic.Payment));
        Assert.Equal(
            "Order 1 has been delivered. The total of its items is €5.00. You paid €4.00 by card.",
            Tell(order with { Payments = [order.Payments![0] with { AmountMinor = 400 }] }, Topic.Total, Topic.Payment));
    }

    [Theory]
    [InlineData(OrderStatus.Shipped, "2026-09-30", null, true)]
    [InlineData(OrderStatus.Invoiced, "2026-09-30", null, true)]
    [InlineData(OrderStatus.Shipped, "2026-10-01", null, false)]
    [InlineData(OrderStatus.Shipped, null, null, false)]
    [InlineData(OrderStatus.Shipped, "2026-09-20", "2026-09-22", false)]
    [InlineData(OrderStatus.Delivered, "2026-09-20", null, false)]
    [InlineData(OrderStatus.Cancelled, "2026-09-20", null, false)]
    [InlineData(OrderStatus.NotRecorded, "2026-09-20", null, false)]
    public void Tell_Late_SaysSorryOnlyWhereRowsProveIt(OrderStatus status, string? expected, string? delivered, bool isLate)
    {
        var order = new Order("1", status, null, null, Day(delivered), Shipments: [new("DHL", "1", Day(expected), null, null)]);

        Assert.Equal(isLate, new OrderAnswer(CultureInfo.GetCultureInfo("en-US"), Today).IsLate(order));
        Assert.Equal(isLate, Tell(order, Topic.Delivery).Contains("I'm sorry about the wait.", StringComparison.Ordinal));
        Assert.Equal(isLate, Tell(order, Topic.Status).Contains("I'm sorry about the wait.", StringComparison.Ordinal));
    }

    private static string Tell(Order order, params Topic[] about) => new OrderAnswer(CultureInfo.GetCultureInfo("en-US"), Today).Tell(order, about);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
