using Microsoft.Data.Sqlite;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

/// <summary>A row that can't be read costs its own answer and nothing else, at this start and all later ones.</summary>
public sealed class UnreadableRowsTests : IAsyncLifetime, IDisposable
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private readonly TemporaryFolder _data = new();
    private readonly LogRecords _log = new();
    private StandInChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _channel = await StandInChannel.StartAsync();
        await using var first = await BotHost.StartAsync(_data.Path);
    }

    public async Task DisposeAsync() => await _channel.DisposeAsync();

    public void Dispose()
    {
        _data.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Inbox_RowsCannotBeRead_AreApologisedForOnceAndTheNextIsAnswered()
    {
        string[] unreadable =
        [
            """ "localTimestamp":"/Date(253402300800000)/" """,
            """ "expiration":"0001-01-01T00:00:00+14:00" """,
            """ "attachments":[{"contentType":[]}] """,
            """ "reactionsAdded":{"$type":{"a":1}} """,
        ];
        string[] ids = ["m1", "m2", "m3", "m4"];
        foreach (var (i, property) in unreadable.Index())
            Insert("inbox", "activity_id", ids[i], i + 1, _channel.Message("where is my parcel?").ToString().TrimEnd()[..^1] + "," + property + "}");
        Insert("inbox", "activity_id", "m5", 5, _channel.Message("hello").ToString());

        await using (var bot = await BotHost.StartAsync(_data.Path, _log.Listen))
        {
            foreach (var id in ids)
                Assert.Equal(ReplyTexts.Trouble(English, id), await NextTextAsync());
            Assert.Equal(ReplyTexts.Hello(English), await NextTextAsync());
            Assert.Equal(unreadable.Length, await bot.CountAsync($"transcript WHERE words LIKE 'where is my parcel?%'"));
            Assert.Equal(0, await bot.CountAsync("inbox WHERE done_at IS NULL"));
        }

        foreach (var id in ids)
            Assert.Single(_log.All, record => record.Text.Contains($"{id} can't be read", StringComparison.Ordinal));
        await using var again = await BotHost.StartAsync(_data.Path);
        Assert.Equal(ReplyTexts.Hello(English), (string?)(await _channel.AskAsync(again.Http, "hello"))["text"]);
    }

    [Fact]
    public async Task Inbox_NothingLeftOfTheRows_AreFinishedAndTheNextIsAnswered()
    {
        string[] garbage = ["", "{", "[]", "null", "{}"];
        foreach (var (i, row) in garbage.Index())
        {
            Insert("inbox", "activity_id", $"m{i + 1}", i + 1, row);
            _channel.Message(null);
        }

        await using var bot = await BotHost.StartAsync(_data.Path);

        Assert.Equal(ReplyTexts.Hello(English), (string?)(await _channel.AskAsync(bot.Http, "hello"))["text"]);
        Assert.Equal(0, await bot.CountAsync("inbox WHERE done_at IS NULL"));
    }

    [Fact]
    public async Task DirectLine_RowsCannotBeRead_CustomerReadsAnApologyAndAllTheRest()
    {
        DirectLineClient client;
        await using (var host = await BotHost.StartAsync(_data.Path))
        {
            client = await DirectLineClient.SignInAsync(host.Http);
            await client.StartAsync();
            await client.SayAsync("hello");
            await ReadUntilAsync(client, ReplyTexts.Hello(English));
        }

        Change($"UPDATE directline_activities SET activity = substr(activity, 1, 20) WHERE sequence = 1");
        Change($"INSERT INTO inbox(channel_id, conversation_id, seq, activity_id, activity, received_at) VALUES ('directline', '{client.ConversationId}', 99, 'lost', '{{\"type', '2026-01-01T00:00:00Z')");
        Change($"INSERT INTO outbox(channel_id, conversation_id, seq, activity, queued_at) VALUES ('directline', '{client.ConversationId}', 1, '{{', '2026-01-01T00:00:00Z')");

        await using var restarted = await BotHost.StartAsync(_data.Path, _log.Listen);
        client = client.At(restarted.Http);
        await client.SayAsync("hello");
        var texts = await ReadUntilAsync(client, ReplyTexts.Trouble(English, "lost"));

        await client.ReadAsync();

        Assert.Contains(ReplyTexts.Hello(English), texts);
        Assert.Contains(ReplyTexts.Trouble(English, ""), texts);
        Assert.Equal(0, await restarted.CountAsync("outbox WHERE activity = '{'"));
        Assert.Single(_log.All, record => record.Text.Contains("log can't be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outbox_RowCannotBeRead_AnApologyTakesItsPlaceAndTheNextLeaves()
    {
        var reply = _channel.Message("poison");
        reply["replyToId"] = "m0";
        Insert("outbox", null, null, 1, reply.ToString().TrimEnd()[..^1] + ",\"expiration\":\"0001-01-01T00:00:00+14:00\"}");
        reply["text"] = "healthy";
        Insert("outbox", null, null, 2, reply.ToString());

        await using var bot = await BotHost.StartAsync(_data.Path);

        Assert.Equal(ReplyTexts.Trouble(English, "m0"), await NextTextAsync());
        Assert.Equal("healthy", await NextTextAsync());
    }

    private async Task<string?> NextTextAsync() => (string?)(await _channel.NextReplyAsync())["text"];

    private static async Task<List<string?>> ReadUntilAsync(DirectLineClient client, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var texts = (await client.ReadAsync()).Body["activities"]!.Select(activity => (string?)activity["text"]).ToList();
            if (texts.Contains(text))
                return texts;
        }
    }

    private void Insert(string table, string? idColumn, string? id, int seq, string activity)
    {
        var (column, value) = idColumn is null ? ("", "") : (", " + idColumn, ", @id");
        var at = table == "inbox" ? "received_at" : "queued_at";
        Change(
            $"INSERT INTO {table}(channel_id, conversation_id, seq, activity, {at}{column}) VALUES ('emulator', '{_channel.ConversationId}', @seq, @activity, '2026-01-01T00:00:00Z'{value})",
            ("@seq", seq), ("@activity", activity), ("@id", id ?? ""));
    }

    private void Change(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={_data.File("bot.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
