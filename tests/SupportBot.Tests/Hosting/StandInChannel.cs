using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Hosting;

/// <summary>A channel as the Emulator is one: sends activities to the bot and receives the replies at its own service URL.</summary>
internal sealed class StandInChannel : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Channel<JObject> _replies = Channel.CreateUnbounded<JObject>();
    private int _messages;

    private StandInChannel(WebApplication app) => _app = app;

    public string ServiceUrl => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Statuses to answer the next messages of the bot with, before it takes any.</summary>
    public Queue<HttpStatusCode> Refusals { get; } = new();

    /// <summary>What the channel waits for before it answers a message that it took.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    /// <summary>What its activities say that it is.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The types of what the bot sent besides messages.</summary>
    public ConcurrentQueue<string?> OtherTypes { get; } = [];

    /// <summary>The events that the bot sent.</summary>
    public ConcurrentQueue<JObject> Events { get; } = [];

    /// <summary>Whether the bot may open private chats; the chat of a member «m» is «private-m».</summary>
    public bool OpensPrivateChats { get; set; } = true;

    /// <summary>The id that the next message of the bot gets; one is made where none is given.</summary>
    public string? NextId { get; set; }

    public string ConversationId { get; } = Guid.NewGuid().ToString("N") + "|livechat";

    public static async Task<StandInChannel> StartAsync(string channelId = "emulator")
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var channel = new StandInChannel(builder.Build()) { ChannelId = channelId };
        channel._app.MapPost("/v3/conversations/{conversation}/activities/{replyTo?}", channel.ReceiveAsync);
        channel._app.MapPost("/v3/conversations", channel.OpenPrivateChatAsync);
        await channel._app.StartAsync();
        return channel;
    }

    public JObject Message(string? text) => new()
    {
        ["type"] = "message",
        ["id"] = $"m{++_messages}",
        ["channelId"] = ChannelId,
        ["serviceUrl"] = ServiceUrl,
        ["conversation"] = new JObject { ["id"] = ConversationId },
        ["from"] = new JObject { ["id"] = "user-1", ["name"] = "User", ["role"] = "user" },
        ["recipient"] = new JObject { ["id"] = "bot-1", ["name"] = "Bot", ["role"] = "bot" },
        ["text"] = text,
        ["locale"] = "en-US",
    };

    /// <summary>Sends a message and expects the bot to take it.</summary>
    public async Task SayAsync(HttpClient bot, string text)
    {
        using var response = await PostAsync(bot, Message(text));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Sends a message and waits for the next reply.</summary>
    public async Task<JObject> AskAsync(HttpClient bot, string text)
    {
        await SayAsync(bot, text);
        return await NextReplyAsync();
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient bot, JToken body) => PostAsync(bot, body.ToString());

    public static async Task<HttpResponseMessage> PostAsync(HttpClient bot, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await bot.PostAsync(new Uri("/api/messages", UriKind.Relative), content);
    }

    public async Task<JObject> NextReplyAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _replies.Reader.ReadAsync(limit.Token);
    }

    /// <returns>A reply that is here already, or <c>null</c>.</returns>
    public JObject? AnotherReply() => _replies.Reader.TryRead(out var reply) ? reply : null;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> OpenPrivateChatAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var parameters = JObject.Parse(await reader.ReadToEndAsync());
        return OpensPrivateChats
            ? Results.Json(new { id = $"private-{parameters["members"]![0]!["id"]}" }, statusCode: StatusCodes.Status201Created)
            : Results.Json(new { error = new { code = "Forbidden", message = "The app is not installed." } }, statusCode: StatusCodes.Status403Forbidden);
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var activity = JObject.Parse(await reader.ReadToEndAsync());
        if ((string?)activity["type"] != "message")
        {
            OtherTypes.Enqueue((string?)activity["type"]);
            if ((string?)activity["type"] == "event")
                Events.Enqueue(activity);
            return Results.Accepted();
        }

        if (Refusals.TryDequeue(out var status))
            return Results.StatusCode((int)status);
        var id = NextId ?? Guid.NewGuid().ToString("N");
        NextId = null;
        await _replies.Writer.WriteAsync(activity);
        await Answers;
        return Results.Ok(new { id });
    }
}
