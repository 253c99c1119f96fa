namespace SupportBot.Core.Customers;

/// <summary>Contacts from the shop's database, for staff; the bot has no use for them. Callers may be concurrent.</summary>
public sealed class SqlCustomerContacts(OrdersDatabase database)
{
    /// <returns><c>null</c> when the shop has no such customer any more.</returns>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    public Task<CustomerContact?> FindAsync(CustomerId customer, CancellationToken ct) =>
        database.ReadAsync(async (connection, schema, token) =>
        {
            var users = schema.Users;
            var id = users.Matches("u", "user_id", "@id", customer.Value);
            return await connection.Command(
                $"SELECT {users.Select("u", "first_name")}, {users.Select("u", "last_name")}, {users.Select("u", "email")}, {users.Select("u", "phone")}, {users.Select("u", "city")} FROM users u WHERE {id.Sql}",
                ("@id", id.Value)).FirstAsync(row => new CustomerContact(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)), token);
        }, ct);
}
