using Microsoft.Data.Sqlite;

namespace SupportBot.Eval.Shop;

/// <summary>
/// All rows of an orders database as they stand there. Reads them by itself rather than through the bot's own code, so
/// that what the bot says is checked against something else than what the bot believes.
/// </summary>
internal sealed class ShopRows
{
    private readonly Dictionary<string, OrderRow> _orders;
    private readonly Dictionary<string, CustomerRow> _customers;

    private ShopRows(IEnumerable<CustomerRow> customers, IEnumerable<OrderRow> orders)
    {
        _customers = customers.ToDictionary(customer => customer.Id);
        _orders = orders.ToDictionary(order => order.Id);
        OrdersOf = _orders.Values.OrderByDescending(order => order.Bought).ThenBy(order => order.Id, StringComparer.Ordinal).ToLookup(order => order.UserId);
        Busiest = _customers.Values.OrderByDescending(customer => OrdersOf[customer.Id].Count()).ThenBy(customer => customer.Id.Length).ThenBy(customer => customer.Id, StringComparer.Ordinal)
            .FirstOrDefault() ?? throw new EvalException("The orders database has no customers.");
        var last = _orders.Values.SelectMany(order => order.Days).DefaultIfEmpty(new DateOnly(2026, 1, 1)).Max();
        ProductsAndCarriers = [.. _orders.Values.SelectMany(order => order.Items.Select(item => item.Product).Concat(order.Parcels.Select(parcel => parcel.Carrier).OfType<string>())).Distinct()];
        DayAfter = new DateTimeOffset(last.AddDays(1), new TimeOnly(12, 0), TimeSpan.Zero);
    }

    public IEnumerable<CustomerRow> Customers => _customers.Values;

    public IEnumerable<OrderRow> Orders => _orders.Values;

    /// <summary>A customer's orders, newest first.</summary>
    public ILookup<string, OrderRow> OrdersOf { get; }

    /// <summary>The customer with the most orders.</summary>
    public CustomerRow Busiest { get; }

    public IReadOnlyList<string> ProductsAndCarriers { get; }

    /// <summary>Noon of the day after the last that an order has: the time of messages that name none.</summary>
    public DateTimeOffset DayAfter { get; }

    public CustomerRow? Customer(string userId) => _customers.GetValueOrDefault(userId);

    public OrderRow? Order(string orderId) => _orders.GetValueOrDefault(orderId);

    /// <exception cref="EvalException">The file is no orders database.</exception>
    public static ShopRows Read(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            connection.Open();
            var items = Table(connection, "order_items").Where(row => row.Text("product_name") is not null)
                .Select(row => new ItemRow(row.Text("order_id") ?? "", row.Text("product_name")!, row.Number("quantity") ?? 1, row.Number("unit_price_minor"), row.Text("currency")))
                .ToLookup(row => row.OrderId);
            var payments = Table(connection, "payments")
                .Select(row => new PaymentRow(
                    row.Text("order_id") ?? "", row.Text("kind")?.Equals("refund", StringComparison.OrdinalIgnoreCase) ?? false, row.Text("method"),
                    row.Number("amount_minor"), row.Text("currency"), row.Text("status"), row.Day("date_paid")))
                .ToLookup(row => row.OrderId);
            var parcels = Table(connection, "shipments")
                .Select(row => new ParcelRow(
                    row.Text("order_id") ?? "", row.Text("carrier"), row.Text("tracking_number"), row.Day("date_estimated"), row.Day("date_shipped"), row.Day("date_delivered")))
                .ToLookup(row => row.OrderId);
            var orders = Table(connection, "orders").Where(row => row.Text("order_id") is not null)
                .Select(row => new OrderRow(
                    row.Text("order_id")!, row.Text("user_id") ?? "", StatusOf(row.Text("status")), row.Day("date_purchase"), row.Day("date_shipped"), row.Day("date_delivered"),
                    [.. items[row.Text("order_id")!]], [.. payments[row.Text("order_id")!]], [.. parcels[row.Text("order_id")!]]));
            var customers = Table(connection, "users").Where(row => row.Text("user_id") is not null)
                .Select(row => new CustomerRow(row.Text("user_id")!, $"{row.Text("first_name")} {row.Text("last_name")}".Trim(), row.Text("email") ?? ""));
            return new ShopRows(customers.DistinctBy(customer => customer.Id), orders.DistinctBy(order => order.Id));
        }
        catch (SqliteException error)
        {
            throw new EvalException($"{path} is no orders database: {error.Message}", error);
        }
    }

    private static string? StatusOf(string? text) => text?.ToLowerInvariant() switch
    {
        "canceled" => "cancelled",
        var known and ("pending" or "processing" or "invoiced" or "shipped" or "delivered" or "cancelled" or "returned") => known,
        _ => null,
    };

    private static List<Dictionary<string, string?>> Table(SqliteConnection connection, string name)
    {
        using var exists = connection.CreateCommand();
        exists.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE lower(name) = $name AND type IN ('table', 'view')";
        exists.Parameters.AddWithValue("$name", name);
        if (Convert.ToInt64(exists.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
            return [];

        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is one of five constants.
        command.CommandText = $"SELECT * FROM {name}";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName,
                column => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text && text != "NULL" ? text : null,
                StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }
}

internal sealed record CustomerRow(string Id, string Name, string Email);

/// <summary>An order and all that hangs on it. What isn't recorded is <c>null</c> or not in the list.</summary>
/// <param name="Status">One of the seven words in small letters.</param>
internal sealed record OrderRow(
    string Id, string UserId, string? Status, DateOnly? Bought, DateOnly? Shipped, DateOnly? Delivered,
    IReadOnlyList<ItemRow> Items, IReadOnlyList<PaymentRow> Payments, IReadOnlyList<ParcelRow> Parcels)
{
    public IEnumerable<DateOnly> Days =>
        new[] { Bought, Shipped, Delivered }.Concat(Payments.Select(payment => payment.Paid)).Concat(Parcels.SelectMany(parcel => new[] { parcel.Estimated, parcel.Shipped, parcel.Delivered }))
            .OfType<DateOnly>();

    public bool IsGone => Status is "shipped" or "delivered" or "returned" || Shipped is not null || Delivered is not null;

    public bool HasArrived => Status is "delivered" or "returned" || Delivered is not null;
}

internal sealed record ItemRow(string OrderId, string Product, long Quantity, long? PriceMinor, string? Currency);

internal sealed record PaymentRow(string OrderId, bool IsRefund, string? Method, long? AmountMinor, string? Currency, string? Status, DateOnly? Paid);

internal sealed record ParcelRow(string OrderId, string? Carrier, string? Tracking, DateOnly? Estimated, DateOnly? Shipped, DateOnly? Delivered);

/// <summary>Reads columns as customers would: by the day, by whole numbers.</summary>
internal static class ColumnReading
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"];

    public static string? Text(this Dictionary<string, string?> row, string column) => row.GetValueOrDefault(column);

    public static long? Number(this Dictionary<string, string?> row, string column) =>
        decimal.TryParse(row.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) ? (long)number : null;

    public static DateOnly? Day(this Dictionary<string, string?> row, string column)
    {
        var text = row.Text(column);
        var day = text is { Length: > 10 } && text[10] is ('T' or ' ') ? text[..10] : text;
        return DateOnly.TryParseExact(day, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
    }
}
