using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Language.Models;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>An agent accepts while the bot's reply is being shown.</summary>
public sealed class RelayStreamTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _wordsOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StandInModel _model = null!;
    private RunningHost _host = null!;

    public async Task InitializeAsync()
    {
        _model = await StandInModel.StartAsync((context, _) => StandInModel.StreamAsync(context, WordAsync(context.RequestAborted)));
        _host = await RunningHost.StartAsync(settings: [("Llm:Model", _model.Url.ToString())]);
        await _host.Services.GetRequiredService<ModelHost>().Loaded;
    }

    public async Task DisposeAsync()
    {
        _wordsOn.TrySetResult();
        await _host.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task ReplyThatWasBeingShown_IsTakenBackBeforeTheAgentIsThere()
    {
        var client = await DirectLineClient.StartAsync(_host);
        await using var stream = await client.OpenStreamAsync();
        using var ines = await AgentClient.SignInAsync(_host.Http, "Ines");
        await client.SayAsync("I want to talk to a human");
        await UntilAsync(stream, activity => ((string?)activity["text"])?.Contains("H-", StringComparison.Ordinal) == true);
        var id = Assert.Single(await ines.ListAsync()).GetProperty("id").GetString()!;
        await client.SayAsync("what is the status of my order from June?");
        var chunk = await UntilAsync(stream, activity => (string?)(activity["channelData"] as JObject)?["streamType"] == "streaming");

        await ines.DoAsync(id, "accept");
        var taken = await stream.NextAsync();
        var joined = await stream.NextAsync();
        _wordsOn.SetResult();
        await ines.HearAsync(id, "customer: what is the status of my order from June?");
        await ines.DoAsync(id, "messages", new { text = "Hello." });
        var hello = await stream.NextAsync();

        Assert.Equal(("typing", "final", (string?)chunk["id"]), ((string?)taken["type"], (string?)taken["channelData"]!["streamType"], (string?)taken["channelData"]!["streamId"]));
        Assert.Null(taken["text"]);
        Assert.Contains("Ines", (string?)joined["text"], StringComparison.Ordinal);
        Assert.Equal("Hello.", (string?)hello["text"]);
    }

    private static async Task<JObject> UntilAsync(DirectLineStream stream, Predicate<JObject> isIt)
    {
        while (true)
        {
            var activity = await stream.NextAsync();
            if (isIt(activity))
                return activity;
        }
    }

    private async IAsyncEnumerable<string> WordAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return "Order {order} has been ";
        yield return "delivered. ";
        await _wordsOn.Task.WaitAsync(ct);
        yield return "It was placed on {bought_on}, and it left us on {shipped_on}.";
    }
}
