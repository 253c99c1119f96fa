namespace SupportBot.Core.Customers;

/// <summary>Customers to try the bot as. Staff only: the host offers it in Development and nowhere else. Callers may be concurrent.</summary>
public sealed class SqlSampleCustomers(OrdersDatabase database)
{
    /// <returns>Customers by user id; empty when there are none.</returns>
    /// <exception cref="Orders.OrdersUnavailableException">The orders database can't be read.</exception>
    public Task<IReadOnlyList<SampleCustomer>> ListAsync(int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync<IReadOnlyList<SampleCustomer>>(async (connection, schema, token) =>
        {
            var users = schema.Users;
            var customers = await connection.Command(
                $"""
                SELECT u.user_id, {users.Select("u", "first_name")}, {users.Select("u", "last_name")},
                       (SELECT COUNT(*) FROM orders o WHERE {OrdersTable.Joins(schema.Orders, "o", users, "u", "user_id")})
                FROM users u ORDER BY u.user_id LIMIT @limit
                """,
                ("@limit", limit)).ListAsync(row => row.StringOrNull(0) is { } id ? Read(id, row) : null, token);
            return [.. customers.OfType<SampleCustomer>()];
        }, ct);
    }

    private static SampleCustomer Read(string id, DbDataReader row) => new(
        id,
        string.Join(' ', new[] { row.Text(1), row.Text(2) }.OfType<string>()),
        Convert.ToInt32(row.GetValue(3), CultureInfo.InvariantCulture));
}

/// <summary>A customer in the picker. <paramref name="Name"/> is empty when none is recorded.</summary>
public sealed record SampleCustomer(string UserId, string Name, int OrderCount);
