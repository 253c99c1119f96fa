using SupportBot.Core.Storage;
using SupportBot.Hosting.Schema;

namespace SupportBot.Tests.Core.Retention;

/// <summary>Looks into every column of every table of the bot's own database.</summary>
internal static class Everywhere
{
    /// <returns>Where a text stands, each place once, as <c>table.column</c>.</returns>
    public static Task<List<string>> FindAsync(BotDatabase database, string text) => database.ReadAsync(async (connection, ct) =>
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in BotSchema.All.Rules.Select(rule => rule.Table))
        {
            await using var command = connection.Command($"SELECT * FROM {table}");
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    var value = rows.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture);
                    if (value!.Contains(text, StringComparison.OrdinalIgnoreCase))
                        found.Add($"{table}.{rows.GetName(i)}");
                }
            }
        }

        return found.ToList();
    }, CancellationToken.None);

    /// <returns>How many rows each table has, as <c>table 3</c>.</returns>
    public static Task<List<string>> CountAsync(BotDatabase database) => database.ReadAsync(async (connection, ct) =>
    {
        var counts = new List<string>();
        foreach (var table in BotSchema.All.Rules.Select(rule => rule.Table).Order(StringComparer.Ordinal))
        {
            await using var command = connection.Command($"SELECT COUNT(*) FROM {table}");
            counts.Add($"{table} {Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture)}");
        }

        return counts;
    }, CancellationToken.None);
}
