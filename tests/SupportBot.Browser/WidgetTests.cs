using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>The widget on a shop of another site than the bot's.</summary>
public sealed class WidgetTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private OrderRow Last => fixture.Bot.Orders("user_id = 6")[0];

    [Fact]
    public async Task Chat_OnTheShopsPage_KnowsTheSignedInCustomer()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.OpenAsync(customer);
        await tab.ScreenshotAsync("widget-closed");
        await tab.Launcher.ClickAsync();
        await tab.Replies.First.WaitForAsync();

        var reply = await tab.SayAsync("where is my last order?");

        Assert.Contains(Last.Id, reply, StringComparison.Ordinal);
        Assert.Equal("Order support", await tab.Page.Locator("iframe").GetAttributeAsync("title"));
        Assert.True(await tab.Page.EvaluateAsync<bool>("document.querySelector('div[lang]').shadowRoot.querySelector('iframe').contentDocument === null"));
        Assert.Empty(tab.Complaints);
        await tab.ScreenshotAsync("widget");
    }

    [Fact]
    public async Task Keyboard_OpensWritesAndCloses()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.OpenAsync(customer);
        Assert.Equal("false", await tab.Launcher.GetAttributeAsync("aria-expanded"));

        await tab.Launcher.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Box).ToBeFocusedAsync();
        Assert.Equal("true", await tab.Launcher.GetAttributeAsync("aria-expanded"));
        await tab.Page.Keyboard.TypeAsync("where is my last order?");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Replies).ToHaveCountAsync(2);
        await tab.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(tab.Panel).ToBeHiddenAsync();
        await Assertions.Expect(tab.Launcher).ToBeFocusedAsync();
        Assert.Equal("false", await tab.Launcher.GetAttributeAsync("aria-expanded"));
    }

    [Fact]
    public async Task Script_OpensAndCloses()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.OpenAsync(customer);

        await tab.Page.EvaluateAsync("SupportBot.open()");
        await Assertions.Expect(tab.Panel).ToBeVisibleAsync();
        await tab.Replies.First.WaitForAsync();
        await tab.Page.EvaluateAsync("SupportBot.close()");

        await Assertions.Expect(tab.Panel).ToBeHiddenAsync();
    }

    [Fact]
    public async Task OriginThatIsNotAllowed_GetsNoButtonAndIsToldTheSetting()
    {
        await using var customer = await fixture.Bot.Browser.NewContextAsync();
        var page = await customer.NewPageAsync();

        var said = await page.RunAndWaitForConsoleMessageAsync(
            () => page.GotoAsync(fixture.Stranger.Address.ToString()), new() { Predicate = message => message.Text.StartsWith("SupportBot", StringComparison.Ordinal) });

        Assert.Contains("WebChat:AllowedOrigins", said.Text, StringComparison.Ordinal);
        Assert.Contains(fixture.Stranger.Origin, said.Text, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("button").CountAsync());
    }

    [Fact]
    public async Task OriginThatIsNotAllowed_CannotFrameTheChatByHand()
    {
        await using var customer = await fixture.Bot.Browser.NewContextAsync();
        var page = await customer.NewPageAsync();
        await page.GotoAsync(fixture.Stranger.Address.ToString());

        var said = await page.RunAndWaitForConsoleMessageAsync(
            () => page.EvaluateAsync(
                "url => { const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame); }",
                new Uri(fixture.Bot.Program.Address, $"/widget/#origin={fixture.Shop.Origin}").ToString()),
            new() { Predicate = message => message.Text.Contains("frame-ancestors", StringComparison.Ordinal) });

        Assert.Equal("error", said.Type);
    }

    [Fact]
    public async Task NobodySignedIn_IsSaidWithTheWayToSignIn()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, signedInAs: null);
        var tab = await WidgetTab.OpenAsync(customer);
        await tab.Launcher.ClickAsync();
        await Assertions.Expect(tab.Notice).ToContainTextAsync("Please sign in at the shop");
        await tab.ScreenshotAsync("widget-sign-in");

        await tab.Frame.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();

        // The shop's page came anew, and the chat with it, as it was open before.
        await tab.Replies.First.WaitForAsync();
        Assert.Contains(Last.Id, await tab.SayAsync("where is my last order?"), StringComparison.Ordinal);
    }

    /// <summary>In the browsers of these tests the frame of another site can keep nothing, and on the same site it can.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reload_GoesOnWithAFreshTokenOfTheShop(bool sameSite)
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, sameSite: sameSite);
        var tab = await WidgetTab.ChatAsync(customer);
        await tab.SayAsync("where is my last order?");
        var before = fixture.Shop.Vouched.Count;

        await tab.Page.ReloadAsync();
        await Assertions.Expect(tab.Replies).ToHaveCountAsync(2);

        Assert.Equal(["where is my last order?"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(before + 1, fixture.Shop.Vouched.Count);
    }

    [Fact]
    public async Task Reload_WhileTheShopFails_ShowsNothingAndGoesOnOnceTheShopIsBack()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, sameSite: true);
        var tab = await WidgetTab.ChatAsync(customer);
        await tab.SayAsync("where is my last order?");
        await tab.SayAsync("what's the weather");
        var before = await tab.Replies.AllInnerTextsAsync();

        await WhileTheShopFailsAsync(tab, () => tab.Page.ReloadAsync());
        await tab.ScreenshotAsync("widget-shop-fails");
        await tab.Frame.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Assertions.Expect(tab.Replies).ToHaveCountAsync(3);
        Assert.Equal(["where is my last order?", "what's the weather"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(before.Select(FirstLine), (await tab.Replies.AllInnerTextsAsync()).Select(FirstLine));
        await Assertions.Expect(tab.Notice).ToBeHiddenAsync();

        // Below it stands how long ago it was said.
        static string FirstLine(string reply) => reply.Split('\n')[0];
    }

    [Fact]
    public async Task SecondTab_HasAConversationOfItsOwn()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var first = await WidgetTab.ChatAsync(customer);
        await first.SayAsync("where is my last order?");

        var second = await WidgetTab.ChatAsync(customer);

        Assert.Equal(0, await second.Said.CountAsync());
        Assert.Contains(Last.Id, await second.SayAsync("where is my last order?"), StringComparison.Ordinal);
        Assert.Equal(1, await first.Said.CountAsync());
    }

    [Fact]
    public async Task SomebodyElseSignsIn_SeesNothingOfTheFirst()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.ChatAsync(customer);
        await tab.SayAsync("where is my last order?");

        await tab.Page.GotoAsync("/sign-in?customer=7");
        await tab.Replies.First.WaitForAsync();

        Assert.Equal(0, await tab.Said.CountAsync());
        Assert.Contains(fixture.Bot.Orders("user_id = 7")[0].Id, await tab.SayAsync("where is my last order?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyElseSignsIn_WhileTheShopFails_SeesNothingOfTheFirst()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, sameSite: true);
        var tab = await WidgetTab.ChatAsync(customer);
        await tab.SayAsync("where is my last order?");

        await WhileTheShopFailsAsync(tab, () => tab.Page.GotoAsync("/sign-in?customer=7"));
        await tab.Frame.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await tab.Replies.First.WaitForAsync();

        Assert.Equal(0, await tab.Said.CountAsync());
        Assert.Contains(fixture.Bot.Orders("user_id = 7")[0].Id, await tab.SayAsync("where is my last order?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageWhileClosed_ShowsABadgeUntilItIsRead()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.OpenAsync(customer);
        await tab.Page.EvaluateAsync("window.counts = []; addEventListener('supportbot:unread', ({ detail }) => counts.push(detail.count))");
        await tab.Launcher.ClickAsync();
        await tab.Replies.First.WaitForAsync();

        // The question leaves only when the chat is closed, however fast the answer is.
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await tab.Page.RouteAsync("**/activities", async route =>
        {
            await closed.Task;
            await route.ContinueAsync();
        });
        await tab.Box.FillAsync("where is my last order?");
        await tab.Box.PressAsync("Enter");
        await tab.Box.PressAsync("Escape");
        await Assertions.Expect(tab.Panel).ToBeHiddenAsync();
        closed.SetResult();
        await Assertions.Expect(tab.Launcher).ToHaveAttributeAsync("aria-label", "Chat about your orders, 1 unread message");
        await tab.ScreenshotAsync("widget-unread");
        await tab.Launcher.ClickAsync();

        await Assertions.Expect(tab.Launcher).ToHaveAttributeAsync("aria-label", "Close the chat");
        Assert.Equal("1,0", await tab.Page.EvaluateAsync<string>("counts.join()"));
    }

    [Fact]
    public async Task Phone_FillsTheScreen()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, 390, 780, ColorScheme.Dark);
        var tab = await WidgetTab.ChatAsync(customer);
        await tab.SayAsync("where is my last order?");
        await tab.ScreenshotAsync("widget-phone-dark");

        var box = await tab.Panel.BoundingBoxAsync();
        Assert.Equal((0, 0, 390, 780), (box!.X, box.Y, box.Width, box.Height));
        Assert.True(await tab.Page.EvaluateAsync<bool>("document.querySelector('div[lang]').shadowRoot.querySelector('dialog').matches(':modal')"));
        await tab.Frame.GetByRole(AriaRole.Button, new() { Name = "Close the chat" }).ClickAsync();
        await Assertions.Expect(tab.Launcher).ToBeFocusedAsync();
    }

    [Fact]
    public async Task RefusedToken_IsReplacedByTheShopAndNothingIsLostOrDoubled()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.ChatAsync(customer);
        await tab.SayAsync("where is my last order?");
        var before = fixture.Shop.Vouched.Count;
        var refused = false;
        await tab.Page.RouteAsync("**/v3/directline/conversations/**", async route =>
        {
            // Until the shop vouched again, the token is an old one.
            if (fixture.Shop.Vouched.Count > before)
            {
                await route.ContinueAsync();
                return;
            }

            refused = true;
            await route.FulfillAsync(new() { Status = 403, Body = """{"error":{"code":"TokenExpired","message":"Token has expired"}}""" });
        });

        await tab.SayAsync("what's the weather");

        Assert.True(refused);
        Assert.Equal(before + 1, fixture.Shop.Vouched.Count);
        Assert.Equal(["where is my last order?", "what's the weather"], await tab.Said.AllInnerTextsAsync());
        Assert.Equal(3, await tab.Replies.CountAsync());
        await Assertions.Expect(tab.Notice).ToBeHiddenAsync();
    }

    [Fact]
    public async Task SessionThatEnds_IsFollowedByAnotherInTheSameConversation()
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture);
        var tab = await WidgetTab.OpenAsync(customer);
        var conversations = new List<string?>();
        var followed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await tab.Page.RouteAsync("**/api/webchat/session", async route =>
        {
            var session = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            conversations.Add((string?)session["conversationId"]);
            if (conversations.Count == 1)
                session["token"] = OfASessionThatEnds((string)session["token"]!);
            await route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = session.ToJsonString() });
            if (conversations.Count == 2)
                followed.TrySetResult();
        });
        await tab.Launcher.ClickAsync();
        await tab.Replies.First.WaitForAsync();

        await followed.Task.WaitAsync(TimeSpan.FromMilliseconds(ChatTab.PatienceMs));
        var reply = await tab.SayAsync("where is my last order?");

        Assert.Contains(Last.Id, reply, StringComparison.Ordinal);
        Assert.Equal(2, conversations.Count);
        Assert.Single(conversations.Distinct());
        Assert.Equal(2, await tab.Replies.CountAsync());
        await Assertions.Expect(tab.Notice).ToBeHiddenAsync();
    }

    /// <summary>The token as it would be shortly before the session ends; the bot lets no session end this soon.</summary>
    private string OfASessionThatEnds(string token)
    {
        var old = new JsonWebToken(token);
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(old.EncodedPayload))!;
        var ends = DateTimeOffset.UtcNow.AddSeconds(5).ToUnixTimeSeconds();
        claims["exp"] = ends;
        claims["session_ends"] = ends;
        var key = new SymmetricSecurityKey(Convert.FromBase64String(fixture.Bot.Program.Read("SELECT value FROM directline_key").Single())) { KeyId = old.Kid };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.HmacSha256));
    }

    /// <summary>Loads a page while the shop's address for tokens fails, and sees nothing there of any conversation.</summary>
    private async Task WhileTheShopFailsAsync(WidgetTab tab, Func<Task> load)
    {
        fixture.Shop.IsBroken = true;
        try
        {
            await load();
            await Assertions.Expect(tab.Notice).ToContainTextAsync("can't be reached");
            Assert.Equal(0, await tab.Said.CountAsync());
            Assert.Equal(0, await tab.Replies.CountAsync());
            Assert.DoesNotContain("\"token\"", await tab.Frame.Locator("body").EvaluateAsync<string>("() => JSON.stringify(Object.values(sessionStorage).map(JSON.parse))"), StringComparison.Ordinal);
        }
        finally
        {
            fixture.Shop.IsBroken = false;
        }
    }
}
