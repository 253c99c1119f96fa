using System.Net;
using Microsoft.Data.Sqlite;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

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
    [InlineData("mark done:begin")]
    [InlineData("mark done:end")]
    [InlineData("commit:end")]
    [InlineData("turn:end")]
    [InlineData("send:begin")]
    [InlineData("sent:end")]
    public async Task Kill_BetweenReceiptAndReply_AnswersOnceAfterTheRestart(string point)
    {
        await using var channel = await StandInChannel.StartAsync();
        var message = channel.Message("where is my last order?");

        bool isReceived;
        await using (var killed = await BotProcess.StartAsync(_data.Path, killAt: point))
        {
            isReceived = await PostUntilDeathAsync(killed, message);
        }

        await using var restarted = await BotProcess.StartAsync(_data.Path);
        // A channel that got its 200 doesn't send again: what it sent must be on disk by then.
        if (!isReceived)
        {
            using var retry = await StandInChannel.PostAsync(restarted.Http, message);
            Assert.Equal(HttpStatusCode.OK, retry.StatusCode);
        }

        var reply = await channel.NextReplyAsync();
        var next = await channel.AskAsync(restarted.Http, "what's the weather");

        Assert.Equal("m1", (string?)reply["replyToId"]);
        Assert.StartsWith("Order ", (string?)reply["text"], StringComparison.Ordinal);
        // Replies of a conversation leave in order: the answer to the next message comes after any second copy.
        Assert.Equal("m2", (string?)next["replyToId"]);
    }

    [Theory]
    [InlineData("hand off:end")]
    [InlineData("mark done:end")]
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

    [Theory]
    [InlineData("send:begin")]
    [InlineData("send:end")]
    [InlineData("sent:begin")]
    [InlineData("sent:end")]
    public async Task Kill_AroundDeliveryOnDirectLine_DeliversExactlyOnce(string point)
    {
        DirectLineClient client;
        await using (var killed = await BotProcess.StartAsync(_data.Path, killAt: point))
        {
            client = await DirectLineClient.SignInAsync(killed.Http);
            // The start makes the bot greet; it dies on the way of that greeting.
            await ThatMayDieAsync(() => client.StartAsync());
            await killed.WaitForDeathAsync();
        }

        await using var restarted = await BotProcess.StartAsync(_data.Path);
        client = client.At(restarted.Http);
        await client.StartAsync();
        await client.SayAsync("where is my last order?", "c1");
        var said = await ReadUntilAsync(client, texts => texts.Any(text => text.StartsWith("Order ", StringComparison.Ordinal)));

        Assert.Equal(3, said.Count);
        Assert.StartsWith("Hello ", said[0], StringComparison.Ordinal);
        Assert.Equal("where is my last order?", said[1]);
    }

    private static async Task<IReadOnlyList<string>> ReadUntilAsync(DirectLineClient client, Predicate<IReadOnlyList<string>> isEnough)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var log = await client.ReadAsync("0");
            var texts = log.Body["activities"]!.Select(activity => (string?)activity["text"]).OfType<string>().ToList();
            if (isEnough(texts))
                return texts;
        }
    }

    private static async Task ThatMayDieAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException)
        {
            // Killed before it could answer.
        }
    }

    /// <returns>Whether the channel got its 200.</returns>
    private static async Task<bool> PostUntilDeathAsync(BotProcess bot, Newtonsoft.Json.Linq.JObject message)
    {
        var isReceived = false;
        await ThatMayDieAsync(async () =>
        {
            using var response = await StandInChannel.PostAsync(bot.Http, message);
            isReceived = response.StatusCode == HttpStatusCode.OK;
        });
        await bot.WaitForDeathAsync();
        return isReceived;
    }

    private List<string> HandoffIds()
    {
        using var connection = new SqliteConnection($"Data Source={_data.File("bot.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT handoff_id FROM handoffs";
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    }
}
