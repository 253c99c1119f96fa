using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>The server goes and comes back while a customer looks on.</summary>
public sealed class ConnectionTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task RestartOfTheServer_IsSaidAndMendedWithoutAReload()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("where is my order?");
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
        Assert.Equal(["where is my order?", "the second one"], await tab.Said.AllInnerTextsAsync());
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
