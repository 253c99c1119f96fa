using Microsoft.Playwright;

namespace SupportBot.Browser.Playground;

/// <summary>A model that words slowly, as a tester sees it in the Playground's Teams.</summary>
public sealed class PlaygroundStreamingTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private SlowModel _model = null!;

    public async Task InitializeAsync() => _model = await SlowModel.StartAsync(fixture);

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task SlowReply_InTeams_GrowsAndIsOneMessageInTheEnd()
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, "msteams");
        await tab.TypeAsync("what is the status of my order from June?");
        await Assertions.Expect(tab.FromBot.Nth(1)).ToContainTextAsync("has been delivered.");
        await tab.ScreenshotAsync("playground-streaming");
        Assert.DoesNotContain("was placed", await tab.FromBot.Last.InnerTextAsync(), StringComparison.Ordinal);

        _model.GoOn();
        await Assertions.Expect(tab.FromBot.Filter(new() { HasText = "It was placed on" })).ToHaveCountAsync(1);
        await tab.LoggedAsync(exchange => (string?)exchange.Activity["channelData"]?["streamType"] == "final");

        Assert.Equal(1, await tab.FromBot.Filter(new() { HasText = "has been delivered." }).CountAsync());
        var pieces = tab.Log.Where(exchange => exchange.IsFromBot && exchange.Activity["channelData"]?["streamType"] is not null).ToList();
        Assert.Equal("final", (string?)pieces[^1].Activity["channelData"]!["streamType"]);
        Assert.Equal("message", pieces[^1].Type);
        // Teams: the first piece gives the stream its id, the others carry it; their numbers rise, the last has none.
        Assert.Equal(Enumerable.Range(1, pieces.Count - 1), pieces.SkipLast(1).Select(piece => (int)piece.Activity["channelData"]!["streamSequence"]!));
        Assert.Null(pieces[^1].Activity["channelData"]!["streamSequence"]);
        Assert.Single(pieces.Skip(1).Select(piece => (string?)piece.Activity["channelData"]!["streamId"]).Distinct(), id => id is { Length: > 0 });
        Assert.All(tab.Log, exchange => Assert.InRange(exchange.Status, 200, 299));
    }
}
