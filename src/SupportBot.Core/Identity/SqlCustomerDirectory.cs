using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Identity;

/// <summary>Customers from the shop's database.</summary>
public sealed class SqlCustomerDirectory(OrdersDatabase database) : ICustomerDirectory
{
    public Task<Customer?> FindByUserIdAsync(string verifiedUserId, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(verifiedUserId) || !SqlOrders.IsStorable(verifiedUserId))
            return Task.FromResult<Customer?>(null);

        return database.ReadAsync(async (connection, schema, token) =>
        {
            var users = schema.Users;
            var id = users.Matches("u", "user_id", "@id", verifiedUserId);
            await using var command = connection.Command(
                $"SELECT u.user_id, {users.Select("u", "first_name")}, {users.Select("u", "last_name")}, {users.Select("u", "email")} FROM users u WHERE {id.Sql}",
                ("@id", id.Value));
            await using var row = await command.ExecuteReaderAsync(token);
            if (!await row.ReadAsync(token))
                return null;
            var customer = new Customer(new CustomerId(row.StringOrNull(0) ?? verifiedUserId), row.Text(1), row.Text(2), row.Text(3));
            // An id that two users share is nobody's.
            return await row.ReadAsync(token) ? null : customer;
        }, ct);
    }
}
