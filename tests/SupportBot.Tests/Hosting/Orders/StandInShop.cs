using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Hosting.Orders;

/// <summary>A shop's own service on a free port of 127.0.0.1.</summary>
internal sealed class StandInShop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInShop(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/support/");
    }

    public Uri Url { get; }

    public ConcurrentQueue<(string Path, IHeaderDictionary Headers)> Asked { get; } = new();

    /// <summary>What it answers, by the path below its address; 404 for others.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>The status of the next answers, before those that are right.</summary>
    public ConcurrentQueue<int> Failures { get; } = new();

    /// <summary>Holds every answer until it is done.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public static async Task<StandInShop> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        StandInShop? shop = null;
        app.Run(context => shop!.AnswerAsync(context));
        await app.StartAsync();
        return shop = new StandInShop(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue((context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value))));
        await Held.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Failures.TryDequeue(out var status))
            context.Response.StatusCode = status;
        else if (Answers.TryGetValue(context.Request.Path.Value!["/support/".Length..], out var json))
            await context.Response.WriteAsync(json);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
