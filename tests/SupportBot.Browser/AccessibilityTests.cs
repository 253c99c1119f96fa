using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>What axe finds, and how messages of every kind look.</summary>
public sealed class AccessibilityTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1100, 1300)]
    [InlineData(ColorScheme.Dark, 1100, 1300)]
    [InlineData(ColorScheme.Light, 390, 1000)]
    [InlineData(ColorScheme.Dark, 390, 1000)]
    public async Task PageWithEveryKindOfMessage_HasNoSeriousFinding(ColorScheme scheme, int width, int height)
    {
        await using var tab = await ChatTab.NewAsync(fixture.Bot, width, height, scheme);
        IWebSocketRoute? stream = null;
        await tab.Page.RouteWebSocketAsync("**/stream**", socket =>
        {
            socket.ConnectToServer();
            stream = socket;
        });
        await tab.OpenAsync();
        await tab.SayAsync("what was in my order?");

        stream!.Send(CardSample.Frame);
        await tab.Replies.GetByRole(AriaRole.Button, new() { Name = "Something is wrong with it" }).Last.WaitForAsync();
        await tab.ScreenshotAsync($"messages-{scheme}-{width}");

        await AssertNothingSeriousAsync(tab.Page);
        Assert.Equal(width, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task MessageOfAModel_IsLabelled()
    {
        await using var tab = await ChatTab.NewAsync(fixture.Bot);
        IWebSocketRoute? stream = null;
        await tab.Page.RouteWebSocketAsync("**/stream**", socket =>
        {
            socket.ConnectToServer();
            stream = socket;
        });
        await tab.OpenAsync();

        stream!.Send(CardSample.Frame);

        await Assertions.Expect(tab.Replies.Filter(new() { HasText = "has been shipped" })).ToContainTextAsync("AI-generated");
        await Assertions.Expect(tab.Page.GetByText("AI-generated")).ToHaveCountAsync(1);
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(tab.Page.GetByText("Answers are automated and may contain mistakes.")).ToBeVisibleAsync();
    }

    /// <summary>WCAG 2.2, 2.5.8 with a mouse, and 2.5.5 with a finger.</summary>
    [Theory]
    [InlineData(false, 1100, 24)]
    [InlineData(true, 390, 44)]
    public async Task Thumbs_AreLargeEnoughToHit(bool isTouched, int width, int atLeast)
    {
        await using var tab = await (await ChatTab.NewAsync(fixture.Bot, width, isTouched: isTouched)).OpenAsync();
        await tab.SayAsync("where is my last order?");
        await Assertions.Expect(tab.Replies.Last.Locator(".webchat__activity-status").Last).ToBeInViewportAsync(new() { Ratio = 1 });
        await tab.ScreenshotAsync($"thumbs-{width}");

        var thumbs = tab.Replies.Last.Locator("button.webchat__thumb-button");

        Assert.Equal(2, await thumbs.CountAsync());
        foreach (var thumb in await thumbs.AllAsync())
        {
            var box = (await thumb.BoundingBoxAsync())!;
            Assert.InRange(box.Width, atLeast, atLeast + 10);
            Assert.InRange(box.Height, atLeast, atLeast + 10);
        }

        Assert.Equal(width, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Widget_ClosedAndOpen_HasNoSeriousFinding(ColorScheme scheme)
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, scheme: scheme);
        var tab = await WidgetTab.OpenAsync(customer);
        await AssertNothingSeriousAsync(tab.Page);

        await tab.Launcher.ClickAsync();
        await tab.Replies.First.WaitForAsync();
        await tab.SayAsync("what was in my order?");

        await AssertNothingSeriousAsync(tab.Page);
        await tab.ScreenshotAsync($"widget-{scheme}");
    }

    [Fact]
    public async Task SignInMissing_HasNoSeriousFinding()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, signedInAs: null);
        var tab = await WidgetTab.OpenAsync(customer);
        await tab.Launcher.ClickAsync();
        await Assertions.Expect(tab.Notice).ToContainTextAsync("Please sign in");

        await AssertNothingSeriousAsync(tab.Page);
    }

    private static async Task AssertNothingSeriousAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.NotEmpty(found.Passes);
        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Describe));
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";
}
