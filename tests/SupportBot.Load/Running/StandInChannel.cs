using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SupportBot.Load.Running;

/// <summary>A channel that takes whatever the bot sends to its service URL, for many conversations at once.</summary>
internal sealed class StandInChannel : IAsyncDisposable
{
    /// <summary>The Emulator is sent the state of a conversation, which holds what came in, some levels further in.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Action<JsonElement>> _listeners = new();
    private int _ids;

    private StandInChannel(WebApplication app) => _app = app;

    public string ServiceUrl => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<StandInChannel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var channel = new StandInChannel(builder.Build());
        channel._app.Run(channel.TakeAsync);
        await channel._app.StartAsync();
        return channel;
    }

    /// <param name="heard">Called with each activity that says this conversation; calls may be concurrent.</param>
    public void Listen(string conversationId, Action<JsonElement> heard) => _listeners[conversationId] = heard;

    public void Forget(string conversationId) => _listeners.TryRemove(conversationId, out _);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (context.Request.Method == HttpMethods.Post)
        {
            using var activity = await JsonDocument.ParseAsync(context.Request.Body, AnyDepth, context.RequestAborted);
            if (activity.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("conversation", out var conversation) && conversation.TryGetProperty("id", out var id)
                && _listeners.TryGetValue(id.GetString() ?? "", out var heard))
                heard(root);
        }

        await context.Response.WriteAsJsonAsync(new { id = $"r{Interlocked.Increment(ref _ids)}" }, context.RequestAborted);
    }
}
