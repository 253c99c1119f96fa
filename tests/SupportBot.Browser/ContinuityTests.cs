using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBot.Tests.Hosting;

namespace SupportBot.Browser;

/// <summary>A conversation lives through what happens to laptops, tabs and servers: all of it is there once and in order, and
/// nobody has to load the page anew.</summary>
public sealed class ContinuityTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private IReadOnlyList<OrderRow> Mine => fixture.Orders("user_id = 6");

    [Fact]
    public async Task TwoTabs_OfOneConversation_ShowTheSame()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("what was in my order?");
        await using var other = await tab.OpenTwinAsync();

        Mine[1].AssertNamedIn(await other.SayAsync("the second one"));
        await Assertions.Expect(tab.Replies).ToHaveCountAsync(3);
        await tab.SayAsync("what's the weather");
        await Assertions.Expect(other.Replies).ToHaveCountAsync(4);

        Assert.Equal(["what was in my order?", "the second one", "what's the weather"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(await tab.BubblesAsync(), await other.BubblesAsync());
    }

    [Fact]
    public async Task LaptopAsleep_WhileAnotherTabTalks_ShowsAllOfItAfterwards()
    {
        await using var network = new CuttableProxy(fixture.Program.Address);
        await using var tab = await ChatTab.NewAsync(fixture, address: network.Address);
        await tab.WithClockAsync();
        await tab.OpenAsync();
        await tab.SayAsync("where is my last order?");
        await using var other = await tab.OpenElsewhereAsync(fixture);
        await tab.MarkAsync();

        network.Cut();
        await tab.Page.Clock.FastForwardAsync("08:00:00");
        await other.SayAsync("what's the weather");
        await other.SayAsync("what was in my order?");
        Assert.Equal(1, await tab.Said.CountAsync());
        await tab.ScreenshotAsync("offline");
        network.Mend();
        await tab.UntilAsync(tab.Replies, 4);

        Assert.Equal(await other.BubblesAsync(), await tab.BubblesAsync());
        Mine[1].AssertNamedIn(await tab.SayAsync("the second one"));
        await Assertions.Expect(other.Replies).ToHaveCountAsync(5);
        Assert.Equal(await other.BubblesAsync(), await tab.BubblesAsync());
        await tab.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task CrashOfTheServer_IsGotOverWithoutAReload()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.WithClockAsync();
        await tab.OpenAsync();
        await tab.SayAsync("what was in my order?");
        await tab.MarkAsync();
        var before = await tab.BubblesAsync();

        await fixture.Program.KillAsync();
        await fixture.Program.StartAsync();
        await using var other = await tab.OpenElsewhereAsync(fixture);
        Mine[1].AssertNamedIn(await other.SayAsync("the second one"));
        await tab.UntilAsync(tab.Replies, 3);
        await tab.SayAsync("what's the weather");
        await Assertions.Expect(other.Replies).ToHaveCountAsync(4);

        var after = await tab.BubblesAsync();
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(["what was in my order?", "the second one", "what's the weather"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(await other.BubblesAsync(), after);
        await tab.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task TokenExpired_GetsANewOneForTheSameConversation()
    {
        using var data = new TemporaryFolder();
        var clock = new ShiftedClock();
        await using var bot = await BotHost.StartAsync(data.Path, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await using var tab = await ChatTab.NewAsync(fixture, address: bot.Http.BaseAddress);
        await tab.WithClockAsync();
        await tab.OpenAsync();
        await tab.SayAsync("what was in my order?");
        var conversation = await tab.ConversationAsync();

        clock.Ahead = TimeSpan.FromHours(9);
        // The page asks for the next token every quarter of an hour.
        var refused = await tab.Page.RunAndWaitForResponseAsync(
            () => tab.Page.Clock.FastForwardAsync("16:00"), answer => answer.Url.EndsWith("/tokens/refresh", StringComparison.Ordinal));
        Assert.Equal(403, refused.Status);
        var reply = await tab.SayAsync("the second one");

        Mine[1].AssertNamedIn(reply);
        Assert.Equal(["what was in my order?", "the second one"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(3, await tab.Replies.CountAsync());
        Assert.Equal(conversation, await tab.ConversationAsync());
    }

    /// <summary>The machine's clock, set forward; timers run on.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
