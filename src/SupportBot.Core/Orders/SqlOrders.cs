namespace SupportBot.Core.Orders;

/// <summary>Orders from the shop's database. Each query has the owner in its WHERE.</summary>
public sealed class SqlOrders(OrdersDatabase database) : IOrders
{
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
            if (schema.Items is { } itemsTable)
            {
                var items = await ReadItemsAsync(connection, schema, itemsTable, owner, orderId, token);
                orders = orders.ConvertAll(order => order with { Items = ItemsOf(items, order.Id) });
            }
            if (schema.Payments is { } paymentsTable)
            {
                var payments = await ReadPaymentsAsync(connection, schema, paymentsTable, owner, orderId, token);
                orders = orders.ConvertAll(order => order with { Payments = [.. payments[order.Id]] });
            }
            if (schema.Shipments is { } shipmentsTable)
            {
                var shipments = await ReadShipmentsAsync(connection, schema, shipmentsTable, owner, orderId, token);
                orders = orders.ConvertAll(order => order with { Shipments = [.. shipments[order.Id]] });
            }
            orders.Sort(NewestFirst.Comparer);
            return orders;
        }, ct);

    private static async Task<List<Order>> ReadOrdersAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, CancellationToken ct)
    {
        var table = schema.Orders;
        var command = OfOwner(connection, schema, owner, orderId,
            $"o.order_id, {table.Select("o", "status")}, {table.Select("o", "date_purchase")}, {table.Select("o", "date_shipped")}, {table.Select("o", "date_delivered")} FROM orders o");
        // Without an id an order can't be named to anybody.
        return (await ReadAsync(command, row => new Order("", OrderStatusText.Parse(row.Text(1)), row.Day(2), row.Day(3), row.Day(4)), ct))
            .Where(order => order.OrderId.Length > 0).Select(order => order.Of with { Id = order.OrderId }).ToList();
    }

    private static async Task<ILookup<string, OrderItem>> ReadItemsAsync(
        DbConnection connection, OrdersSchema schema, OrdersTable table, CustomerId owner, string? orderId, CancellationToken ct)
    {
        var command = OfOwner(connection, schema, owner, orderId,
            $"o.order_id, {table.Select("t", "line")}, t.product_name, {table.Select("t", "quantity")}, {table.Select("t", "unit_price_minor")}, {table.Select("t", "currency")} FROM {Joined(schema, table)}");
        var items = await ReadAsync(command, row => row.Text(2) is { } product
            ? new OrderItem(Small(row.Whole(1)) ?? int.MaxValue, product, Small(row.Whole(3)) ?? 1, row.Whole(4), row.Text(5)) : null, ct);
        return items.OrderBy(item => item.Of.Line).ThenBy(item => item.Of.ProductName, StringComparer.Ordinal).ToLookup(item => item.OrderId, item => item.Of);
    }

    private static async Task<ILookup<string, Payment>> ReadPaymentsAsync(
        DbConnection connection, OrdersSchema schema, OrdersTable table, CustomerId owner, string? orderId, CancellationToken ct)
    {
        var command = OfOwner(connection, schema, owner, orderId,
            $"o.order_id, t.kind, {table.Select("t", "method")}, {table.Select("t", "amount_minor")}, {table.Select("t", "currency")}, {table.Select("t", "status")}, {table.Select("t", "date_paid")} FROM {Joined(schema, table)}");
        // A word that is neither is left out: which way the money went is nothing to guess.
        var payments = await ReadAsync(command, row => KindOf(row.Text(1)) is { } kind
            ? new Payment(kind, row.Text(2), row.Whole(3) is { } amount and > long.MinValue ? Math.Abs(amount) : null, row.Text(4), row.Text(5), row.Day(6)) : null, ct);
        return payments.OrderBy(payment => payment.Of.Paid ?? DateOnly.MaxValue).ToLookup(payment => payment.OrderId, payment => payment.Of);
    }

    private static async Task<ILookup<string, Shipment>> ReadShipmentsAsync(
        DbConnection connection, OrdersSchema schema, OrdersTable table, CustomerId owner, string? orderId, CancellationToken ct)
    {
        var command = OfOwner(connection, schema, owner, orderId,
            $"o.order_id, {table.Select("t", "carrier")}, {table.Select("t", "tracking_number")}, {table.Select("t", "date_estimated")}, {table.Select("t", "date_shipped")}, {table.Select("t", "date_delivered")} FROM {Joined(schema, table)}");
        var shipments = await ReadAsync(command, row => new Shipment(row.Text(1), row.Text(2), row.Day(3), row.Day(4), row.Day(5)), ct);
        return shipments.OrderBy(shipment => shipment.Of.Shipped ?? DateOnly.MaxValue).ToLookup(shipment => shipment.OrderId, shipment => shipment.Of);
    }

    /// <summary>Reads rows of orders; one of which <paramref name="read"/> makes nothing is left out.</summary>
    private static async Task<IEnumerable<(string OrderId, T Of)>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T?> read, CancellationToken ct)
        where T : class
    {
        var rows = await command.ListAsync(row => (OrderId: row.StringOrNull(0) ?? "", Of: read(row)), ct);
        return rows.Where(row => row.Of is not null).Select(row => (row.OrderId, row.Of!));
    }

    private static string Joined(OrdersSchema schema, OrdersTable table) =>
        $"orders o JOIN {table.Name} t ON {OrdersTable.Joins(schema.Orders, "o", table, "t", "order_id")}";

    /// <summary>The only place where a query over orders is put together, so that none can lack its owner.</summary>
    private static DbCommand OfOwner(DbConnection connection, OrdersSchema schema, CustomerId owner, string? orderId, string columnsFrom)
    {
        var user = schema.Orders.Matches("o", "user_id", "@owner", owner.Value);
        if (orderId is null)
            return connection.Command($"SELECT {columnsFrom} WHERE {user.Sql}", ("@owner", user.Value));
        var id = schema.Orders.Matches("o", "order_id", "@id", orderId);
        return connection.Command($"SELECT {columnsFrom} WHERE {user.Sql} AND {id.Sql}", ("@owner", user.Value), ("@id", id.Value));
    }

    private static List<OrderItem> ItemsOf(ILookup<string, OrderItem> items, string orderId) =>
        // Where the shop doesn't number its lines, we do.
        [.. items[orderId].Select((item, index) => item.Line == int.MaxValue ? item with { Line = index + 1 } : item)];

    private static int? Small(long? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;

    private static PaymentKind? KindOf(string? text) => text?.ToUpper(CultureInfo.InvariantCulture) switch
    {
        "CHARGE" => PaymentKind.Charge,
        "REFUND" => PaymentKind.Refund,
        _ => null,
    };
}
