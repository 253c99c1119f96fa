namespace SupportBot.Core.Customers;

/// <summary>Customers of the shop's database.</summary>
public sealed class SqlSampleCustomers(OrdersDatabase database) : ISampleCustomers
{
    public Task<IReadOnlyList<SampleCustomer>> ListAsync(int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync<IReadOnlyList<SampleCustomer>>(async (connection, schema, token) =>
        {
            var users = schema.Users;
            var (counted, orders) = (users.Counted("u"), schema.Orders.Counted("o"));
            var customers = await connection.Command(
                $"""
                SELECT {users.Select("u", "user_id")}, {users.Select("u", "first_name")}, {users.Select("u", "last_name")},
                       (SELECT COUNT(*) FROM {schema.Orders.As("o")} WHERE {OrdersTable.Joins(schema.Orders, "o", users, "u", "user_id")} AND {orders.Sql})
                FROM {users.As("u")} WHERE {counted.Sql} ORDER BY {users.Select("u", "user_id")} LIMIT @limit
                """,
                [("@limit", limit), .. counted.Parameters, .. orders.Parameters]).ListAsync(row => row.StringOrNull(0) is { } id ? Read(id, row) : null, token);
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
