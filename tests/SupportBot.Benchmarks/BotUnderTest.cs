using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Customers;
using SupportBot.Hosting;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using SupportBot.Turns;

namespace SupportBot.Benchmarks;

/// <summary>The whole application in this process, without its web server: turns go through the inbox, the dialogs, both
/// databases and the language, as a channel's do.</summary>
internal sealed class BotUnderTest : IAsyncDisposable
{
    /// <summary>No sample order is late then; a late one is answered by the templates alone, and there would be less to measure.</summary>
    private static readonly DateTimeOffset ShopDay = new(2026, 10, 12, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;
    private readonly TurnQueue _turns;

    private BotUnderTest(WebApplication app, DirectoryInfo data)
    {
        _app = app;
        _data = data;
        _turns = app.Services.GetRequiredService<TurnQueue>();
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>The model in this process.</summary>
    public LocalModel Model => Services.GetRequiredService<ModelHost>().Local ?? throw new InvalidOperationException("No model is loaded.");

    /// <param name="settings">As on the command line; the model among them.</param>
    public static Task<BotUnderTest> StartAsync(params string[] settings) => StartAsync(configure: null, settings);

    public static async Task<BotUnderTest> StartAsync(Action<WebApplicationBuilder>? configure, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("supportbot-measured-");
        var app = Application.Build(
            ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--SUPPORTBOT_DATA", data.FullName, "--Logging:LogLevel:Default", "Error", .. settings],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(new SettableClock(ShopDay));
                configure?.Invoke(builder);
            });
        await app.PrepareDatabasesAsync(CancellationToken.None);
        await app.StartAsync();
        return new BotUnderTest(app, data);
    }

    public async Task WaitForModelAsync()
    {
        var host = Services.GetRequiredService<ModelHost>();
        while (host.Status.State == ModelState.Loading)
            await Task.Delay(10);
        if (host.Status.State != ModelState.Ready)
            throw new InvalidOperationException(host.Status.Detail);
    }

    /// <summary>A conversation bound to a customer.</summary>
    /// <param name="channelId">Decides what replies have beside their text.</param>
    public async Task<ConversationKey> BeginAsync(string userId, string channelId = Microsoft.Bot.Connector.Channels.Console)
    {
        var customer = await Services.GetRequiredService<ICustomerDirectory>().FindByUserIdAsync(userId, CancellationToken.None)
            ?? throw new InvalidOperationException($"The orders database has no customer {userId}.");
        var conversation = new ConversationKey(channelId, Guid.CreateVersion7().ToString("N"));
        await Services.GetRequiredService<IConversationBindings>().BindAsync(conversation, customer.Id, CancellationToken.None);
        return conversation;
    }

    /// <summary>One turn from the message to the reply.</summary>
    /// <param name="activityId">The message's id; one is made where none is given.</param>
    /// <returns>What the bot said, as <see cref="ExpectedReplies"/> in JSON, and how long it took.</returns>
    public async Task<(string Reply, TimeSpan Took)> SayAsync(ConversationKey conversation, string text, string? activityId = null)
    {
        var from = Stopwatch.GetTimestamp();
        var response = await _turns.AddAndWaitAsync(
            StorableActivity.Of(Message(conversation, text, activityId ?? Guid.CreateVersion7().ToString("N"))), audience: null, CancellationToken.None);
        return (response.Body ?? "", Stopwatch.GetElapsedTime(from));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private static Microsoft.Bot.Schema.Activity Message(ConversationKey conversation, string text, string activityId) => new(ActivityTypes.Message)
    {
        Id = activityId,
        ChannelId = conversation.ChannelId,
        ServiceUrl = "urn:botframework:local:console",
        Conversation = new ConversationAccount(id: conversation.ConversationId),
        From = new ChannelAccount("customer", role: RoleTypes.User),
        Recipient = new ChannelAccount("bot", role: RoleTypes.Bot),
        DeliveryMode = DeliveryModes.ExpectReplies,
        Locale = "en-US",
        Text = text,
    };
}
