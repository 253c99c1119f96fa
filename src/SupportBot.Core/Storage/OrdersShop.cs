namespace SupportBot.Core.Storage;

/// <summary>The names that a shop has for our tables and columns, on its engine.</summary>
internal sealed class OrdersShop(SqlEngine engine, OrdersOptions options)
{
    private readonly Dictionary<string, Dictionary<string, string>> _columns = options.Columns.ToDictionary(
        table => table.Key, table => new Dictionary<string, string>(table.Value, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    public SqlEngine Engine => engine;

    public string TableOf(string table) => options.Tables.GetValueOrDefault(table, table);

    public string QuotedTable(string table) =>
        // A schema stands before the table; a name that is quoted already may hold a dot.
        TableOf(table) == table ? table : string.Join('.', TableOf(table).Split('.').Select(part => engine.Quote(part)));

    public string ColumnOf(string table, string column) =>
        _columns.TryGetValue(table, out var columns) ? columns.GetValueOrDefault(column, column) : column;

    public IEnumerable<KeyValuePair<string, string>> NamedColumns(string table) =>
        _columns.TryGetValue(table, out var columns) ? columns : [];

    public OrdersColumn Column(Dictionary<string, Type> physical, string name) =>
        // As the database spells it: quoted, a name's letters count on some engines.
        new(engine.Quote(physical.Keys.First(key => key.Equals(name, StringComparison.OrdinalIgnoreCase))), physical[name]);

    public (string Column, string Value)? FilterOf(string table) =>
        options.Filters.TryGetValue(table, out var filter) && filter.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } column, var value] ? (column, value) : null;

    /// <returns>Settings that name a table or column that we don't know, or can't be read, and how to mend them.</returns>
    public IEnumerable<string> StrangersIn(IReadOnlyList<WantedTable> wanted)
    {
        var known = string.Join(", ", wanted.Select(table => table.Name));
        foreach (var table in options.Tables.Keys.Concat(options.Columns.Keys).Concat(options.Filters.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => wanted.All(table => !table.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            yield return $"The settings «Orders» tell of a table '{table}', which the bot doesn't use. It uses {known}.";
        }
        foreach (var table in wanted)
        {
            foreach (var (column, _) in NamedColumns(table.Name).Where(named => !table.Columns.Contains(named.Key, StringComparer.OrdinalIgnoreCase)))
                yield return $"Orders:Columns:{table.Name}:{column} is no column that the bot uses. It uses {string.Join(", ", table.Columns)}.";
            if (options.Filters.TryGetValue(table.Name, out var filter) && FilterOf(table.Name) is null)
                yield return $"Orders:Filters:{table.Name} is «{filter}»; write column=value.";
        }
    }

    /// <returns>The columns by the shop's names; <c>null</c> when there is no such table or view.</returns>
    public async Task<Dictionary<string, Type>?> ColumnsAsync(DbConnection connection, string table, CancellationToken ct)
    {
        try
        {
            await using var command = connection.Command($"SELECT * FROM {QuotedTable(table)} WHERE 1=0");
            await using var row = await command.ExecuteReaderAsync(ct);
            var columns = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < row.FieldCount; i++)
                columns[row.GetName(i)] = row.GetFieldType(i);
            return columns;
        }
        catch (DbException e) when (SaysNoSuchTable(e))
        {
            return null;
        }
    }

    // ADO.NET has no portable code for it: PostgreSQL says 42P01 and 3F000 for a schema, MySQL 42S02 and 42000 for a database, SQLite only says it in words.
    private static bool SaysNoSuchTable(DbException e) =>
        // Who may read some tables only is told that this one is denied, be it there or not.
        e.SqlState is "42P01" or "42S02" or "3F000" or "42501" || (e.SqlState == "42000" && e.Message.Contains("command denied", StringComparison.OrdinalIgnoreCase))
        || (e.SqlState is null && e.Message.Contains("no such table", StringComparison.OrdinalIgnoreCase));
}
