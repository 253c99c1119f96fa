namespace SupportBot.Core.Storage;

/// <summary>A table or view of the orders database with the columns that it has.</summary>
internal sealed class OrdersTable(string name, Dictionary<string, Type> columns)
{
    private readonly Dictionary<string, Type> _columns = columns;

    public string Name => name;

    public IEnumerable<string> Columns => _columns.Keys;

    public static OrdersTable Empty(string name) => new(name, []);

    /// <returns><c>null</c> when there is no such table or view.</returns>
    public static async Task<OrdersTable?> ProbeAsync(DbConnection connection, string name, CancellationToken ct)
    {
        try
        {
            await using var command = connection.Command($"SELECT * FROM {name} WHERE 1=0");
            await using var row = await command.ExecuteReaderAsync(ct);
            var columns = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < row.FieldCount; i++)
                columns[row.GetName(i)] = row.GetFieldType(i);
            return new OrdersTable(name, columns);
        }
        catch (DbException e) when (SaysNoSuchTable(e))
        {
            return null;
        }
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The column for a SELECT list, or NULL where the table lacks it.</summary>
    public string Select(string alias, string column) => Has(column) ? $"{alias}.{column}" : "NULL";

    /// <summary>A condition that holds where the column, read as text, is exactly the value, and the parameter for it. Written in
    /// the column's own type where that says the same, since a cast keeps the database from using its index.</summary>
    public (string Sql, object Value) Matches(string alias, string column, string parameter, string value)
    {
        var type = _columns[column];
        if (IsNumber(type) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == value)
        {
            return ($"{alias}.{column} = {parameter}", number);
        }
        return (type == typeof(string) ? $"{alias}.{column} = {parameter}" : $"CAST({alias}.{column} AS TEXT) = {parameter}", value);
    }

    /// <summary>A condition that joins two id columns, whatever their types.</summary>
    public static string Joins(OrdersTable left, string leftAlias, OrdersTable right, string rightAlias, string column)
    {
        var (a, b) = (left._columns[column], right._columns[column]);
        return a == b || (IsNumber(a) && IsNumber(b))
            ? $"{leftAlias}.{column} = {rightAlias}.{column}"
            : $"CAST({leftAlias}.{column} AS TEXT) = CAST({rightAlias}.{column} AS TEXT)";
    }

    // Fractions too: spreadsheets and data frames make such columns of whole numbers with gaps.
    private static bool IsNumber(Type type) =>
        type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(decimal) || type == typeof(double) || type == typeof(float);

    // ADO.NET has no portable code for it: PostgreSQL says 42P01, MySQL 42S02, SQLite only says it in words.
    private static bool SaysNoSuchTable(DbException e) =>
        e.SqlState is "42P01" or "42S02" || (e.SqlState is null && e.Message.Contains("no such table", StringComparison.OrdinalIgnoreCase));
}
