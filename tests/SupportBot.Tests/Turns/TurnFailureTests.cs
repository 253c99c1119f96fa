using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Tests.Fakes;
using SupportBot.Tests.Hosting;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>What goes wrong in a turn costs the customer that answer at most, never the conversation.</summary>
public sealed class TurnFailureTests : IAsyncLifetime, IDisposable
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private readonly TemporaryFolder _data = new();
    private readonly InMemoryShop _shop = new();
    private StandInChannel _channel = null!;

    public TurnFailureTests() => _shop.Add("6", "Ana", new Order("5023", OrderStatus.Shipped, new(2026, 9, 20), new(2026, 9, 22), null), new Order("4890", OrderStatus.Cancelled, new(2026, 6, 11), null, null));

    public async Task InitializeAsync() => _channel = await StandInChannel.StartAsync();

    public async Task DisposeAsync() => await _channel.DisposeAsync();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Turn_Throws_SaysSoKeepsTheDialogAndGoesOn()
    {
        var language = new FailingLanguage();
        await using var bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            UseShop(builder);
            builder.Services.AddSingleton<ILanguage>(language);
        });
        language.Understood = new(Act.Ask, Intent.OrderInfo, OrderReference.None, []);
        Assert.StartsWith("Which order", await AskAsync(bot, "what was in my order?"), StringComparison.Ordinal);

        language.Understood = null;
        Assert.Equal(ReplyTexts.Trouble(English, "m2"), await AskAsync(bot, "5023"));

        language.Understood = new(Act.Choose, Intent.OrderInfo, new OrderReference.Numbers("5023"), []);
        Assert.StartsWith("Order 5023 ", await AskAsync(bot, "5023"), StringComparison.Ordinal);
        Assert.Null(_channel.AnotherReply());
    }

    [Fact]
    public async Task Orders_CannotBeRead_SaysSoStillHandsOverAndRecovers()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, UseShop);
        Assert.StartsWith("Order 5023 ", await AskAsync(bot, "where is my last order?"), StringComparison.Ordinal);

        _shop.IsBroken = true;
        Assert.Equal(ReplyTexts.OrdersUnavailable(English), await AskAsync(bot, "where is my last order?"));
        var handedOver = await AskAsync(bot, "a human please");
        var ticket = Assert.Single(await bot.Services.GetRequiredService<SqlHandoffDesk>().ListAsync(new HandoffFilter(), CancellationToken.None));
        Assert.Contains(ticket.Id, handedOver, StringComparison.Ordinal);
        Assert.Equal("6", ticket.Customer?.Value);

        _shop.IsBroken = false;
        Assert.StartsWith("Order 5023 ", await AskAsync(bot, "where is my last order?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handoff_CannotBeWritten_IsNeverSaidToBeHandedOver()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, UseShop);
        Change("CREATE TRIGGER full BEFORE INSERT ON handoffs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

        Assert.Equal(ReplyTexts.Trouble(English, "m1"), await AskAsync(bot, "a human please"));
        Assert.Empty(await bot.Services.GetRequiredService<SqlHandoffDesk>().ListAsync(new HandoffFilter(), CancellationToken.None));

        Change("DROP TRIGGER full");
        Assert.Contains("H-", await AskAsync(bot, "a human please"), StringComparison.Ordinal);
        Assert.Null(_channel.AnotherReply());
    }

    [Fact]
    public async Task Delivery_ChannelOutOfReach_IsTriedAgainInOrder()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            UseShop(builder);
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        _channel.Refusals.Enqueue(HttpStatusCode.ServiceUnavailable);
        _channel.Refusals.Enqueue(HttpStatusCode.BadGateway);
        _channel.Refusals.Enqueue(HttpStatusCode.TooManyRequests);

        await _channel.SayAsync(bot.Http, "hello");
        await _channel.SayAsync(bot.Http, "where is my last order?");
        var first = _channel.NextReplyAsync();
        while (!first.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.Equal("m1", (string?)(await first)["replyToId"]);
        Assert.Equal("m2", (string?)(await _channel.NextReplyAsync())["replyToId"]);
        Assert.Null(_channel.AnotherReply());
    }

    [Fact]
    public async Task Apology_CannotBeStoredForLong_IsSaidOnceItCan()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            UseShop(builder);
            builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<ILanguage>(new FailingLanguage());
            builder.Services.AddSingleton(provider => new BotDatabase(provider.GetRequiredService<BotFile>().Source, error => error.Message.Contains("no room", StringComparison.Ordinal) ? StorageFault.Full : null));
        });
        Change("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END");

        await _channel.SayAsync(bot.Http, "what was in my order?");
        // Longer than any number of tries that ends.
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(30); passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal(1, await bot.CountAsync("inbox WHERE done_at IS NULL"));
        Change("DROP TRIGGER full");
        var reply = _channel.NextReplyAsync();
        while (!reply.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1);
        }

        Assert.Equal(ReplyTexts.Trouble(English, "m1"), (string?)(await reply)["text"]);
    }

    [Fact]
    public async Task Restart_InTheMiddleOfAClarification_GoesOnWhereItWas()
    {
        await using (var bot = await BotHost.StartAsync(_data.Path, UseShop))
            Assert.StartsWith("Which order", await AskAsync(bot, "what was in my order?"), StringComparison.Ordinal);

        await using var restarted = await BotHost.StartAsync(_data.Path, UseShop);

        Assert.StartsWith("Order 4890 ", await AskAsync(restarted, "the second one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WhileAReplyIsOnItsWay_SendsItOnce()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, UseShop);
        var answers = new TaskCompletionSource();
        _channel.Answers = answers.Task;
        await AskAsync(bot, "where is my last order?");

        var stopping = bot.Services.GetRequiredService<OutboxSender>().StopAsync(CancellationToken.None);
        answers.SetResult();
        await stopping;

        Assert.Empty(await bot.Services.GetRequiredService<Outbox>().WaitingAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("clarify order.steps.1")]
    [InlineData("support.steps.1")]
    [InlineData("support")]
    public async Task Deployment_WithoutADialogThatWasRunning_BeginsAnew(string lost)
    {
        await using (var bot = await BotHost.StartAsync(_data.Path, UseShop))
            Assert.StartsWith("Which order", await AskAsync(bot, "what was in my order?"), StringComparison.Ordinal);
        Assert.Equal(1, Change("UPDATE bot_state SET content = replace(content, @lost, '\"id\":\"of another version\"')", ("@lost", $"\"id\":\"{lost}\"")));

        await using var deployed = await BotHost.StartAsync(_data.Path, UseShop);

        Assert.StartsWith("Order 5023 ", await AskAsync(deployed, "where is my last order?"), StringComparison.Ordinal);
        Assert.Null(_channel.AnotherReply());
    }

    [Fact]
    public async Task Turn_EvenTheApologyThrows_IsPassedOverAndTheNextIsAnswered()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, UseShop);
        bot.Services.GetRequiredService<ChannelAdapter>().Use(new ThrowsOn("m1"));

        await _channel.SayAsync(bot.Http, "hello");

        Assert.Equal(ReplyTexts.Hello(English), await AskAsync(bot, "hello"));
    }

    [Fact]
    public async Task Turn_EvenTheApologyThrows_StaysInTheTranscript()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, UseShop);
        bot.Services.GetRequiredService<ChannelAdapter>().Use(new ThrowsOn("m1"));

        await _channel.SayAsync(bot.Http, "what I said");
        await AskAsync(bot, "hello");

        Assert.Equal(1, await bot.CountAsync("transcript WHERE said_by = 'Customer' AND words = 'what I said'"));
    }

    [Fact]
    public async Task Turn_DatabaseNeverTakesWhatItSays_IsPassedOverInTheEnd()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            UseShop(builder);
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        Change("CREATE TRIGGER poison BEFORE INSERT ON transcript WHEN NEW.words = 'poison' BEGIN SELECT RAISE(ABORT, 'not this'); END");

        await _channel.SayAsync(bot.Http, "poison");
        await _channel.SayAsync(bot.Http, "hello");
        var next = _channel.NextReplyAsync();
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal("m2", (string?)(await next)["replyToId"]);
    }

    [Fact]
    public async Task Turn_StateWrittenByAnotherMeanwhile_RunsAgain()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            UseShop(builder);
            builder.Services.AddSingleton<SqlStateStorage>();
            builder.Services.AddSingleton<IStorage>(provider => new ConflictsOnce(provider.GetRequiredService<SqlStateStorage>()));
        });

        Assert.StartsWith("Order 5023 ", await AskAsync(bot, "where is my last order?"), StringComparison.Ordinal);
        Assert.Null(_channel.AnotherReply());
    }

    /// <returns>How many rows were changed.</returns>
    private int Change(string sql, params (string Name, string Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={_data.File("bot.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }

    private void UseShop(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOrders>(_shop);
        builder.Services.AddSingleton<ICustomerDirectory>(_shop);
    }

    private async Task<string> AskAsync(BotHost bot, string text) => (string)(await _channel.AskAsync(bot.Http, text))["text"]!;

    private sealed class ThrowsOn(string activityId) : Microsoft.Bot.Builder.IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) =>
            turnContext.Activity.Id == activityId ? throw new InvalidOperationException("The test wants it so.") : next(cancellationToken);
    }

    private sealed class ConflictsOnce(IStorage storage) : IStorage
    {
        private bool _done;

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) => storage.ReadAsync(keys, cancellationToken);

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => storage.DeleteAsync(keys, cancellationToken);

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            if (_done)
                return storage.WriteAsync(changes, cancellationToken);
            _done = true;
            throw new StateConflictException("the test's");
        }
    }

    private sealed class FailingLanguage : ILanguage
    {
        /// <summary>What every message comes to; <c>null</c> throws.</summary>
        public Understanding? Understood { get; set; }

        public Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct) =>
            Understood is null ? throw new InvalidOperationException("The test wants it so.") : Task.FromResult(Understood);

        public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) =>
            Task.FromResult<ComposedText?>(null);
    }
}
