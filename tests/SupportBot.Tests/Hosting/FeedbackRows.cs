using SupportBot.Core.Storage;

namespace SupportBot.Tests.Hosting;

/// <summary>What stands in the table of feedback.</summary>
internal static class FeedbackRows
{
    /// <returns>Each row's columns, apart by tabs, by conversation, reply and person.</returns>
    public static Task<List<string>> ReadAsync(BotDatabase database) => database.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command(
            "SELECT channel_id, conversation_id, reply_id, person_id, activity_id, reaction, comment, at FROM feedback ORDER BY conversation_id, reply_id, person_id");
        await using var row = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await row.ReadAsync(ct))
            rows.Add(string.Join('\t', Enumerable.Range(0, row.FieldCount).Select(row.StringOrNull)));
        return rows;
    }, CancellationToken.None);
}
