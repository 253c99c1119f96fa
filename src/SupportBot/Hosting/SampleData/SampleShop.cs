namespace SupportBot.Hosting.SampleData;

/// <summary>The rows of the sample shop: the same at every call, on every machine and at any date.</summary>
internal sealed class SampleShop
{
    public const int SeveralOrdersCustomer = 6;
    public const int OneOrderCustomer = 7;
    public const int NoOrdersCustomer = 8;

    private const int BusyCustomer = 12;

    /// <summary>The day on which the sample shop's books were closed; nothing in it is later.</summary>
    private static readonly DateOnly Closing = new(2026, 10, 20);

    private static readonly DateOnly Opening = new(2025, 8, 1);

    private uint _random = 20250801;

    public SampleShop()
    {
        Users = [.. Enumerable.Range(1, SampleTexts.People.Length).Select(MakeUser)];
        List<SampleOrder> drafts = [.. Users.SelectMany(OrdersOf)];
        // Numbers go up with time, as a shop gives them, with gaps for the orders that this sample leaves out.
        var number = 4217;
        Orders = [.. drafts.OrderBy(order => order.Purchased).ThenBy(order => order.UserId).Select(draft => draft with { Id = number += 3 + Next(497) })];
    }

    public IReadOnlyList<SampleUser> Users { get; }

    public IReadOnlyList<SampleOrder> Orders { get; }

    private IEnumerable<SampleOrder> OrdersOf(SampleUser user) => user.Id switch
    {
        SeveralOrdersCustomer => SampleStories.SeveralOrders(user),
        OneOrderCustomer => SampleStories.OneOrder(user),
        NoOrdersCustomer => [],
        BusyCustomer => MakeOrders(user, 34),
        // Every ninth of the others has none, every seventh one, the rest up to a dozen.
        var id => MakeOrders(user, id % 9 == 0 ? 0 : id % 7 == 0 ? 1 : 3 + Next(11)),
    };

    private IEnumerable<SampleOrder> MakeOrders(SampleUser user, int count) => Enumerable.Range(0, count).Select(_ => MakeOrder(user));

    private SampleUser MakeUser(int id)
    {
        var (first, last) = SampleTexts.People[id - 1];
        var (city, zip, currency) = Pick(SampleTexts.Cities);
        var email = Ascii($"{first}.{last}").ToLowerInvariant() + (Next(3) switch { 0 => "@example.com", 1 => "@example.org", _ => "@example.net" });
        return new SampleUser(id, first, last, new DateOnly(2023, 1, 9).AddDays(Next(900)),
            string.Create(CultureInfo.InvariantCulture, $"+1 555 01{id:00}"), email,
            string.Create(CultureInfo.InvariantCulture, $"{1 + Next(180)} {Pick(SampleTexts.Streets)}"), city,
            currency == "GBP" || city == "Dublin" ? zip + "AB" : zip + string.Create(CultureInfo.InvariantCulture, $"{Next(100):00}"), currency);
    }

    private SampleOrder MakeOrder(SampleUser user)
    {
        // One in six is fresh, so that every state on the way is there.
        var bought = Next(6) == 0 ? Closing.AddDays(-Next(7)) : Opening.AddDays(Next(Closing.DayNumber - Opening.DayNumber + 1));
        var shipped = bought.AddDays(1 + Next(4));
        var delivered = shipped.AddDays(1 + Next(6));
        var status = StatusOf(shipped, delivered);
        var order = new SampleOrder(0, user.Id, status, bought, null, null, MakeItems(user.Currency), [], []);
        if (status is "shipped" or "delivered" or "returned")
        {
            var arrived = status == "shipped" ? (DateOnly?)null : delivered;
            // Now and then the warehouse forgets a date or a parcel: that is «not recorded», too.
            order = order with { Shipped = status == "delivered" && Next(25) == 0 ? null : shipped, Delivered = arrived };
            if (Next(20) != 0)
                order = order with { Shipments = [MakeShipment(shipped, arrived)] };
        }
        return order with { Payments = MakePayments(order, delivered) };
    }

    private string StatusOf(DateOnly shipped, DateOnly delivered)
    {
        var luck = Next(100);
        if (luck < 7)
            return "cancelled";
        if (shipped > Closing)
            return luck < 40 ? "pending" : luck < 70 ? "processing" : "invoiced";
        if (delivered > Closing)
            return "shipped";
        return luck < 14 && delivered < Closing.AddDays(-20) ? "returned" : "delivered";
    }

    private List<SampleItem> MakeItems(string currency)
    {
        var items = new List<SampleItem>();
        for (var line = 1 + Next(10) / 6 + Next(10) / 8; line > 0; line--)
        {
            var (name, price) = Pick(SampleTexts.Products);
            if (!items.Exists(item => item.ProductName == name))
                items.Add(new SampleItem(name, Next(6) == 0 ? 2 + Next(2) : 1, price, currency));
        }
        return items;
    }

    private SampleShipment MakeShipment(DateOnly shipped, DateOnly? delivered)
    {
        var (carrier, prefix) = Pick(SampleTexts.Carriers);
        return new SampleShipment(
            carrier, string.Create(CultureInfo.InvariantCulture, $"{prefix}{10_000_000 + Next(89_999_999)}"), shipped.AddDays(4), shipped, delivered);
    }

    private List<SamplePayment> MakePayments(SampleOrder order, DateOnly delivered)
    {
        var method = Pick(SampleTexts.PaymentMethods);
        if (order.Status is "pending")
            return Next(2) == 0 ? [] : [order.Charge(method, "pending", null)];
        var payments = new List<SamplePayment> { order.Charge(method, "paid", order.Purchased) };
        if (order.Status == "cancelled")
            payments.Add(order.Refund(method, "paid", Earlier(order.Purchased.AddDays(2 + Next(3)), Closing)));
        if (order.Status == "returned")
            payments.Add(Next(3) == 0 ? order.Refund(method, "pending", null) : order.Refund(method, "paid", Earlier(delivered.AddDays(6 + Next(8)), Closing)));
        return payments;
    }

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;

    private static string Ascii(string text) =>
        new([.. text.Replace("ø", "o", StringComparison.Ordinal).Normalize(NormalizationForm.FormD)
            .Where(letter => char.IsAsciiLetter(letter) || letter == '.')]);

    private T Pick<T>(T[] from) => from[Next(from.Length)];

    // Xorshift, written out because the shape of System.Random is nobody's promise.
    private int Next(int below)
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random % (uint)below);
    }
}

internal sealed record SampleUser(
    int Id, string FirstName, string LastName, DateOnly Joined, string Phone, string Email, string Address, string City, string ZipCode, string Currency);

internal sealed record SampleOrder(
    int Id, int UserId, string Status, DateOnly Purchased, DateOnly? Shipped, DateOnly? Delivered,
    IReadOnlyList<SampleItem> Items, IReadOnlyList<SamplePayment> Payments, IReadOnlyList<SampleShipment> Shipments)
{
    private long TotalMinor => Items.Sum(item => item.Quantity * item.UnitPriceMinor);

    public SamplePayment Charge(string method, string status, DateOnly? paid) => new("charge", method, TotalMinor, Items[0].Currency, status, paid);

    public SamplePayment Refund(string method, string status, DateOnly? paid) => new("refund", method, TotalMinor, Items[0].Currency, status, paid);
}

internal sealed record SampleItem(string ProductName, int Quantity, long UnitPriceMinor, string Currency);

internal sealed record SamplePayment(string Kind, string Method, long AmountMinor, string Currency, string Status, DateOnly? Paid);

internal sealed record SampleShipment(string Carrier, string TrackingNumber, DateOnly Estimated, DateOnly Shipped, DateOnly? Delivered);
