using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Hosting;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Turns;

namespace SupportBot.Tests.Hosting.Upgrade;

/// <summary>A new version starts on the database of an earlier one, and everything that was under way goes on.</summary>
public sealed class UpgradeTests : IAsyncLifetime, IDisposable
{
    private const string Clarification = "7KDt1WJQkLnZQnECZ4qUMkQi";
    private const string Upload = "Arb4IuBJ4U-UH9SM2-4s_PNEQqCMjcCDL5zKzEY9Vas";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 13, 30, 0, TimeSpan.Zero));
    private BotHost _bot = null!;

    public async Task InitializeAsync()
    {
        await using (var connection = new SqliteConnection($"Data Source={_data.File("bot.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = await File.ReadAllTextAsync(Path.Combine(Settings.Root, "tests", "SupportBot.Tests", "Hosting", "Upgrade", "bot-2026-11.sql"));
            await command.ExecuteNonQueryAsync();
        }

        _bot = await BotHost.StartAsync(_data.Path, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)));
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Clarification_AnsweredAfterTheUpgrade_LeadsToTheOrder()
    {
        var session = await new DirectLineClient(_bot.Http).SendAsync(HttpMethod.Post, "/api/webchat/session", $$"""{"customerId":"6","conversationId":"{{Clarification}}"}""");
        var client = DirectLineClient.Of(_bot.Http, session.Body);

        await client.SayAsync("the first one");

        using var limit = new CancellationTokenSource(Patience);
        JToken? reply = null;
        while (reply is null)
        {
            limit.Token.ThrowIfCancellationRequested();
            var activities = (await client.ReadAsync()).Body["activities"]!;
            reply = activities.SkipWhile(activity => (string?)activity["text"] != "the first one").FirstOrDefault(activity => (string?)activity["from"]!["id"] == "supportbot");
        }

        Assert.StartsWith("Order ", (string?)reply["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenHandoff_AfterTheUpgrade_IsAcceptedWithItsWholeTranscript()
    {
        await _bot.Services.GetRequiredService<SqlHandoffDesk>().AcceptAsync("H-AUQBUP", new Agent("1", "Ines"), default);

        Assert.Equal(1, await _bot.CountAsync("handoffs WHERE state = 'Accepted'"));
        Assert.True(await _bot.CountAsync("transcript WHERE conversation_id = '48G856KqhT-2yk5Ni9feGwgX'") >= 7);
    }

    [Fact]
    public async Task Steps_WrittenBeforeTheUpgrade_ReadTheSame()
    {
        var requested = DateTimeOffset.Parse("2026-11-30T13:23:44.1269834Z", CultureInfo.InvariantCulture);

        Assert.Equal(
            [new HandoffStep.ByCustomer(requested, CustomerAct.Requested), new HandoffStep.ByDesk(requested, DeskAct.Queued)],
            await _bot.Services.GetRequiredService<SqlHandoffDesk>().StepsAsync("H-AUQBUP", default));
    }

    [Fact]
    public async Task WhatElseWasKept_AfterTheUpgrade_IsThere()
    {
        using var file = await _bot.Http.GetAsync(new Uri($"/v3/directline/attachments/{Upload}", UriKind.Relative));
        var waiting = await _bot.Services.GetRequiredService<Outbox>().NextAsync(new ConversationKey("emulator", "old-1|livechat"), default);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.NotNull(waiting);
        Assert.Equal(1, await _bot.CountAsync("feedback"));
    }
}
