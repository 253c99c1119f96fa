using System.Diagnostics;

namespace SupportBot.Core.Orders;

/// <summary>Reads rows of the orders database as the bot does, and counts what it can't read. For whoever runs the bot; it
/// tells kinds of values and no customer's own. Callers may be concurrent.</summary>
public sealed class OrdersRowsCheck(OrdersDatabase database, OrdersValues values, TimeProvider time)
{
    /// <summary>Of each table; enough to see what a shop's columns hold.</summary>
    public const int MostRows = 200_000;

    /// <summary>A scan of fewer rows costs nobody anything.</summary>
    private const int ManyRows = 10_000;

    /// <summary>One unreadable value in a hundred makes answers wrong that customers notice.</summary>
    private const double TooMany = 0.01;

    private const int MostExamples = 3;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <param name="progress">Rows read so far.</param>
    /// <exception cref="OrdersUnavailableException">The database can't be read.</exception>
    public Task<OrdersRowsReport> RunAsync(IProgress<long>? progress, CancellationToken ct) => database.ReadAsync(async (connection, schema, token) =>
    {
        var report = new OrdersRowsReport([], [], []);
        long read = 0;
        var counts = new Dictionary<string, long>();
        string? owner = null;
        foreach (var table in schema.Tables)
        {
            var columns = ColumnsOf(table).Select(column => new Column(table.Name, column.Name, column.Kind)).ToList();
            var (rows, someOwner) = await ReadAsync(connection, table, columns, () => progress?.Report(++read), token);
            owner ??= someOwner;
            counts[table.Name] = rows;
            report.Facts.Add($"{table.Name}: {(rows == MostRows ? $"the first {rows:N0} rows were read" : $"{rows:N0} rows")}");
            foreach (var column in columns)
                column.Tell(report, time);
        }
        await TellCustomersAsync(connection, schema, report, token);
        if (owner is not null)
            await TellSpeedAsync(connection, schema, new CustomerId(owner), counts, report, token);
        return report;
    }, ct);

    private static IEnumerable<(string Name, Kind Kind)> ColumnsOf(OrdersTable table)
    {
        (string Name, Kind Kind)[] known = table.Name switch
        {
            "users" => [("user_id", Kind.Id)],
            "orders" =>
            [
                ("order_id", Kind.Id), ("user_id", Kind.Owner), ("status", Kind.Status), ("date_purchase", Kind.PastDay), ("date_shipped", Kind.PastDay),
                ("date_delivered", Kind.PastDay),
            ],
            "order_items" => [("order_id", Kind.Id), ("quantity", Kind.Quantity), ("unit_price_minor", Kind.Amount)],
            "payments" => [("order_id", Kind.Id), ("kind", Kind.PaymentKind), ("amount_minor", Kind.Amount), ("date_paid", Kind.PastDay)],
            "shipments" => [("order_id", Kind.Id), ("date_estimated", Kind.Day), ("date_shipped", Kind.PastDay), ("date_delivered", Kind.PastDay)],
            "returns" => [("order_id", Kind.Id), ("date_requested", Kind.PastDay), ("date_received", Kind.PastDay)],
            _ => [("order_id", Kind.Id)],
        };
        return known.Where(column => table.Has(column.Name));
    }

    private async Task<(long Rows, string? Owner)> ReadAsync(
        DbConnection connection, OrdersTable table, List<Column> columns, Action step, CancellationToken ct)
    {
        var counted = table.Counted("t");
        string[] more = [table.Select("t", "currency"), table.Name == "orders" ? table.Select("t", "user_id") : "NULL"];
        await using var command = connection.Command(
            $"SELECT {string.Join(", ", columns.Select(column => table.Select("t", column.Name)).Concat(more))} FROM {table.As("t")} WHERE {counted.Sql} LIMIT @most",
            [("@most", MostRows), .. counted.Parameters]);
        await using var row = await command.ExecuteReaderAsync(ct);
        long rows = 0;
        string? owner = null;
        while (await row.ReadAsync(ct))
        {
            rows++;
            step();
            for (var i = 0; i < columns.Count; i++)
                columns[i].Count(row, i, values, row.Text(columns.Count));
            owner ??= row.Text(columns.Count + 1);
        }
        return (rows, owner);
    }

    private static async Task TellCustomersAsync(DbConnection connection, OrdersSchema schema, OrdersRowsReport report, CancellationToken ct)
    {
        var orders = schema.Orders;
        var counted = orders.Counted("o");
        var user = orders.Select("o", "user_id");
        var buckets = await connection.Command(
            $"""
            SELECT SUM(CASE WHEN n = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN n BETWEEN 2 AND 5 THEN 1 ELSE 0 END), SUM(CASE WHEN n > 5 THEN 1 ELSE 0 END), MAX(n)
            FROM (SELECT COUNT(*) AS n FROM {orders.As("o")} WHERE {user} IS NOT NULL AND {counted.Sql} GROUP BY {user}) each_customer
            """, [.. counted.Parameters]).FirstAsync(row => Enumerable.Range(0, 4).Select(i => row.Number(i) ?? 0).ToArray(), ct);
        if (buckets is [var one, var some, var many, var most])
            report.Facts.Add($"customers with one order: {one:N0}, with 2 to 5: {some:N0}, with more: {many:N0}; the most that one has: {most:N0}");
    }

    /// <summary>Whether the questions of one customer find their rows by an index.</summary>
    private async Task TellSpeedAsync(
        DbConnection connection, OrdersSchema schema, CustomerId owner, Dictionary<string, long> counts, OrdersRowsReport report, CancellationToken ct)
    {
        foreach (var table in schema.Tables.Where(table => table.Name != "users"))
        {
            var query = table.Name == "orders" ? SqlOrders.OrdersOf(schema, owner) : SqlOrders.LinesOf(schema, table, [], owner);
            var plan = await connection.Command($"{(schema.Engine == SqlEngine.Sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN")} {query.Sql}", [.. query.Parameters])
                .ListAsync(row => string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(row.StringOrNull)), ct);
            if (counts[table.Name] >= ManyRows && plan.Exists(line => Scans(schema.Engine, line)))
            {
                report.Errors.Add(
                    $"A customer's question reads the whole table '{table.Name}', since no index fits. Give the shop's column an index: "
                    + $"{(table.Name == "orders" ? "orders.user_id" : $"{table.Name}.order_id")}; in a view give the bare column, without a cast or an expression.");
            }
        }
        var began = Stopwatch.GetTimestamp();
        await new SqlOrders(database, values).ListAsync(owner, ct);
        if (Stopwatch.GetElapsedTime(began) is var took && took > Slow)
            report.Errors.Add($"All orders of one customer took {took.TotalSeconds:F1} s to read; customers wait for that with each question.");
    }

    private static bool Scans(SqlEngine engine, string line) => engine switch
    {
        SqlEngine.Sqlite => line.Contains("SCAN", StringComparison.Ordinal) && !line.Contains("USING", StringComparison.Ordinal),
        SqlEngine.Postgres => line.Contains("Seq Scan", StringComparison.Ordinal),
        _ => line.Split(' ').Contains("ALL"),
    };

    private enum Kind
    {
        Id,
        Owner,
        Status,
        Day,
        PastDay,
        Amount,
        Quantity,
        PaymentKind,
    }

    /// <summary>What was seen in one column.</summary>
    private sealed class Column(string table, string name, Kind kind)
    {
        private readonly Dictionary<string, long> _unread = [];
        private readonly SortedDictionary<DateOnly, long> _days = [];
        private long _filled;
        private long _empty;
        private long _withoutCurrency;

        public string Name => name;

        public void Count(DbDataReader row, int i, OrdersValues values, string? currency)
        {
            if (row.Text(i) is not { } text)
            {
                _empty++;
                return;
            }
            _filled++;
            switch (kind)
            {
                case Kind.Status when values.Status(text) == OrderStatus.NotRecorded:
                    Unread(text);
                    break;
                case Kind.Day or Kind.PastDay:
                    if (values.WrittenDay(row, i) is { } day)
                        _days[day] = _days.GetValueOrDefault(day) + 1;
                    else
                        Unread(Shape(text));
                    break;
                case Kind.Amount:
                    if (values.Amount(row, i, values.Currency(currency)) is null)
                        Unread(Shape(text));
                    else if (values.Currency(currency) is null)
                        _withoutCurrency++;
                    break;
                case Kind.Quantity when row.Number(i) is not >= 0:
                    Unread(Shape(text));
                    break;
                case Kind.PaymentKind when text.ToUpperInvariant() is not ("CHARGE" or "REFUND"):
                    Unread(text);
                    break;
            }
        }

        public void Tell(OrdersRowsReport report, TimeProvider time)
        {
            var where = $"{table}.{name}";
            if (_empty > 0 && kind is Kind.Id)
                report.Errors.Add($"{where}: {_empty:N0} rows have no id; nobody can be told of them.");
            if (_empty > 0 && kind is Kind.Owner)
                report.Notes.Add($"{where}: {_empty:N0} orders belong to no account (guests); no signed-in customer is told of them.");
            if (_unread.Count > 0)
            {
                var count = _unread.Values.Sum();
                var kinds = string.Join(", ", _unread.OrderByDescending(kind => kind.Value).Take(MostExamples).Select(kind => $"«{kind.Key}» ({kind.Value:N0})"));
                (count >= _filled * TooMany ? report.Errors : report.Notes).Add(
                    $"{where}: {count:N0} of {_filled:N0} values can't be read: {kinds}{(_unread.Count > MostExamples ? $" and {_unread.Count - MostExamples} more kinds" : "")}. {Advice()}");
            }
            if (_withoutCurrency > 0)
                report.Notes.Add($"{where}: {_withoutCurrency:N0} amounts have no currency. Orders:Currency says which they are in.");
            TellDays(report, where, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        }

        private void TellDays(OrdersRowsReport report, string where, DateOnly today)
        {
            var values = new OrdersValues(new OrdersOptions(), TimeProvider.System);
            var none = _days.Where(day => !values.IsMeant(day.Key)).ToList();
            if (none.Count > 0)
                report.Notes.Add($"{where}: {none.Sum(day => day.Value):N0} days stand for none ({string.Join(", ", none.Take(MostExamples).Select(day => $"{day.Key:yyyy-MM-dd}"))}) and are answered as not recorded.");
            var ahead = _days.Where(day => kind == Kind.PastDay && values.IsMeant(day.Key) && day.Key > today.AddDays(1)).Sum(day => day.Value);
            if (ahead > 0)
                report.Notes.Add($"{where}: {ahead:N0} days lie in the future.");
        }

        private string Advice() => kind switch
        {
            Kind.Status => "Say what the shop's words mean, one by one: Orders:Statuses:WORD=pending, processing, invoiced, shipped, delivered, cancelled, returned, or none.",
            Kind.PaymentKind => "The bot knows charge and refund; a view can give these.",
            Kind.Amount => "Whole numbers of the smallest unit are read, or with Orders:Amounts=Major the currency's own, such as 19.99.",
            Kind.Quantity => "Numbers are read, with a point before decimals.",
            _ when _unread.Keys.Any(shape => shape.All(sign => sign == '0') && shape.Length is 10 or 13) => "They look like Unix times; a view or generated column can make dates of them.",
            _ => "Dates are read that begin as 2026-05-17 does; a view or generated column can make such of others.",
        };

        private void Unread(string what) => _unread[what] = _unread.GetValueOrDefault(what) + 1;

        /// <summary>Digits as 0 and letters as a: the kind of a value without the value.</summary>
        private static string Shape(string text)
        {
            const int most = 40;
            return string.Concat(text.Take(most).Select(sign => char.IsDigit(sign) ? '0' : char.IsLetter(sign) ? 'a' : sign));
        }
    }
}

/// <summary>What reading the rows found.</summary>
/// <param name="Facts">How many rows and customers there are.</param>
/// <param name="Errors">What makes answers wrong, and how to mend it.</param>
/// <param name="Notes">What is answered as not recorded, or looks odd.</param>
public sealed record OrdersRowsReport(List<string> Facts, List<string> Errors, List<string> Notes);
