namespace SupportBot.Core.Customers;

public sealed class SqlCustomerDirectory(OrdersDatabase database) : ICustomerDirectory
{
    /// <summary>The longest address that mail knows, in UTF-16 units.</summary>
    private const int MaxEmailLength = 320;

    public Task<Customer?> FindByUserIdAsync(string verifiedUserId, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(verifiedUserId) || !OrdersDatabase.IsStorable(verifiedUserId))
            return Task.FromResult<Customer?>(null);

        return database.ReadAsync(async (connection, schema, token) =>
        {
            var id = schema.Users.Matches("u", "user_id", "@id", verifiedUserId) & schema.Users.Counted("u");
            return await SingleAsync(connection.Command($"{Select(schema.Users)} WHERE {id.Sql}", [.. id.Parameters]), verifiedUserId, token);
        }, ct);
    }

    public Task<Customer?> FindByEmailAsync(string? verifiedEmail, CancellationToken ct)
    {
        if (verifiedEmail is null || Folded(verifiedEmail) is not { Length: > 0 and <= MaxEmailLength } email || !OrdersDatabase.IsStorable(email))
            return Task.FromResult<Customer?>(null);

        return database.ReadAsync(async (connection, schema, token) =>
        {
            if (!schema.Users.Has("email"))
                return null;
            var counted = schema.Users.Counted("u");
            var command = connection.Command(
                $"{Select(schema.Users)} WHERE lower(trim({schema.Users.Select("u", "email")})) = @email AND {counted.Sql}", [("@email", email), .. counted.Parameters]);
            // Some databases' lower() folds more than A to Z: what such a one finds is compared once more, and one too many is too many.
            return await SingleAsync(command, null, token) is { Email: { } found } customer && Folded(found) == email ? customer : null;
        }, ct);
    }

    /// <summary>An address as it is compared: A to Z lowered and nothing else changed. Unicode's normal forms would make a K of the Kelvin sign.</summary>
    private static string Folded(string email) =>
        string.Create(email.Trim(' ').Length, email.Trim(' '), static (folded, from) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] + ('a' - 'A')) : from[i];
        });

    private static string Select(OrdersTable users) =>
        $"SELECT {users.Select("u", "user_id")}, {users.Select("u", "first_name")}, {users.Select("u", "last_name")}, {users.Select("u", "email")} FROM {users.As("u")}";

    /// <param name="knownId">The id that was asked for; a row with another, which only the database takes for the same, isn't counted.</param>
    /// <returns>The only row; what two users share is nobody's.</returns>
    private static async Task<Customer?> SingleAsync(DbCommand command, string? knownId, CancellationToken ct)
    {
        var rows = await command.ListAsync(row => (Id: row.StringOrNull(0) ?? knownId, First: row.Text(1), Last: row.Text(2), Email: row.Text(3)), ct);
        if (knownId is not null)
            rows.RemoveAll(row => row.Id is { } id && !Ids.AreSame(id, knownId));
        return rows is [var one] && !string.IsNullOrWhiteSpace(one.Id) ? new Customer(new CustomerId(one.Id), one.First, one.Last, one.Email) : null;
    }
}
