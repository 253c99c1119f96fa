using System.Net;
using Microsoft.Data.Sqlite;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels;

/// <summary>kill -9 between receipt and reply: after the restart the reply arrives, once.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("receive:begin")]
    [InlineData("receive:end")]
    [InlineData("turn:begin")]
    [InlineData("classify:begin")]
    [InlineData("clarify:begin")]
    [InlineData("look up:begin")]
    [InlineData("answer:begin")]
    [InlineData("answer:end")]
    [InlineData("commit:begin")]
    [InlineData("commit:end")]
    [InlineData("turn:end")]
    [InlineData("send:begin")]
    [InlineData("sent:end")]
    public async Task Kill_BetweenReceiptAndReply_AnswersOnceAfterTheRestart(string point)
    {
        await using var channel = await StandInChannel.StartAsync();
        var message = channel.Message("where is my last order?");

        await using (var killed = await BotProcess.StartAsync(_data.Path, killAt: point))
        {
            await PostUntilDeathAsync(killed, message);
        }

        await using var restarted = await BotProcess.StartAsync(_data.Path);
        // A channel that got no 200 sends again; one that got it may, too.
        using (var retry = await StandInChannel.PostAsync(restarted.Http, message))
            Assert.Equal(HttpStatusCode.OK, retry.StatusCode);

        var reply = await channel.NextReplyAsync();
        var next = await channel.AskAsync(restarted.Http, "what's the weather");

        Assert.Equal("m1", (string?)reply["replyToId"]);
        Assert.StartsWith("Order ", (string?)reply["text"], StringComparison.Ordinal);
        // Replies of a conversation leave in order: the answer to the next message comes after any second copy.
        Assert.Equal("m2", (string?)next["replyToId"]);
    }

    [Theory]
    [InlineData("hand off:end")]
    [InlineData("commit:end")]
    public async Task Kill_DuringAHandoff_KeepsOneHandoffAndSaysItOnce(string point)
    {
        await using var channel = await StandInChannel.StartAsync();
        var message = channel.Message("I want to cancel my last order");

        await using (var killed = await BotProcess.StartAsync(_data.Path, killAt: point))
        {
            await PostUntilDeathAsync(killed, message);
        }

        await using var restarted = await BotProcess.StartAsync(_data.Path);
        var reply = await channel.NextReplyAsync();

        var id = Assert.Single(HandoffIds());
        Assert.Contains(id, (string)reply["text"]!, StringComparison.Ordinal);
    }

    private static async Task PostUntilDeathAsync(BotProcess bot, Newtonsoft.Json.Linq.JObject message)
    {
        try
        {
            using var response = await StandInChannel.PostAsync(bot.Http, message);
        }
        catch (HttpRequestException)
        {
            // Killed before it could answer.
        }

        await bot.WaitForDeathAsync();
    }

    private List<string> HandoffIds()
    {
        using var connection = new SqliteConnection($"Data Source={_data.File("bot.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT handoff_id FROM handoff";
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    }
}
