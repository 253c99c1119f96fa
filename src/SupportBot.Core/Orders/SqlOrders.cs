namespace SupportBot.Core.Orders;

/// <summary>Orders from the shop's database. Each query has the owner in its WHERE, and each row is compared with the owner once
/// more, since a database may take «a» for «A».</summary>
public sealed class SqlOrders(OrdersDatabase database, OrdersValues? values = null) : IOrders
{
    private readonly OrdersValues _values = values ?? OrdersValues.Plain;

    public Task<IReadOnlyList<Order>> ListAsync(CustomerId owner, CancellationToken ct) => ReadAsync(owner, null, ct);

    public async Task<Order?> FindAsync(CustomerId owner, string orderId, CancellationToken ct) =>
        OrdersDatabase.IsStorable(orderId) && await ReadAsync(owner, orderId, ct) is [var order, ..] ? order : null;

    /// <param name="orderId">The only order to read; <c>null</c> for all.</param>
    private Task<IReadOnlyList<Order>> ReadAsync(CustomerId owner, string? orderId, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Order>>(async (connection, schema, token) =>
        {
            var orders = await ReadOrdersAsync(connection, schema, owner, orderId, token);
            if (orders.Count == 0)
                return orders;
            var items = await ReadItemsAsync(connection, schema, owner, orderId, token);
            var payments = await ReadPaymentsAsync(connection, schema, owner, orderId, token);
            var shipments = await ReadShipmentsAsync(connection, schema, owner, orderId, token);
            var returns = await ReadReturnsAsync(connection, schema, owner, orderId, token);
            return
            [
                .. orders.Select(order => OrderSense.Of(order with
                {
                    Items = items is null ? null : Numbered(items[order.Id]),
                    Payments = payments is null ? null : [.. payments[order.Id]],
                    Shipments = shipments is null ? null : [.. shipments[order.Id]],
                    Returns = returns is null ? null : [.. returns[order.Id]],
                })).Order(NewestFirst.Comparer),
            ];
        }, ct);

    private async Task<List<Order>> ReadOrdersAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, CancellationToken ct)
    {
        var query = OrdersOf(schema, owner, orderId);
        var rows = await connection.Command(query.Sql, [.. query.Parameters]).ListAsync(row => (Owner: row.StringOrNull(1), Order: new Order(
            row.StringOrNull(0) ?? "", _values.Status(row.Text(2)), _values.Day(row, 3), _values.Day(row, 4), _values.Day(row, 5))), ct);
        // Without an id an order can't be named to anybody.
        return [.. rows.Where(row => row.Order.Id.Length > 0 && Ids.AreSame(row.Owner, owner.Value) && (orderId is null || Ids.AreSame(row.Order.Id, orderId)))
            .Select(row => row.Order)];
    }

    private Task<ILookup<string, OrderItem>?> ReadItemsAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, CancellationToken ct) =>
        LinesAsync(connection, schema, "order_items", ["line", "product_name", "quantity", "unit_price_minor", "currency", "image_url"], owner, orderId, (row, table) =>
        {
            var currency = _values.Currency(row.Text(5));
            // A table without quantities has a line for each piece; a quantity that can't be read is no piece.
            var quantity = table.Has("quantity") ? row.Number(3) is >= 0 and var number ? number : (decimal?)null : 1;
            return row.Text(2) is { } product
                ? new OrderItem(Line(row.Number(1)) ?? int.MaxValue, product, quantity, _values.Amount(row, 4, currency), currency) { ImageUrl = row.Text(6) } : null;
        }, items => items.OrderBy(item => item.Line).ThenBy(item => item.ProductName, StringComparer.Ordinal), ct);

    private Task<ILookup<string, Payment>?> ReadPaymentsAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, CancellationToken ct) =>
        LinesAsync(connection, schema, "payments", ["kind", "method", "amount_minor", "currency", "status", "date_paid"], owner, orderId, (row, _) =>
        {
            var currency = _values.Currency(row.Text(4));
            return OrderSense.PaymentKindOf(row.Text(1)) is { } kind
                ? new Payment(kind, row.Text(2), _values.Amount(row, 3, currency) is { } amount ? Math.Abs(amount) : null, currency, row.Text(5), _values.Day(row, 6)) : null;
        }, payments => payments.OrderBy(payment => payment.Paid ?? DateOnly.MaxValue), ct);

    private async Task<ILookup<string, Shipment>?> ReadShipmentsAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, CancellationToken ct)
    {
        var contents = await LinesAsync(connection, schema, "shipment_items", ["tracking_number", "line", "quantity"], owner, orderId,
            (row, table) => Line(row.Number(2)) is { } line ? new ParcelLine(row.Text(1), line, table.Has("quantity") ? row.Number(3) : null) : null, lines => lines, ct);
        string[] columns = ["carrier", "tracking_number", "tracking_url", "date_estimated", "date_shipped", "date_delivered", "tracking_php"];
        var rows = await LinesAsync(connection, schema, "shipments", columns, owner, orderId,
            (row, _) => new ParcelRow(ParcelOf(row), row.Text(7)), rows => rows, ct);
        return rows?.SelectMany(order => order.SelectMany(row => row.Php is null ? [row.Parcel] : PhpTracking.Read(row.Php).Select(parcel => row.Parcel with
        {
            Carrier = parcel.Carrier,
            TrackingNumber = parcel.Number,
            TrackingUrl = _values.TrackingUrl(parcel.Url, parcel.Carrier, parcel.Number),
            Shipped = parcel.Shipped is { } day && _values.IsMeant(day) ? day : row.Parcel.Shipped,
        })).Select(parcel => (Order: order.Key, Parcel: parcel with { Lines = contents is null ? null : [.. contents[order.Key].Where(line => line.TrackingNumber == parcel.TrackingNumber)] })))
            .OrderBy(row => row.Parcel.Shipped ?? DateOnly.MaxValue).ToLookup(row => row.Order, row => row.Parcel);
    }

    private Shipment ParcelOf(DbDataReader row) => new(row.Text(1), row.Text(2), _values.Day(row, 4), _values.Day(row, 5), _values.Day(row, 6))
    {
        TrackingUrl = _values.TrackingUrl(row.Text(3), row.Text(1), row.Text(2)),
    };

    private Task<ILookup<string, OrderReturn>?> ReadReturnsAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, CancellationToken ct) =>
        LinesAsync(connection, schema, "returns", ["status", "date_requested", "date_received"], owner, orderId,
            (row, _) => new OrderReturn(row.Text(1), _values.Day(row, 2), _values.Day(row, 3)),
            returns => returns.OrderBy(each => each.Requested ?? DateOnly.MaxValue), ct);

    /// <summary>Rows of another table that belong to orders of the owner; the table's order id is column 0. The orders are found
    /// first and their rows then, since views often have ids without an index.</summary>
    /// <returns>By order id; <c>null</c> where there is no such table.</returns>
    private static async Task<ILookup<string, T>?> LinesAsync<T>(
        DbConnection connection, OrdersSchema schema, string name, IEnumerable<string> columns, CustomerId owner, string? orderId,
        Func<DbDataReader, OrdersTable, T?> read, Func<IEnumerable<T>, IEnumerable<T>> sorted, CancellationToken ct)
        where T : class
    {
        if (schema.Table(name) is not { } table)
            return null;
        var query = LinesOf(schema, table, columns, owner, orderId);
        var rows = await connection.Command(query.Sql, [.. query.Parameters]).ListAsync(row => (Order: row.StringOrNull(0) ?? "", Of: read(row, table)), ct);
        return rows.Where(row => row.Of is not null).GroupBy(row => row.Order, row => row.Of!)
            .SelectMany(group => sorted(group).Select(of => (group.Key, of))).ToLookup(row => row.Key, row => row.of);
    }

    /// <summary>The orders of an owner: id, owner, status, the three days.</summary>
    internal static SqlCondition OrdersOf(OrdersSchema schema, CustomerId owner, string? orderId = null)
    {
        var table = schema.Orders;
        var condition = OfOwner(schema, owner, orderId);
        string[] columns = ["order_id", "user_id", "status", "date_purchase", "date_shipped", "date_delivered"];
        return condition with { Sql = $"SELECT {string.Join(", ", columns.Select(column => table.Select("o", column)))} FROM {table.As("o")} WHERE {condition.Sql}" };
    }

    /// <summary>The rows of another table that belong to orders of an owner: order id, then the columns.</summary>
    internal static SqlCondition LinesOf(OrdersSchema schema, OrdersTable table, IEnumerable<string> columns, CustomerId owner, string? orderId = null)
    {
        var condition = OfOwner(schema, owner, orderId);
        var counted = table.Counted("t");
        var (line, order) = table.Alike("t", schema.Orders, "o", "order_id");
        return new(
            $"""
            SELECT {string.Join(", ", columns.Prepend("order_id").Select(column => table.Select("t", column)))}
            FROM {table.As("t")} WHERE {line} IN (SELECT {order} FROM {schema.Orders.As("o")} WHERE {condition.Sql}) AND {counted.Sql}
            """, [.. condition.Parameters, .. counted.Parameters]);
    }

    /// <summary>The only place where a condition on orders is put together, so that none can lack its owner.</summary>
    private static SqlCondition OfOwner(OrdersSchema schema, CustomerId owner, string? orderId)
    {
        var own = schema.Orders.Matches("o", "user_id", "@owner", owner.Value) & schema.Orders.Counted("o");
        return orderId is null ? own : own & schema.Orders.Matches("o", "order_id", "@id", orderId);
    }

    private static List<OrderItem> Numbered(IEnumerable<OrderItem> items) =>
        // Where the shop doesn't number its lines, we do.
        [.. items.Select((item, index) => item.Line == int.MaxValue ? item with { Line = index + 1 } : item)];

    private static int? Line(decimal? number) => number is >= 0 and < int.MaxValue && number == decimal.Truncate(number.Value) ? (int)number : null;

    private sealed record ParcelRow(Shipment Parcel, string? Php);
}
