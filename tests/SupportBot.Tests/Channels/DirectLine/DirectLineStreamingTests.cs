using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Language.Models;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>A reply that a slow model words is shown as it grows, and is one message in the end.</summary>
public sealed class DirectLineStreamingTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _wordsOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StandInModel _model = null!;
    private RunningHost _host = null!;
    private DirectLineClient _client = null!;

    public async Task InitializeAsync()
    {
        _model = await StandInModel.StartAsync((context, _) => StandInModel.StreamAsync(context, WordAsync(context.RequestAborted)));
        _host = await RunningHost.StartAsync(settings: [("Llm:Model", _model.Url.ToString())]);
        await _host.Services.GetRequiredService<ModelHost>().Loaded;
        _client = await DirectLineClient.StartAsync(_host);
    }

    public async Task DisposeAsync()
    {
        _wordsOn.TrySetResult();
        await _host.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task OpenStream_GetsTheReplyAsItGrowsAndThenWhole()
    {
        await using var stream = await _client.OpenStreamAsync();
        await stream.NextAsync();
        await _client.SayAsync("what is the status of my order from June?");
        var chunk = await NextFromBotAsync(stream, "typing");

        var shown = (string)chunk["text"]!;
        Assert.Matches(@"^Order \d+ has been delivered\.$", shown);
        Assert.Equal("streaming", (string?)chunk["channelData"]!["streamType"]);
        Assert.Equal(1, (int)chunk["channelData"]!["streamSequence"]!);
        Assert.Equal(((DateTimeOffset)chunk["timestamp"]!).ToUnixTimeMilliseconds(), (long)chunk["channelData"]!["webchat:sequence-id"]!);
        _wordsOn.SetResult();
        var final = await NextFromBotAsync(stream, "message");

        Assert.StartsWith(shown, (string)final["text"]!, StringComparison.Ordinal);
        Assert.Equal("final", (string?)final["channelData"]!["streamType"]);
        Assert.Equal((string?)chunk["id"], (string?)final["channelData"]!["streamId"]);
        Assert.Contains(final["entities"]!, entity => (string?)entity["type"] == "streaminfo" && (string?)entity["streamType"] == "final");
        Assert.Contains(final["entities"]!, entity => (string?)entity["type"] == "https://schema.org/Message" && (string?)entity["additionalType"]?[0] == "AIGeneratedContent");
    }

    [Fact]
    public async Task Polling_GetsTheWholeReplyOnceWithoutASignOfStreams()
    {
        _wordsOn.SetResult();
        await _client.SayAsync("what is the status of my order from June?");

        JToken? reply = null;
        for (var watermark = ""; reply is null;)
        {
            var answer = await _client.ReadAsync(watermark);
            watermark = answer["watermark"];
            reply = answer.Body["activities"]!.FirstOrDefault(activity => ((string?)activity["text"])?.Contains("has been delivered", StringComparison.Ordinal) == true);
        }

        Assert.Null(reply["channelData"]);
        // Only that the answer can be rated; the templates' words, which tell more than the model's, are nothing generated.
        var root = Assert.Single(reply["entities"]!);
        Assert.Equal("https://schema.org/Message", (string?)root["type"]);
        Assert.Equal(2, root["potentialAction"]!.Count());
        Assert.Null(root["additionalType"]);
    }

    private static async Task<JObject> NextFromBotAsync(DirectLineStream stream, string type)
    {
        while (true)
        {
            var activity = await stream.NextAsync();
            if ((string?)activity["type"] == type && (string?)activity["from"]!["role"] == "bot" && ((string?)activity["text"])?.Contains("has been delivered", StringComparison.Ordinal) == true)
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
