namespace SupportBot.Core.Storage;

/// <summary>Tells operators whether a database fits and what its gaps mean for customers. Callers may be concurrent.</summary>
public sealed class OrdersSchemaCheck(OrdersDatabase database) : IOrdersCheck
{
    /// <summary>Reads no rows.</summary>
    public async Task<OrdersSchemaReport> RunAsync(CancellationToken ct)
    {
        try
        {
            var schema = await database.ProbeAsync(ct);
            var found = schema.Tables.Select(table => $"{table.Name}({string.Join(", ", table.Columns)})");
            return new OrdersSchemaReport([.. found], schema.Errors, schema.Notes);
        }
        catch (OrdersUnavailableException e)
        {
            return new OrdersSchemaReport([], [e.Message], []);
        }
    }
}

/// <summary>What a check of the orders database found.</summary>
/// <param name="Found">Tables with their columns, as «orders(order_id, user_id, …)».</param>
/// <param name="Errors">What must be mended before questions can be answered, and how.</param>
/// <param name="Notes">What the database doesn't record, and what follows for customers.</param>
public sealed record OrdersSchemaReport(IReadOnlyList<string> Found, IReadOnlyList<string> Errors, IReadOnlyList<string> Notes)
{
    public bool Fits => Errors.Count == 0;
}
