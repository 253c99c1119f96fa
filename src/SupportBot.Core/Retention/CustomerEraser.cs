using System.Text.Json;
using SupportBot.Core.Handoff;

namespace SupportBot.Core.Retention;

/// <summary>Erases a customer from the bot's own database, by the rules of its tables.</summary>
public sealed class CustomerEraser(BotDatabase database, DatabaseSchema schema)
{
    /// <summary>Erases all conversations that are bound to a customer and whatever else is under their id, in one
    /// transaction; open handoffs, too. A turn that is running keeps nothing.</summary>
    /// <param name="customer">The shop's own <c>user_id</c>, or the <c>sub</c> of somebody whom the shop has no record of.</param>
    /// <returns>How many rows of each table were deleted or changed; empty when nothing was known of them.</returns>
    public Task<IReadOnlyDictionary<string, int>> EraseAsync(string customer, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(customer);
        return database.WriteAsync<IReadOnlyDictionary<string, int>>(async (transaction, token) =>
        {
            // Else SQLite leaves what was deleted readable in the file until the room is used again.
            if (database.Engine == SqlEngine.Sqlite)
                await transaction.Command("PRAGMA secure_delete = ON").RunAsync(token);
            var changed = new SortedDictionary<string, int>();
            var conversations = await FindAsync(transaction, customer, token);
            foreach (var rule in schema.Rules)
            {
                var rows = 0;
                if (rule is { InConversation: { } inConversation, Erasure: RowErasure.WithConversation })
                {
                    foreach (var conversation in conversations)
                        rows += await transaction.Command($"DELETE FROM {rule.Table} WHERE {inConversation}").In(conversation).RunAsync(token);
                }

                if (rule.Erasure is RowErasure.By by)
                    rows += await transaction.Command(by.Sql, Of(customer)).RunAsync(token);
                if (rows > 0)
                    changed[rule.Table] = rows;
            }

            return changed;
        }, ct);
    }

    private async Task<IReadOnlyCollection<ConversationKey>> FindAsync(DbTransaction transaction, string customer, CancellationToken ct)
    {
        var conversations = new HashSet<ConversationKey>();
        foreach (var rule in schema.Rules.Where(rule => rule.OfCustomer is not null))
        {
            var command = transaction.Command($"SELECT {rule.ConversationColumns} FROM {rule.Table} WHERE {rule.OfCustomer}", Of(customer));
            conversations.UnionWith(await command.ListAsync(row => RetentionCleaner.KeyOf(rule, row), ct));
        }

        return conversations;
    }

    private static (string Name, object? Value)[] Of(string customer) =>
        [("@customer", customer), ("@customerInList", "%" + SqlHandoffDesk.Escaped(JsonSerializer.Serialize(customer)) + "%")];
}
