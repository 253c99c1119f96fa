using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>A model that words slowly, as a customer sees it.</summary>
public sealed class StreamingTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private SlowModel _model = null!;

    public async Task InitializeAsync() => _model = await SlowModel.StartAsync(fixture);

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task SlowReply_GrowsInItsPlaceAndIsThereOnce()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("what is the status of my order from June?");
        var growing = await tab.Replies.Last.InnerTextAsync();
        await tab.ScreenshotAsync("streaming");
        Assert.Contains("has been delivered.", growing, StringComparison.Ordinal);
        Assert.DoesNotContain("was placed", growing, StringComparison.Ordinal);

        _model.GoOn();
        await Assertions.Expect(tab.Replies.Last).ToContainTextAsync("It was placed on");
        await Assertions.Expect(tab.Page.Locator(".ac-adaptiveCard")).ToHaveCountAsync(1);
        await Assertions.Expect(tab.Replies.Last.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true })).ToHaveCountAsync(1);
        await tab.ScreenshotAsync("streamed");

        Assert.Equal(2, await tab.Replies.CountAsync());
        var whole = await tab.Replies.Last.InnerTextAsync();
        await tab.Page.ReloadAsync();
        await Assertions.Expect(tab.Replies.Last).ToContainTextAsync("It was placed on");
        Assert.Equal(2, await tab.Replies.CountAsync());
        await Assertions.Expect(tab.Page.Locator(".ac-adaptiveCard")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
        Assert.Contains("has been delivered.", whole, StringComparison.Ordinal);
    }

    /// <summary>Web Chat took the first piece of every stream for one of the same stream, and put each above the one before.</summary>
    [Fact]
    public async Task SeveralStreamedReplies_StandBelowTheirQuestions()
    {
        _model.GoOn();
        string[] questions = ["what is the status of my order from June?", "what is the status of my order from June, and was it shipped?", "was my order from June shipped, and how is its status?"];
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        foreach (var question in questions)
            await tab.SayAsync(question);
        await Assertions.Expect(tab.Replies).ToHaveCountAsync(1 + questions.Length);
        await tab.ScreenshotAsync("streamed-several");

        var bubbles = await tab.BubblesAsync();

        Assert.Equal(questions, bubbles.Where((_, i) => i % 2 == 1));
        Assert.All(bubbles.Skip(1).Where((_, i) => i % 2 == 1), reply => Assert.Contains("has been delivered.", reply, StringComparison.Ordinal));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Reload_InTheMiddleOfAReply_ShowsTheWholeReplyOnce()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await BeginReplyAsync(tab);

        await tab.Page.ReloadAsync();
        await tab.Said.First.WaitForAsync();
        _model.GoOn();

        await AssertWholeReplyAsync(tab);
    }

    [Fact]
    public async Task LaptopAsleep_InTheMiddleOfAReply_ShowsTheWholeReplyOnce()
    {
        await using var network = new CuttableProxy(fixture.Program.Address);
        await using var tab = await ChatTab.NewAsync(fixture, address: network.Address);
        await tab.WithClockAsync();
        await tab.OpenAsync();
        await BeginReplyAsync(tab);
        await using var other = await tab.OpenElsewhereAsync(fixture);

        network.Cut();
        await tab.Page.Clock.FastForwardAsync("08:00:00");
        _model.GoOn();
        await AssertWholeReplyAsync(other);
        Assert.DoesNotContain("was placed", await tab.Replies.Last.InnerTextAsync(), StringComparison.Ordinal);
        network.Mend();

        await AssertWholeReplyAsync(tab);
        Assert.Equal(await other.BubblesAsync(), await tab.BubblesAsync());
    }

    [Fact]
    public async Task CrashOfTheServer_InTheMiddleOfAReply_ShowsTheWholeReplyOnce()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.WithClockAsync();
        await tab.OpenAsync();
        await BeginReplyAsync(tab);

        await fixture.Program.KillAsync();
        _model.GoOn();
        await fixture.Program.StartAsync();

        await AssertWholeReplyAsync(tab);
    }

    /// <summary>Asks, and sees the first words of the reply.</summary>
    private static async Task BeginReplyAsync(ChatTab tab)
    {
        await tab.SayAsync("what is the status of my order from June?");
        await Assertions.Expect(tab.Replies.Last).ToContainTextAsync("has been delivered.");
    }

    /// <summary>The reply's end is there, in whosever words (a turn that begins again may come before the model is ready).</summary>
    private static async Task AssertWholeReplyAsync(ChatTab tab)
    {
        await tab.UntilAsync(tab.Replies.Filter(new() { HasText = "placed" }), 1);
        Assert.Equal(2, await tab.Replies.CountAsync());
        Assert.Equal(1, await tab.Said.CountAsync());
    }
}
