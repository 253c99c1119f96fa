namespace SupportBot.OrdersImport;

/// <summary>A CSV with our own columns: order_id and user_id, and what else there is of orders and their customers.</summary>
internal static class OwnColumns
{
    public static readonly string[] OfOrders = ["email", "status", "date_purchase", "date_shipped", "date_delivered"];
    public static readonly string[] OfUsers = ["first_name", "last_name", "joining_date", "phone", "email", "address", "city", "zip_code"];

    public static bool Fits(IReadOnlyList<string> header) => header.Contains("order_id") && header.Contains("user_id");

    public static IEnumerable<ImportedOrder> Read(CsvRows rows, Action<int, string> reject)
    {
        while (rows.Read())
        {
            if (rows["order_id"] is not { } id)
                reject(rows.Line, "it has no order_id");
            else
                yield return new ImportedOrder(rows.Line, id, rows["user_id"], OfOrders.ToDictionary(column => column, column => rows[column]))
                {
                    User = OfUsers.ToDictionary(column => column, column => rows[column]),
                };
        }
    }
}
