using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Hosting;

/// <summary>A request as the endpoint got it.</summary>
public sealed record ModelRequest(string Path, string? Authorization, JsonElement Body)
{
    public bool WantsStream => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();
}

/// <summary>An OpenAI-compatible endpoint on a free port of 127.0.0.1 that answers as a test says.</summary>
public sealed class StandInModel : IAsyncDisposable
{
    private readonly WebApplication _server;

    private StandInModel(WebApplication server, Func<HttpContext, ModelRequest, Task> answer)
    {
        _server = server;
        Answer = answer;
    }

    public Uri Url { get; private set; } = null!;

    public Func<HttpContext, ModelRequest, Task> Answer { get; set; }

    public List<ModelRequest> Requests { get; } = [];

    public static async Task<StandInModel> StartAsync(Func<HttpContext, ModelRequest, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var model = new StandInModel(builder.Build(), answer);
        model._server.Run(model.ServeAsync);
        await model._server.StartAsync();
        model.Url = new Uri(model._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return model;
    }

    /// <summary>A whole answer.</summary>
    public static Task SendAsync(HttpContext context, string text) => context.Response.WriteAsJsonAsync(new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "some-model",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = text } } },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    });

    /// <summary>An answer in pieces, as server-sent events.</summary>
    public static async Task StreamAsync(HttpContext context, IAsyncEnumerable<string> pieces)
    {
        context.Response.ContentType = "text/event-stream";
        await foreach (var piece in pieces)
            await SendPieceAsync(context, new { role = "assistant", content = piece }, null);
        await SendPieceAsync(context, new { }, "stop");
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task SendPieceAsync(HttpContext context, object delta, string? end)
    {
        var piece = new { id = "1", @object = "chat.completion.chunk", created = 1, model = "some-model", choices = new[] { new { index = 0, delta, finish_reason = end } } };
        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(piece)}\n\n");
        await context.Response.Body.FlushAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = new ModelRequest(
            context.Request.Path, context.Request.Headers.Authorization, await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body));
        lock (Requests)
            Requests.Add(request);
        await Answer(context, request);
    }
}
