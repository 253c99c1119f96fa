using System.Data.Common;
using Microsoft.Bot.Builder;
using Newtonsoft.Json;

namespace SupportBot.Bot.State;

/// <summary>The bot's state in its own database. Each object carries its version as an <c>eTag</c> entry, because BotState hands no
/// ETag back; a write over a newer version fails. Writes commit with the running turn.</summary>
public sealed partial class SqlStateStorage(BotDatabase database, TimeProvider time, ILogger<SqlStateStorage> logger) : IStorage
{
    private const string ETag = "eTag";

    /// <summary>As BotState makes the keys of ConversationState.</summary>
    private const string InConversation = "state_key = @channel || '/conversations/' || @conversation";

    private static readonly JsonSerializerSettings Json = new()
    {
        TypeNameHandling = TypeNameHandling.Auto,
        SerializationBinder = new StateTypes(),
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = 64,
    };

    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS bot_state(
          state_key TEXT PRIMARY KEY, version BIGINT NOT NULL, content TEXT NOT NULL);
        """)
    {
        Rules =
        [
            TableRule.OfConversation(
                "bot_state", "state_key", new RowLife.BySetting(
                    RetentionTime.Conversations, "written_at < @text", "`Retention:Conversations` after it was last written")) with
            {
                InConversation = InConversation,
                KeepsConversation = $"EXISTS (SELECT 1 FROM bot_state WHERE {InConversation} AND written_at >= @text)",
            },
        ],
    };

    /// <summary>When a state was written; of groups, nothing else tells.</summary>
    public static BotTables Times { get; } = new("ALTER TABLE bot_state ADD COLUMN written_at TEXT NULL");

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        return database.ReadAsync<IDictionary<string, object>>(async (connection, ct) =>
        {
            var found = new Dictionary<string, object>();
            foreach (var key in keys)
            {
                await using var command = connection.Command("SELECT version, content FROM bot_state WHERE state_key = @key", ("@key", key));
                await using var row = await command.ExecuteReaderAsync(ct);
                if (!await row.ReadAsync(ct))
                    continue;
                var state = Parse(row.GetString(1));
                state[ETag] = row.GetInt64(0).ToString(CultureInfo.InvariantCulture);
                found[key] = state;
            }

            return found;
        }, cancellationToken);
    }

    /// <exception cref="StateConflictException">Somebody else has written since this state was read.</exception>
    public async Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        foreach (var (key, value) in changes)
        {
            if (value is not IDictionary<string, object> state)
                throw new ArgumentException(
                    $"«{key}» is {value?.GetType().Name ?? "null"}; state must be a dictionary, as BotState keeps it.", nameof(changes));

            var read = state.TryGetValue(ETag, out var tag) && long.TryParse(tag as string, CultureInfo.InvariantCulture, out var version) ? version : 0;
            var content = JsonConvert.SerializeObject(state.Where(entry => entry.Key != ETag).ToDictionary(entry => entry.Key, entry => entry.Value), Json);
            // A second write in this turn continues from this one.
            state[ETag] = (read + 1).ToString(CultureInfo.InvariantCulture);
            await database.WriteWithTurnAsync(async (transaction, ct) =>
            {
                var command = transaction.Command(
                    read == 0
                        ? "INSERT INTO bot_state(state_key, version, content, written_at) VALUES (@key, @next, @content, @now) ON CONFLICT(state_key) DO NOTHING"
                        : "UPDATE bot_state SET version = @next, content = @content, written_at = @now WHERE state_key = @key AND version = @read",
                    ("@key", key),
                    ("@read", read),
                    ("@next", read + 1),
                    ("@content", content),
                    ("@now", Stamp.Of(time.GetUtcNow())));
                if (await command.RunAsync(ct) != 1)
                    throw new StateConflictException(key);
            }, cancellationToken);
        }
    }

    public async Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        foreach (var key in keys)
        {
            await database.WriteWithTurnAsync(async (transaction, ct) =>
                await transaction.Command("DELETE FROM bot_state WHERE state_key = @key", ("@key", key)).RunAsync(ct), cancellationToken);
        }
    }

    /// <summary>Forgets what ConversationState keeps of a conversation, so that the next turn begins anew; a turn that runs
    /// meanwhile fails with <see cref="StateConflictException"/>.</summary>
    public static async Task ForgetAsync(DbTransaction transaction, ConversationKey conversation, CancellationToken ct) =>
        await transaction.Command(
            "DELETE FROM bot_state WHERE state_key = @key", ("@key", $"{conversation.ChannelId}/conversations/{conversation.ConversationId}")).RunAsync(ct);

    private Dictionary<string, object> Parse(string content)
    {
        try
        {
            return JsonConvert.DeserializeObject<Dictionary<string, object>>(content, Json) ?? [];
        }
        catch (JsonException error)
        {
            // Written by another version, or tampered with. The conversation begins anew rather than fail for good.
            LogUnreadable(error);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stored state can't be read and is begun anew")]
    private partial void LogUnreadable(Exception error);
}
