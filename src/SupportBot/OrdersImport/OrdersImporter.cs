namespace SupportBot.OrdersImport;

/// <summary>Makes an orders file of an export. The new file is made beside the old one and takes its place when it is whole, so
/// that a bot that reads it never sees half of it.</summary>
internal sealed class OrdersImporter(string to, Action<int, string> reject)
{
    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);

    public int Orders => _orders.Count;

    public int Customers => _users.Count;

    /// <exception cref="StartupException">The export can't be read or has other columns, or the file can't be written.</exception>
    public void Run(string csv, Action<int> progress, CancellationToken ct)
    {
        using var rows = new CsvRows(csv, reject);
        var orders = ShopifyExport.Fits(rows.Header) ? ShopifyExport.Read(rows, reject)
            : OwnColumns.Fits(rows.Header) ? OwnColumns.Read(rows, reject)
            : throw new StartupException(
                $"{csv} is neither Shopify's export of orders (columns Name, Financial Status, Lineitem name …) nor one with our own columns "
                + $"(order_id, user_id, {string.Join(", ", OwnColumns.OfOrders)}). It has {string.Join(", ", rows.Header.Take(20))}.");
        var unfinished = $"{Path.GetFullPath(to)}.importing";
        try
        {
            File.Delete(unfinished);
            Databases.MakeFile(unfinished, connection => Fill(connection, orders, progress, ct));
            File.Move(unfinished, to, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException)
        {
            throw new StartupException($"{to} can't be written: {error.Message}", error);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private void Fill(DbConnection connection, IEnumerable<ImportedOrder> orders, Action<int> progress, CancellationToken ct)
    {
        foreach (var statement in Tables)
            Databases.Run(connection, statement);
        using var transaction = connection.BeginTransaction();
        foreach (var order in orders)
        {
            ct.ThrowIfCancellationRequested();
            if (!_orders.Add(order.Id))
                reject(order.Line, $"the order {order.Id} stood before; this one is left out");
            else
                Add(transaction, order);
            progress(_orders.Count);
        }
        transaction.Commit();
    }

    private void Add(DbTransaction transaction, ImportedOrder order)
    {
        if (order.UserId is { } user && _users.Add(user))
            Insert(transaction, "users", [("user_id", user), .. order.User.Select(value => (value.Key, (object?)value.Value))]);
        Insert(transaction, "orders", [("order_id", order.Id), ("user_id", order.UserId), .. order.Values.Select(value => (value.Key, (object?)value.Value))]);
        foreach (var (line, item) in order.Items.Index())
        {
            Insert(transaction, "order_items",
                [("order_id", order.Id), ("line", line + 1), ("product_name", item.Product), ("quantity", item.Quantity.ToString(CultureInfo.InvariantCulture)), ("unit_price_minor", item.PriceMinor), ("currency", order.Currency)]);
        }
        foreach (var payment in order.Payments)
        {
            Insert(transaction, "payments",
                [("order_id", order.Id), ("kind", payment.Kind), ("method", payment.Method), ("amount_minor", payment.AmountMinor), ("currency", order.Currency), ("date_paid", payment.Day)]);
        }
    }

    private static void Insert(DbTransaction transaction, string table, (string Column, object? Value)[] values) =>
        transaction.Command(
            $"INSERT INTO {table} ({string.Join(", ", values.Select(value => value.Column))}) VALUES ({string.Join(", ", values.Select(value => "@" + value.Column))})",
            [.. values.Select(value => ("@" + value.Column, value.Value))]).Run();

    private static readonly string[] Tables =
    [
        "CREATE TABLE users (user_id TEXT PRIMARY KEY, first_name TEXT, last_name TEXT, joining_date TEXT, phone TEXT, email TEXT, address TEXT, city TEXT, zip_code TEXT)",
        "CREATE TABLE orders (order_id TEXT PRIMARY KEY, user_id TEXT, email TEXT, status TEXT, date_purchase TEXT, date_shipped TEXT, date_delivered TEXT)",
        "CREATE INDEX orders_by_user ON orders (user_id)",
        "CREATE TABLE order_items (order_id TEXT, line INTEGER, product_name TEXT, quantity NUMERIC, unit_price_minor INTEGER, currency TEXT)",
        "CREATE INDEX items_by_order ON order_items (order_id)",
        "CREATE TABLE payments (order_id TEXT, kind TEXT, method TEXT, amount_minor INTEGER, currency TEXT, status TEXT, date_paid TEXT)",
        "CREATE INDEX payments_by_order ON payments (order_id)",
    ];
}
