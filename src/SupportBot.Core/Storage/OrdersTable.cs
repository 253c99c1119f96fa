namespace SupportBot.Core.Storage;

/// <summary>A table or view of the orders database with those of our columns that it has.</summary>
/// <param name="name">Ours.</param>
/// <param name="from">As the shop names it, quoted.</param>
/// <param name="columns">By our names.</param>
/// <param name="filter">The column that says which rows count, and its value.</param>
internal sealed class OrdersTable(
    SqlEngine engine, string name, string from, Dictionary<string, OrdersColumn> columns, (OrdersColumn Column, string Value)? filter)
{
    private const string FilterParameter = "@only";

    /// <summary>With dashes, without, in braces.</summary>
    private static readonly string[] GuidForms = ["D", "N", "B"];

    public string Name => name;

    public IEnumerable<string> Columns => columns.Keys;

    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>The column for a SELECT list, or NULL where the table lacks it.</summary>
    public string Select(string alias, string column) => columns.TryGetValue(column, out var found) ? $"{alias}.{found.Quoted}" : "NULL";

    /// <summary>The table for a FROM.</summary>
    public string As(string alias) => $"{from} {alias}";

    /// <summary>Those of the table's rows that the shop's settings count; all without a setting.</summary>
    public SqlCondition Counted(string alias) =>
        filter is { } only ? Matches(only.Column, alias, $"{FilterParameter}_{alias}", only.Value) : new("1=1", []);

    /// <summary>A condition that holds where the column, read as text, is exactly the value. Written in the column's own type
    /// where that says the same, since a cast keeps the database from using its index.</summary>
    public SqlCondition Matches(string alias, string column, string parameter, string value) => Matches(columns[column], alias, parameter, value);

    private SqlCondition Matches(OrdersColumn column, string alias, string parameter, string value)
    {
        var sql = $"{alias}.{column.Quoted}";
        var type = column.Type;
        if (IsNumber(type) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == value)
        {
            return new($"{sql} = {parameter}", [(parameter, number)]);
        }
        var isGuid = Guid.TryParse(value, out var guid);
        if (type == typeof(Guid))
            return isGuid ? new($"{sql} = {parameter}", [(parameter, guid)]) : SqlCondition.Never;
        if (type == typeof(byte[]))
        {
            var binary = Binary(sql, parameter, value);
            // A column of SQLite's without a type says that it holds bytes, and may hold anything.
            return engine != SqlEngine.Sqlite ? binary
                : new($"({binary.Sql} OR {engine.AsText(sql)} = {parameter}text)", [.. binary.Parameters, ($"{parameter}text", value)]);
        }
        if (type == typeof(string) && isGuid)
            return OneOf(sql, parameter, Spellings(guid));
        return type == typeof(string) ? new($"{sql} = {parameter}", [(parameter, value)]) : new($"{engine.AsText(sql)} = {parameter}", [(parameter, value)]);
    }

    /// <summary>A condition that joins two id columns, whatever their types.</summary>
    public static string Joins(OrdersTable left, string leftAlias, OrdersTable right, string rightAlias, string column)
    {
        var (a, b) = left.Alike(leftAlias, right, rightAlias, column);
        return $"{a} = {b}";
    }

    /// <summary>The same column of two tables, so written that equal ids are equal.</summary>
    public (string Here, string There) Alike(string alias, OrdersTable other, string otherAlias, string column)
    {
        var (a, b) = (columns[column].Type, other.ColumnType(column));
        var (here, there) = (Select(alias, column), other.Select(otherAlias, column));
        return a == b || (IsNumber(a) && IsNumber(b)) ? (here, there) : (engine.AsText(here), engine.AsText(there));
    }

    private Type ColumnType(string column) => columns[column].Type;

    /// <summary>Bytes are said in hexadecimal digits; a GUID's bytes stand in either of two orders.</summary>
    private static SqlCondition Binary(string sql, string parameter, string value)
    {
        if (Guid.TryParse(value, out var guid) && value.Contains('-', StringComparison.Ordinal))
            return OneOf(sql, parameter, [guid.ToByteArray(bigEndian: true), guid.ToByteArray()]);
        return value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit) ? new($"{sql} = {parameter}", [(parameter, Convert.FromHexString(value))]) : SqlCondition.Never;
    }

    private static SqlCondition OneOf(string sql, string parameter, IReadOnlyList<object> values) => new(
        $"{sql} IN ({string.Join(", ", values.Select((_, i) => $"{parameter}{i}"))})", [.. values.Select((value, i) => ($"{parameter}{i}", (object?)value))]);

    /// <summary>As .NET, browsers and databases write GUIDs, in small letters and in capitals.</summary>
    private static List<object> Spellings(Guid guid) =>
        [.. GuidForms.SelectMany(form => new[] { guid.ToString(form), guid.ToString(form).ToUpperInvariant() })];

    // Fractions too: spreadsheets and data frames make such columns of whole numbers with gaps.
    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}

/// <param name="Quoted">As the shop names it.</param>
internal sealed record OrdersColumn(string Quoted, Type Type);

/// <summary>A part of a WHERE with its parameters.</summary>
internal sealed record SqlCondition(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    public static SqlCondition Never { get; } = new("1=0", []);

    public static SqlCondition operator &(SqlCondition left, SqlCondition right) => new($"{left.Sql} AND {right.Sql}", [.. left.Parameters, .. right.Parameters]);
}
