namespace SupportBot.Core.Customers;

/// <summary>Contacts from the shop's database.</summary>
public sealed class SqlCustomerContacts(OrdersDatabase database) : ICustomerContacts
{
    private static readonly string[] Columns = ["first_name", "last_name", "email", "phone", "city"];

    public Task<CustomerContact?> FindAsync(CustomerId customer, CancellationToken ct) =>
        database.ReadAsync(async (connection, schema, token) =>
        {
            var users = schema.Users;
            var id = users.Matches("u", "user_id", "@id", customer.Value);
            return await connection.Command(
                $"SELECT {string.Join(", ", Columns.Select(column => users.Select("u", column)))} FROM {users.As("u")} WHERE {id.Sql}",
                [.. id.Parameters]).FirstAsync(row => new CustomerContact(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)), token);
        }, ct);
}
