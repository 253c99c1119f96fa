using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>The server goes and comes back while a customer looks on.</summary>
public sealed class ConnectionTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task RestartOfTheServer_IsSaidAndMendedWithoutAReload()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("what was in my order?");
        await tab.Page.EvaluateAsync("window.isTheSamePage = true");

        await fixture.Program.KillAsync();
        await Assertions.Expect(tab.Notice).ToContainTextAsync("Connection lost, trying again…");
        await tab.ScreenshotAsync("connection-lost");
        await tab.Box.FillAsync("the second one");
        await tab.Box.PressAsync("Enter");
        await fixture.Program.StartAsync();
        await Assertions.Expect(tab.Replies).ToHaveCountAsync(3, new() { Timeout = 60_000 });

        await Assertions.Expect(tab.Notice).ToBeHiddenAsync();
        Assert.Contains(fixture.Orders("user_id = 6")[1].Id, await tab.Replies.Last.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["what was in my order?", "the second one"], await tab.Said.AllInnerTextsAsync());
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.isTheSamePage"));
    }

    [Fact]
    public async Task AnswerThatIsLostOnTheWay_IsAskedForAgainAndNotDoubled()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        var posts = 0;
        await tab.Page.RouteAsync("**/activities", async route =>
        {
            // That the customer types is posted, too.
            if (route.Request.PostData?.Contains("\"type\":\"typing\"", StringComparison.Ordinal) == true || ++posts > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // The server takes it, and nobody hears of it.
            await route.FetchAsync();
            await route.AbortAsync();
        });

        await tab.SayAsync("where is my last order?");
        await tab.SayAsync("what's the weather");

        Assert.Equal(3, posts);
        Assert.Equal(["where is my last order?", "what's the weather"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(3, await tab.Replies.CountAsync());
    }

    [Fact]
    public async Task NetworkWithoutSockets_IsChattedOverAllTheSame()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.Page.RouteWebSocketAsync("**/stream**", socket => socket.CloseAsync());
        await tab.Page.GotoAsync("/");
        await tab.Replies.First.WaitForAsync(new() { Timeout = 60_000 });

        Assert.Contains(fixture.Orders("user_id = 6")[0].Id, await tab.SayAsync("where is my last order?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamThatDiesWithoutAWord_IsReplacedWhenAMessageDoesNotComeBack()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        var network = await ForgetfulNetwork.AroundAsync(tab);
        await tab.OpenAsync();
        await tab.SayAsync("what's the weather");

        // Calls go through all the same.
        network.Forget();
        await tab.SayAsync("where is my last order?");
        await tab.SayAsync("what's the weather");

        Assert.Equal(2, network.Streams);
        Assert.Equal(["what's the weather", "where is my last order?", "what's the weather"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(4, await tab.Replies.CountAsync());
        Assert.Contains(fixture.Orders("user_id = 6")[0].Id, await tab.Replies.Nth(2).InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(tab.Notice).ToBeHiddenAsync();
    }

    [Fact]
    public async Task StreamThatDiesWithoutAWord_IsReplacedWhenItStaysSilent()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.WithClockAsync();
        var network = await ForgetfulNetwork.AroundAsync(tab);
        await tab.OpenAsync();
        await using var other = await tab.OpenElsewhereAsync(fixture);

        network.Forget();
        await other.SayAsync("where is my last order?");
        await tab.Page.Clock.FastForwardAsync("00:46");

        await Assertions.Expect(tab.Replies).ToHaveCountAsync(2);
        Assert.Equal(await other.BubblesAsync(), await tab.BubblesAsync());
    }

    [Theory]
    [InlineData("dispatchEvent(new Event('online'))", "00:01")]
    [InlineData("document.dispatchEvent(new Event('visibilitychange'))", "00:26")]
    public async Task StreamThatDiesWithoutAWord_IsReplacedWhenTheDeviceComesBack(string comesBack, string after)
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.WithClockAsync();
        var network = await ForgetfulNetwork.AroundAsync(tab);
        await tab.OpenAsync();
        await using var other = await tab.OpenElsewhereAsync(fixture);

        network.Forget();
        await other.SayAsync("where is my last order?");
        await tab.Page.Clock.FastForwardAsync(after);
        await tab.Page.EvaluateAsync(comesBack);

        await Assertions.Expect(tab.Replies).ToHaveCountAsync(2);
        Assert.Equal(await other.BubblesAsync(), await tab.BubblesAsync());
    }

    [Fact]
    public async Task QuietStream_ThatSaysThatItLives_IsKept()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.WithClockAsync();
        var network = await ForgetfulNetwork.AroundAsync(tab);
        await tab.OpenAsync();

        for (var i = 0; i < 6; i++)
        {
            await tab.Page.Clock.FastForwardAsync("00:20");
            network.SayNothing();
        }

        await tab.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await tab.SayAsync("what's the weather");
        Assert.Equal(1, network.Streams);
    }

    [Fact]
    public async Task SocketThatHangs_IsDoneWithoutAfterTwoTries()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.WithClockAsync();
        await tab.Page.AddInitScriptAsync(
            """
            let sockets = 0;
            window.WebSocket = class {
              constructor() { document.documentElement.dataset.sockets = ++sockets; }
              send() {}
              close() {}
            };
            """);
        await tab.Page.GotoAsync("/");
        var page = tab.Page.Locator("html");
        foreach (var tries in new[] { "1", "2" })
        {
            await Assertions.Expect(page).ToHaveAttributeAsync("data-sockets", tries);
            await tab.Page.Clock.FastForwardAsync("00:08");
        }

        await tab.Replies.First.WaitForAsync();
        Assert.Contains(fixture.Orders("user_id = 6")[0].Id, await tab.SayAsync("where is my last order?"), StringComparison.Ordinal);
        await Assertions.Expect(page).ToHaveAttributeAsync("data-sockets", "2");
    }

    [Fact]
    public async Task DeviceTurnsDark_KeepsWhatIsWrittenAndWhatWaitsToBeSent()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await fixture.Program.KillAsync();
        await Assertions.Expect(tab.Notice).ToContainTextAsync("Connection lost, trying again…");
        await tab.Box.FillAsync("where is my last order?");
        await tab.Box.PressAsync("Enter");
        await tab.Box.FillAsync("what's the wea");
        var light = await GroundAsync();

        try
        {
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Assertions.Expect(tab.Page.Locator(".webchat__send-box__main")).Not.ToHaveCSSAsync("background-color", light);
            await tab.ScreenshotAsync("turned-dark");
            await Assertions.Expect(tab.Box).ToHaveValueAsync("what's the wea");
        }
        finally
        {
            await fixture.Program.StartAsync();
        }

        await Assertions.Expect(tab.Replies).ToHaveCountAsync(2);
        Assert.Equal(["where is my last order?"], await tab.Said.AllInnerTextsAsync());
        await Assertions.Expect(tab.Box).ToHaveValueAsync("what's the wea");

        Task<string> GroundAsync() => tab.Page.EvalOnSelectorAsync<string>(".webchat__send-box__main", "box => getComputedStyle(box).backgroundColor");
    }

    [Fact]
    public async Task ConversationThatIsGone_IsSaidAndANewOneOffered()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("where is my last order?");
        await tab.Page.RouteAsync("**/v3/directline/conversations/**", route => route.FulfillAsync(new() { Status = 404, Body = """{"error":{"code":"NotFound"}}""" }));
        await tab.Page.RouteAsync("**/api/webchat/session", route => route.FulfillAsync(new() { Status = 403, Body = "{}" }));
        await tab.Box.FillAsync("and the one before?");
        await tab.Box.PressAsync("Enter");
        await Assertions.Expect(tab.Notice).ToContainTextAsync("This chat can't be continued");
        // What was not sent doesn't look as if it were on its way.
        await Assertions.Expect(tab.Page.Locator(".webchat__stacked-layout--from-user").Last).ToContainTextAsync("Send failed");
        await tab.ScreenshotAsync("conversation-gone");

        await tab.Page.UnrouteAllAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start a new chat" }).ClickAsync();

        await Assertions.Expect(tab.Said).ToHaveCountAsync(0);
        await tab.Replies.First.WaitForAsync();
    }
}
