using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.DirectLine;

/// <summary>An activity in its conversation's log. <paramref name="IsNew"/> is false when the log had it already.</summary>
internal sealed record LoggedActivity(string Id, long Sequence, bool IsNew, DateTimeOffset At = default);

/// <summary>One place of the log; <paramref name="Activity"/> is the JSON that clients get.</summary>
internal readonly record struct LogEntry(long Sequence, string Activity);

/// <summary>A piece of the log; <paramref name="Last"/> is the place of its last activity.</summary>
internal sealed record LogPage(IReadOnlyList<LogEntry> Activities, long Last)
{
    /// <summary>What it takes of memory while it is sent.</summary>
    public long Bytes => Activities.Sum(entry => (long)entry.Activity.Length * sizeof(char));
}

/// <summary>The append-only log of every conversation: what clients read, in the order of commits. A watermark is a place in it.</summary>
internal sealed partial class DirectLineActivities(BotDatabase database, TimeProvider time, ILogger<DirectLineActivities> logger)
{
    public const int PageSize = 200;

    /// <summary>How much text one page holds, save for its last activity.</summary>
    private const int PageLength = 1024 * 1024;

    /// <summary>Places that were logged as unreadable.</summary>
    private readonly ConcurrentDictionary<(string ConversationId, long Sequence), byte> _unreadable = new();

    /// <summary>Stores an activity with a new id and timestamp, unless the log has one with that key.</summary>
    /// <param name="dedupeKey">What a repetition has in common with the first; <c>null</c> when nothing tells.</param>
    /// <param name="activity">From <see cref="TextWithoutPlace"/>; gets its <c>id</c> and <c>timestamp</c> here.</param>
    /// <returns><c>null</c> when there is no such conversation.</returns>
    public async Task<LoggedActivity?> AppendAsync(
        DbTransaction transaction, string conversationId, string? dedupeKey, string activity, CancellationToken ct)
    {
        if (dedupeKey is not null && await FindByKeyAsync(transaction, conversationId, dedupeKey, ct) is { } known)
            return known;
        if (await TakePlaceAsync(transaction, conversationId, ct) is not var (sequence, at))
            return null;

        var id = string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{sequence:D7}");
        await InsertAsync(transaction, conversationId, sequence, id, dedupeKey, JsonPlace.Into(activity, id, JsonPlace.Timestamp(at)), ct);
        return new(id, sequence, IsNew: true, at);
    }

    /// <summary>Puts a new version of an activity into the log: same id, same timestamp, so that Web Chat replaces it.</summary>
    /// <param name="activityId">The id that clients know, or the key it was stored by.</param>
    /// <returns><c>null</c> when there is no such activity.</returns>
    public async Task<LoggedActivity?> ReplaceAsync(
        DbTransaction transaction, string conversationId, string activityId, string dedupeKey, string activity, CancellationToken ct)
    {
        var logged = await transaction.Command(
            """
            SELECT activity_id, sequence, activity FROM directline_activities
            WHERE conversation_id = @conversation AND activity_id IN (
                SELECT activity_id FROM directline_activities
                WHERE conversation_id = @conversation AND (activity_id = @id OR dedupe_key = @key))
            ORDER BY sequence DESC LIMIT 1
            """,
            ("@conversation", conversationId), ("@id", activityId), ("@key", dedupeKey))
            .FirstAsync(row => Tuple.Create(row.GetString(0), row.GetInt64(1), row.GetString(2)), ct);
        if (logged is not var (id, place, before))
            return null;
        var timestamp = TimestampIn(before);
        if (timestamp is not null && JsonPlace.Into(activity, id, timestamp) == before)
            return new(id, place, IsNew: false);
        if (await TakePlaceAsync(transaction, conversationId, ct) is not var (sequence, at))
            return null;
        await InsertAsync(transaction, conversationId, sequence, id, null, JsonPlace.Into(activity, id, timestamp ?? JsonPlace.Timestamp(at)), ct);
        return new(id, sequence, IsNew: true);
    }

    /// <summary>Reads on from a place.</summary>
    /// <param name="after">The last place already read; 0 for the beginning.</param>
    /// <returns>At most <see cref="PageSize"/> activities; none when there is nothing new. One that is no JSON any more is left
    /// out, else clients could read nothing behind it.</returns>
    public Task<LogPage> ReadAsync(string conversationId, long after, long upTo, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
        {
            await using var command = connection.Command(
                """
                SELECT sequence, activity FROM directline_activities
                WHERE conversation_id = @conversation AND sequence > @after AND sequence <= @upTo
                ORDER BY sequence LIMIT @limit
                """,
                ("@conversation", conversationId), ("@after", after), ("@upTo", upTo), ("@limit", PageSize));
            await using var row = await command.ExecuteReaderAsync(token);
            var activities = new List<LogEntry>();
            var last = after;
            var length = 0;
            while (length < PageLength && await row.ReadAsync(token))
            {
                last = row.GetInt64(0);
                var activity = row.GetString(1);
                length += activity.Length;
                if (JsonPlace.IsObject(activity))
                    activities.Add(new(last, activity));
                else if (_unreadable.TryAdd((conversationId, last), 0))
                    LogUnreadable(last);
            }

            return new LogPage(activities, last);
        }, ct);

    public static string Text(JObject activity) => activity.ToString(Formatting.None);

    /// <summary>An activity as clients shall see it, without what the log gives it; written before the transaction that logs it.</summary>
    public static string TextWithoutPlace(JObject activity)
    {
        activity.Remove("id");
        activity.Remove("timestamp");
        return Text(activity);
    }

    private static string? TimestampIn(string activity)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(activity)) { DateParseHandling = DateParseHandling.None, MaxDepth = null };
            return JObject.Load(reader)["timestamp"] is { Type: JTokenType.String } timestamp ? (string?)timestamp : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task<LoggedActivity?> FindByKeyAsync(
        DbTransaction transaction, string conversationId, string dedupeKey, CancellationToken ct) =>
        transaction.Command(
            "SELECT activity_id, sequence FROM directline_activities WHERE conversation_id = @conversation AND dedupe_key = @key",
            ("@conversation", conversationId), ("@key", dedupeKey))
            .FirstAsync(row => new LoggedActivity(row.GetString(0), row.GetInt64(1), IsNew: false), ct);

    /// <summary>Takes the next place and a timestamp after all before. The update locks the conversation's row, so that
    /// places are committed in their order also where writers run side by side.</summary>
    private Task<Place?> TakePlaceAsync(DbTransaction transaction, string conversationId, CancellationToken ct) =>
        transaction.Command(
            """
            UPDATE directline_conversations
            SET last_sequence = last_sequence + 1,
                last_unix_ms = CASE WHEN last_unix_ms >= @now THEN last_unix_ms + 1 ELSE @now END
            WHERE conversation_id = @conversation
            RETURNING last_sequence, last_unix_ms
            """,
            ("@conversation", conversationId), ("@now", time.GetUtcNow().ToUnixTimeMilliseconds()))
            .FirstAsync(row => new Place(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), ct);

    private static async Task InsertAsync(
        DbTransaction transaction, string conversationId, long sequence, string id, string? dedupeKey, string activity, CancellationToken ct) =>
        await transaction.Command(
            """
            INSERT INTO directline_activities (conversation_id, sequence, activity_id, dedupe_key, activity)
            VALUES (@conversation, @sequence, @id, @key, @activity)
            """,
            ("@conversation", conversationId), ("@sequence", sequence), ("@id", id), ("@key", dedupeKey), ("@activity", activity)).RunAsync(ct);

    private sealed record Place(long Sequence, DateTimeOffset At);

    [LoggerMessage(LogLevel.Error, "The activity at place {Sequence} of a conversation's log can't be read any more and is left out")]
    private partial void LogUnreadable(long sequence);
}
