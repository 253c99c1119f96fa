namespace SupportBot.Core.Retention;

/// <summary>Removes the rows whose time is over, by the rules of their tables, a batch at a time. What to remove is looked for without
/// the writer and looked at again with it. Several may run at once.</summary>
public sealed class RetentionCleaner(BotDatabase database, DatabaseSchema schema, TimeProvider time)
{
    private readonly List<TableRule> _ofConversations = [.. schema.Rules.Where(rule => rule.InConversation is not null)];

    private readonly string _isInUse =
        $"CASE WHEN {string.Join(" OR ", schema.Rules.Select(rule => rule.KeepsConversation).OfType<string>().Select(kept => $"({kept})"))} THEN 1 ELSE 0 END = 1";

    /// <returns>How many rows were removed from each table that any were removed from.</returns>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(RetentionOptions options, CancellationToken ct)
    {
        var run = new Run(options, []);
        var now = time.GetUtcNow();
        foreach (var rule in schema.Rules)
        {
            if (rule.Life is RowLife.BySetting set)
                await RemoveOldAsync(run, rule, set.Where, now - options.Of(set.Time), ct);
            else if (rule.Life is RowLife.Fixed always)
                await RemoveOldAsync(run, rule, always.Where, now - always.Time, ct);
        }

        foreach (var rule in _ofConversations.Where(rule => rule.NamesConversations))
            await RemoveUnusedAsync(run, rule, now - options.Conversations, ct);
        return run.Removed;
    }

    private async Task RemoveOldAsync(Run run, TableRule rule, string where, DateTimeOffset before, CancellationToken ct)
    {
        List<object[]> keys;
        do
        {
            keys = await database.ReadAsync((connection, token) => ReadKeysAsync(connection, rule, where, before, run.Options.BatchRows, token), ct);
            if (keys.Count == 0)
                return;
            await database.WriteAsync((transaction, token) => RemoveAsync(run, transaction, rule, where, before, keys, token), ct);
            await Task.Delay(run.Options.Pause, time, ct);
        }
        while (keys.Count == run.Options.BatchRows);
    }

    private static Task<List<object[]>> ReadKeysAsync(
        DbConnection connection, TableRule rule, string where, DateTimeOffset before, int most, CancellationToken ct) =>
        connection.Command($"SELECT {rule.Key} FROM {rule.Table} WHERE {where} LIMIT @most", [.. Forms(before), ("@most", most)])
            .ListAsync(row => Enumerable.Range(0, row.FieldCount).Select(row.GetValue).ToArray(), ct);

    private static async Task RemoveAsync(
        Run run, DbTransaction transaction, TableRule rule, string where, DateTimeOffset before, List<object[]> keys, CancellationToken ct)
    {
        var isRow = string.Join(" AND ", rule.Key.Split(", ").Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"{column} = @key{i}")));
        foreach (var key in keys)
        {
            var command = transaction.Command(
                $"DELETE FROM {rule.Table} WHERE {isRow} AND ({where})",
                [.. Forms(before), .. key.Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"@key{i}"), (object?)value))]);
            run.Count(rule, await command.RunAsync(ct));
        }
    }

    /// <summary>Goes through the conversations that a table names.</summary>
    private async Task RemoveUnusedAsync(Run run, TableRule rule, DateTimeOffset since, CancellationToken ct)
    {
        var last = new ConversationKey("", "");
        var isMore = true;
        while (isMore)
        {
            var unused = new Queue<ConversationKey>();
            (last, isMore) = await database.ReadAsync((connection, token) =>
                FindUnusedAsync(connection, rule, last, since, run.Options.BatchRows, unused, token), ct);
            while (unused.Count > 0)
            {
                await database.WriteAsync((transaction, token) => RemoveAsync(run, transaction, unused, since, token), ct);
                await Task.Delay(run.Options.Pause, time, ct);
            }
        }
    }

    private async Task<(ConversationKey Last, bool IsMore)> FindUnusedAsync(
        DbConnection connection, TableRule rule, ConversationKey after, DateTimeOffset since, int most, Queue<ConversationKey> unused, CancellationToken ct)
    {
        var columns = rule.ConversationColumns;
        var page = await connection.Command(
            $"SELECT DISTINCT {columns} FROM {rule.Table} WHERE ({columns}) > ({(rule.Channel is null ? "@channel, @conversation" : "@conversation")}) ORDER BY {columns} LIMIT @most",
            ("@most", most)).In(after).ListAsync(row => KeyOf(rule, row), ct);
        foreach (var conversation in page)
        {
            if (await connection.Command($"SELECT 1 WHERE NOT ({_isInUse})", Forms(since)).In(conversation).ValueAsync(ct) is not null)
                unused.Enqueue(conversation);
        }

        return (page.Count == 0 ? after : page[^1], page.Count == most);
    }

    /// <summary>Removes a batch of rows. A conversation that is used meanwhile keeps what is left of it; whose it is goes last.
    /// Each statement looks, because on PostgreSQL others write at the same time.</summary>
    private async Task RemoveAsync(Run run, DbTransaction transaction, Queue<ConversationKey> unused, DateTimeOffset since, CancellationToken ct)
    {
        for (var left = run.Options.BatchRows; unused.TryPeek(out var conversation); unused.Dequeue())
        {
            foreach (var rule in _ofConversations)
            {
                var removed = await transaction.Command(
                    $"DELETE FROM {rule.Table} WHERE ({rule.Key}) IN (SELECT {rule.Key} FROM {rule.Table} WHERE {rule.InConversation} LIMIT @most) AND NOT ({_isInUse})",
                    [.. Forms(since), ("@most", left)]).In(conversation).RunAsync(ct);
                run.Count(rule, removed);
                left -= removed;
                if (left <= 0)
                    return;
            }
        }
    }

    /// <param name="row">Of the rule's <see cref="TableRule.ConversationColumns"/>.</param>
    internal static ConversationKey KeyOf(TableRule rule, DbDataReader row) =>
        rule.Channel is { } channel ? new(channel, row.GetString(0)) : new(row.GetString(0), row.GetString(1));

    private static (string Name, object? Value)[] Forms(DateTimeOffset at) =>
    [
        ("@text", Stamp.Of(at)),
        ("@seconds", at.ToUnixTimeSeconds()),
        ("@milliseconds", at.ToUnixTimeMilliseconds()),
    ];

    private sealed record Run(RetentionOptions Options, SortedDictionary<string, int> Removed)
    {
        public void Count(TableRule rule, int rows)
        {
            if (rows > 0)
                Removed[rule.Table] = Removed.GetValueOrDefault(rule.Table) + rows;
        }
    }
}
