namespace SupportBot.Core.Storage;

/// <summary>Which of the tables and columns that we can use a database has.</summary>
internal sealed class OrdersSchema
{
    private readonly List<OrdersTable> _tables = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _notes = [];

    private OrdersSchema(SqlEngine engine) => Engine = engine;

    public SqlEngine Engine { get; }

    public OrdersTable Users => Table("users")!;

    public OrdersTable Orders => Table("orders")!;

    /// <summary>The tables that can be used.</summary>
    public IReadOnlyList<OrdersTable> Tables => _tables;

    /// <summary>What makes the database unusable, and how to mend it.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What is not there, and what follows from it for customers.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <returns>A table by our name; <c>null</c> where there is none that can be used.</returns>
    public OrdersTable? Table(string name) => _tables.Find(table => table.Name == name);

    public static async Task<OrdersSchema> ProbeAsync(DbConnection connection, OrdersShop shop, CancellationToken ct)
    {
        var schema = new OrdersSchema(shop.Engine);
        schema._errors.AddRange(shop.StrangersIn(WantedTable.All));
        foreach (var wanted in WantedTable.All)
            schema.Take(wanted, shop, await shop.ColumnsAsync(connection, wanted.Name, ct));
        return schema;
    }

    /// <param name="physical">The table's columns by the shop's own names; <c>null</c> where there is no such table.</param>
    private void Take(WantedTable wanted, OrdersShop shop, Dictionary<string, Type>? physical)
    {
        var own = shop.TableOf(wanted.Name);
        if (physical is null)
        {
            if (own != wanted.Name)
                _errors.Add($"Orders:Tables:{wanted.Name} names '{own}', but there is no such table or view, or it may not be read.");
            else if (wanted.IsNeeded)
                _errors.Add($"There is no table or view '{wanted.Name}'. Name the shop's own (Orders:Tables:{wanted.Name}), create it with the columns {string.Join(", ", wanted.Columns)}, or point ConnectionStrings:Orders at the shop's database.");
            else if (wanted.What is { } what)
                _notes.Add($"No table '{wanted.Name}': {what} will be answered as not recorded.");
            return;
        }

        var has = $"It has {(physical.Count == 0 ? "none" : string.Join(", ", physical.Keys))}.";
        foreach (var (column, name) in shop.NamedColumns(wanted.Name).Where(named => !physical.ContainsKey(named.Value)))
            _errors.Add($"Orders:Columns:{wanted.Name}:{column} names '{name}', but the table '{own}' has no such column. {has}");
        var columns = wanted.Columns.Where(column => physical.ContainsKey(shop.ColumnOf(wanted.Name, column))).ToDictionary(
            column => column, column => shop.Column(physical, shop.ColumnOf(wanted.Name, column)), StringComparer.OrdinalIgnoreCase);
        var missing = wanted.Required.Where(column => !columns.ContainsKey(column)).ToList();
        if (missing.Count > 0 && !wanted.IsNeeded)
        {
            var follows = wanted.What is { } what ? $": {what} will be answered as not recorded" : "";
            _notes.Add($"The table '{own}' has no column '{missing[0]}' and is not used{follows}. Name the shop's own: Orders:Columns:{wanted.Name}:{missing[0]}.");
            return;
        }
        foreach (var (column, what) in wanted.Optional.Where(optional => !columns.ContainsKey(optional.Column)))
            _notes.Add($"No column '{wanted.Name}.{column}': {what} will be answered as not recorded.");
        if (missing.Count > 0)
        {
            _errors.AddRange(missing.Select(column => $"The table '{own}' has no column '{column}'. Name the shop's own: Orders:Columns:{wanted.Name}:{column}. {has}"));
            return;
        }
        (OrdersColumn, string)? filter = null;
        if (shop.FilterOf(wanted.Name) is var (filterColumn, value))
        {
            if (!physical.ContainsKey(filterColumn))
                _errors.Add($"Orders:Filters:{wanted.Name} asks for the column '{filterColumn}', which the table '{own}' lacks. {has}");
            else
                filter = (shop.Column(physical, filterColumn), value);
        }
        _tables.Add(new OrdersTable(shop.Engine, wanted.Name, shop.QuotedTable(wanted.Name), columns, filter));
    }
}

/// <summary>A table that we can use.</summary>
/// <param name="What">What customers ask of it; <c>null</c> where nobody misses it.</param>
/// <param name="Optional">Columns that are missed, with what follows.</param>
/// <param name="Extra">Columns that nobody misses.</param>
internal sealed record WantedTable(string Name, string? What, string[] Required, (string Column, string What)[] Optional, params string[] Extra)
{
    public static IReadOnlyList<WantedTable> All { get; } =
    [
        new("users", null, ["user_id"],
            [("first_name", "first names"), ("last_name", "last names"), ("email", "e-mail addresses")], "phone", "city", "address", "zip_code", "joining_date") { IsNeeded = true },
        new("orders", null, ["order_id", "user_id"],
            [("status", "the status"), ("date_purchase", "the purchase date"), ("date_shipped", "the shipping date"), ("date_delivered", "the delivery date")], "email") { IsNeeded = true },
        new("order_items", "the things ordered, their prices and the total", ["order_id", "product_name"],
            [("quantity", "quantities (each line counts as one piece)"), ("unit_price_minor", "prices and the total"), ("currency", "the currency")], "line", "image_url"),
        new("payments", "payments and refunds", ["order_id", "kind"],
            [("method", "how it was paid"), ("amount_minor", "amounts"), ("currency", "the currency"), ("status", "the state of a payment"), ("date_paid", "payment dates")]),
        new("shipments", "carrier, tracking number and estimated delivery", ["order_id"],
            [
                ("carrier", "the carrier"), ("tracking_number", "the tracking number"), ("date_estimated", "the estimated delivery"),
                ("date_shipped", "each parcel's shipping date"), ("date_delivered", "each parcel's delivery date"),
            ], "tracking_url", "tracking_php"),
        new("shipment_items", null, ["order_id", "tracking_number", "line"], [], "quantity"),
        new("returns", null, ["order_id"], [], "status", "date_requested", "date_received"),
    ];

    /// <summary>Without it nothing can be answered.</summary>
    public bool IsNeeded { get; init; }

    public IEnumerable<string> Columns => Required.Concat(Optional.Select(optional => optional.Column)).Concat(Extra);
}
