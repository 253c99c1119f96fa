namespace SupportBot.Hosting.SampleData;

/// <summary>The orders of the customers that the documentation and the tests talk about; written by hand, each for a question.</summary>
internal static class SampleStories
{
    private const string Card = "credit card";

    /// <summary>Seven orders: one in June, one cancelled, one returned, one of two lines, the newest on its way.</summary>
    public static IEnumerable<SampleOrder> SeveralOrders(SampleUser user)
    {
        yield return Paid(Draft(user, "delivered", new(2025, 9, 14), new(2025, 9, 15), new(2025, 9, 18), ("steel water bottle", 1, 2450)));
        yield return Paid(Draft(user, "delivered", new(2025, 12, 2), new(2025, 12, 3), new(2025, 12, 8), ("coffee grinder", 1, 5490)));

        var jacket = Paid(Draft(user, "returned", new(2026, 2, 11), new(2026, 2, 12), new(2026, 2, 16), ("yellow rain jacket", 1, 7990)));
        yield return jacket with { Payments = [.. jacket.Payments, jacket.Refund(Card, "paid", new(2026, 3, 2))] };

        var lamp = Paid(Draft(user, "cancelled", new(2026, 4, 20), null, null, ("desk lamp", 1, 4290)));
        yield return lamp with { Payments = [.. lamp.Payments, lamp.Refund(Card, "paid", new(2026, 4, 23))] };

        yield return Paid(Draft(user, "delivered", new(2026, 6, 3), new(2026, 6, 5), new(2026, 6, 9), ("blue running shoes", 1, 8990),
            ("ankle socks", 3, 590)));
        yield return Paid(Draft(user, "invoiced", new(2026, 9, 21), null, null, ("wireless headphones", 1, 11900)));
        yield return Paid(Draft(user, "shipped", new(2026, 10, 12), new(2026, 10, 14), null, ("green backpack", 1, 6490)));
    }

    public static IEnumerable<SampleOrder> OneOrder(SampleUser user)
    {
        yield return Paid(Draft(user, "shipped", new(2026, 10, 8), new(2026, 10, 10), null, ("acoustic guitar", 1, 19900), ("guitar strings", 2, 990)));
    }

    private static SampleOrder Draft(
        SampleUser user, string status, DateOnly bought, DateOnly? shipped, DateOnly? delivered, params (string Name, int Quantity, long PriceMinor)[] items) =>
        new(0, user.Id, status, bought, shipped, delivered,
            [.. items.Select(item => new SampleItem(item.Name, item.Quantity, item.PriceMinor, user.Currency))], [],
            shipped is { } day ? [new SampleShipment("ParcelBird", FormattableString.Invariant($"PB{day.DayNumber * 97 % 90_000_000 + 10_000_000}"),
                day.AddDays(4), day, delivered)] : []);

    private static SampleOrder Paid(SampleOrder order) => order with { Payments = [order.Charge(Card, "paid", order.Purchased)] };
}
