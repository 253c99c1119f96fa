namespace SupportBot.Core.Storage;

/// <summary>Which of the tables and columns that we can use a database has.</summary>
internal sealed class OrdersSchema
{
    private readonly List<string> _errors = [];
    private readonly List<string> _notes = [];

    private OrdersSchema(OrdersTable? users, OrdersTable? orders, OrdersTable? items, OrdersTable? payments, OrdersTable? shipments)
    {
        Users = Require("users", users, ["user_id"],
            new() { ["first_name"] = "first names", ["last_name"] = "last names", ["email"] = "e-mail addresses" });
        Orders = Require("orders", orders, ["order_id", "user_id"],
            new()
            {
                ["status"] = "the status",
                ["date_purchase"] = "the purchase date",
                ["date_shipped"] = "the shipping date",
                ["date_delivered"] = "the delivery date",
            });
        Items = Use("order_items", items, ["order_id", "product_name"], "the things ordered, their prices and the total",
            new()
            {
                ["quantity"] = "quantities (each line counts as one piece)",
                ["unit_price_minor"] = "prices and the total",
                ["currency"] = "the currency"
            });
        Payments = Use("payments", payments, ["order_id", "kind"], "payments and refunds",
            new()
            {
                ["method"] = "how it was paid",
                ["amount_minor"] = "amounts",
                ["currency"] = "the currency",
                ["status"] = "the state of a payment",
                ["date_paid"] = "payment dates"
            });
        Shipments = Use("shipments", shipments, ["order_id"], "carrier, tracking number and estimated delivery",
            new()
            {
                ["carrier"] = "the carrier",
                ["tracking_number"] = "the tracking number",
                ["date_estimated"] = "the estimated delivery",
                ["date_shipped"] = "each parcel's shipping date",
                ["date_delivered"] = "each parcel's delivery date",
            });
    }

    public OrdersTable Users { get; }

    public OrdersTable Orders { get; }

    public OrdersTable? Items { get; }

    public OrdersTable? Payments { get; }

    public OrdersTable? Shipments { get; }

    /// <summary>What makes the database unusable, and how to mend it.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What is not there, and what follows from it for customers.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public static async Task<OrdersSchema> ProbeAsync(DbConnection connection, CancellationToken ct) =>
        new(await OrdersTable.ProbeAsync(connection, "users", ct),
            await OrdersTable.ProbeAsync(connection, "orders", ct),
            await OrdersTable.ProbeAsync(connection, "order_items", ct),
            await OrdersTable.ProbeAsync(connection, "payments", ct),
            await OrdersTable.ProbeAsync(connection, "shipments", ct));

    private OrdersTable Require(string name, OrdersTable? table, string[] required, Dictionary<string, string> optional)
    {
        if (table is null)
        {
            _errors.Add($"There is no table or view '{name}'. Create it with the columns {string.Join(", ", required.Concat(optional.Keys))}, or point ConnectionStrings:Orders at the shop's database.");
            return OrdersTable.Empty(name);
        }
        foreach (var column in required.Where(column => !table.Has(column)))
            _errors.Add($"The table '{name}' has no column '{column}'. Add it, or put a view named '{name}' with that column over the table.");
        NoteMissing(table, optional);
        return table;
    }

    private OrdersTable? Use(string name, OrdersTable? table, string[] required, string what, Dictionary<string, string> optional)
    {
        if (table is null)
        {
            _notes.Add($"No table '{name}': {what} will be answered as not recorded.");
            return null;
        }
        if (Array.Find(required, column => !table.Has(column)) is { } missing)
        {
            _notes.Add($"The table '{name}' has no column '{missing}' and is not used: {what} will be answered as not recorded.");
            return null;
        }
        NoteMissing(table, optional);
        return table;
    }

    private void NoteMissing(OrdersTable table, Dictionary<string, string> optional)
    {
        foreach (var (column, what) in optional.Where(column => !table.Has(column.Key)))
            _notes.Add($"No column '{table.Name}.{column}': {what} will be answered as not recorded.");
    }
}
