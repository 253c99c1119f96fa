using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>Sample customer 6 has several orders; the expected values are read from the database, never written here.</summary>
public sealed class ChatPageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private IReadOnlyList<OrderRow> Mine => fixture.Orders("user_id = 6");

    [Fact]
    public async Task LastOrder_IsAnsweredFromItsRow()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();

        var reply = await tab.SayAsync("where is my last order?");

        Mine[0].AssertToldIn(reply);
        await tab.ScreenshotAsync("last-order");
    }

    [Fact]
    public async Task DatesAndMoney_AreWrittenAsTheBrowserDoes()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture, locale: "de-DE")).OpenAsync();

        Assert.Contains(Mine[0].Purchased!.Value.ToString("d. MMMM yyyy", CultureInfo.GetCultureInfo("de-DE")), await tab.SayAsync("where is my last order?"), StringComparison.Ordinal);
        Assert.Matches(@"\d+,\d\d\s€", await tab.SayAsync("what did it cost?"));
    }

    [Theory]
    [InlineData("tap")]
    [InlineData("ordinal")]
    [InlineData("month")]
    [InlineData("id")]
    public async Task WhichOrder_IsAskedAndEveryWayToSayItWorks(string way)
    {
        var june = Mine.First(order => order.Purchased?.Month == 6);
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();

        await tab.SayAsync("what was in my order?");
        Assert.Contains(Mine[1].Id, string.Join(' ', await tab.Replies.Last.GetByRole(AriaRole.Button).AllInnerTextsAsync()), StringComparison.Ordinal);
        await tab.ScreenshotAsync("which-order");
        var (wanted, reply) = way switch
        {
            "tap" => (Mine[2], await tab.TapAsync(Mine[2].Id)),
            "ordinal" => (Mine[1], await tab.SayAsync("the second one")),
            "month" => (june, await tab.SayAsync("the one from June")),
            _ => (Mine[^1], await tab.SayAsync(Mine[^1].Id)),
        };

        wanted.AssertNamedIn(reply);
    }

    [Fact]
    public async Task ThumbUnderAStatusCard_LandsInTheTable()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync($"where is order {Mine[2].Id}?");

        var card = await tab.Replies.Last.Locator(".ac-adaptiveCard").InnerTextAsync();
        Assert.Contains($"Order {Mine[2].Id}", card, StringComparison.Ordinal);
        Assert.Contains("✓ Delivered", card, StringComparison.Ordinal);
        Assert.Equal($"Order {Mine[2].Id}: {Mine[2].Status}", await tab.Replies.Last.Locator(".ac-adaptiveCard").GetAttributeAsync("aria-label"));
        await tab.ScreenshotAsync("status-card");
        var before = await tab.Replies.CountAsync();
        var like = tab.Replies.Last.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true });
        await tab.Page.RunAndWaitForResponseAsync(() => like.ClickAsync(), response => response.Url.EndsWith("/activities", StringComparison.Ordinal) && response.Request.Method == "POST");
        await Assertions.Expect(like).ToHaveAttributeAsync("aria-pressed", "true");

        // Answered after the thumb was taken.
        await tab.SayAsync("hello");
        Assert.Equal(["Like"], fixture.Program.Read("SELECT reaction FROM feedback WHERE channel_id = 'directline'"));
        Assert.Equal(before + 1, await tab.Replies.CountAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Welcome_SuggestsWhatToAsk()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.ScreenshotAsync("welcome");

        await tab.Page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button, new() { Name = "Where is my last order?" }).ClickAsync();
        await tab.Replies.Nth(1).WaitForAsync();

        Assert.Contains(Mine[0].Id, await tab.Replies.Last.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesThatLookLikeMarkup_AreShownAsTheyAre()
    {
        const string name = "**big** <b>lamp</b> [x](http://evil.example) `a` _b_";
        var order = fixture.Orders("user_id NOT IN (6, 7, 8)")[0];
        fixture.Program.ChangeShop("UPDATE order_items SET product_name = @value WHERE order_id = @id", name, order.Id);
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.Page.GetByLabel("Trying it out as").SelectOptionAsync(fixture.Program.ReadShop("SELECT user_id FROM orders WHERE order_id = @id", order.Id));
        await tab.Replies.First.WaitForAsync();

        var list = await tab.SayAsync("show me all my orders");
        await tab.SayAsync($"what is in order {order.Id} and where is it?");

        Assert.Contains(name, list, StringComparison.Ordinal);
        Assert.Contains(name, await tab.Replies.Last.Locator(".ac-adaptiveCard").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(name, await tab.Replies.Last.Locator(".webchat__text-content").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await tab.Page.Locator("article a, article b, article code, article em").CountAsync());
        await tab.ScreenshotAsync("markup");
    }

    [Fact]
    public async Task ForeignAndMadeUpOrders_GetTheVerySameWords()
    {
        var foreign = fixture.Orders("user_id = 7")[0].Id;
        var madeUp = (fixture.Orders("1 = 1").Max(order => long.Parse(order.Id, CultureInfo.InvariantCulture)) + 1).ToString(CultureInfo.InvariantCulture);
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();

        var first = await tab.SayAsync($"where is order {foreign}?");
        var second = await tab.SayAsync($"where is order {madeUp}?");

        Assert.Equal(first, second);
        Assert.DoesNotContain(foreign, first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_HandsOverWithTheTranscript()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("where is my last order?");

        var reply = await tab.SayAsync("I want to cancel it");

        var handoff = await fixture.HandoffInAsync(reply);
        Assert.Equal("6", handoff.GetProperty("customer").GetProperty("userId").GetString());
        Assert.Equal(Mine[0].Id, handoff.GetProperty("orderIds").EnumerateArray().Single().GetString());
        var lines = handoff.GetProperty("transcript").EnumerateArray()
            .Select(line => (line.GetProperty("from").GetString(), line.GetProperty("text").GetString())).ToList();
        Assert.Contains(("customer", "where is my last order?"), lines);
        Assert.Contains(("customer", "I want to cancel it"), lines);
        Assert.Contains(lines, line => line.Item1 == "bot" && line.Item2!.Contains(Mine[0].Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Weather_IsRefusedKindly()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();

        var reply = await tab.SayAsync("what's the weather");

        Assert.Contains("can’t help with that", reply, StringComparison.Ordinal);
        Assert.Contains("order", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_KeepsTheConversation()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("what was in my order?");
        var before = await tab.Replies.CountAsync();

        await tab.Page.ReloadAsync();
        await tab.Replies.Nth(before - 1).WaitForAsync();

        Assert.Equal(["what was in my order?"], await tab.Said.AllInnerTextsAsync());
        Mine[1].AssertNamedIn(await tab.SayAsync("the second one"));
        Assert.Equal(before + 1, await tab.Replies.CountAsync());
    }

    [Fact]
    public async Task CrashOfTheServer_KeepsTheConversation()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("what was in my order?");
        var before = await tab.Replies.CountAsync();

        await fixture.Program.KillAsync();
        await fixture.Program.StartAsync();
        await tab.Page.ReloadAsync();
        await tab.Replies.Nth(before - 1).WaitForAsync();

        Mine[1].AssertNamedIn(await tab.SayAsync("the second one"));
        Assert.Equal(before + 1, await tab.Replies.CountAsync());
    }

    [Fact]
    public async Task AnotherCustomer_GetsAnotherConversation()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("where is my last order?");

        await tab.Page.GetByLabel("Trying it out as").SelectOptionAsync("7");
        await Assertions.Expect(tab.Said).ToHaveCountAsync(0);
        await tab.Replies.First.WaitForAsync();

        fixture.Orders("user_id = 7")[0].AssertToldIn(await tab.SayAsync("where is my last order?"));
    }

    [Fact]
    public async Task NewChat_BeginsAnew()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await tab.SayAsync("what's the weather");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "New chat" }).ClickAsync();

        await Assertions.Expect(tab.Said).ToHaveCountAsync(0);
        await tab.Replies.First.WaitForAsync();
        Assert.NotEmpty(await tab.SayAsync("what's the weather"));
    }

    [Fact]
    public async Task Page_StaysOnItsServerAndSaysWhatItIs()
    {
        await using var tab = await (await ChatTab.NewAsync(fixture, 390, 780, ColorScheme.Dark)).OpenAsync();
        await tab.SayAsync("what was in my order?");
        await tab.ScreenshotAsync("phone-dark");

        Assert.Equal("Order support", await tab.Page.TitleAsync());
        Assert.Equal("Order support", await tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        Assert.Equal("en", await tab.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(390, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.All(tab.Requests, address => Assert.StartsWith(
            fixture.Program.Address.Authority, address.Replace("blob:", "", StringComparison.Ordinal)["http://".Length..], StringComparison.Ordinal));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task MissingBundle_IsSaidInWords()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.Page.RouteAsync("**/lib/webchat.js", route => route.FulfillAsync(new() { Status = 404 }));

        await tab.Page.GotoAsync("/");

        await Assertions.Expect(tab.Notice).ToContainTextAsync("fetch-webchat.mjs");
        await tab.ScreenshotAsync("bundle-missing");
    }

    [Fact]
    public async Task UnreachableServer_IsSaidInWordsAndCanBeTriedAgain()
    {
        await using var tab = await ChatTab.NewAsync(fixture);
        await tab.Page.RouteAsync("**/api/webchat/**", route => route.AbortAsync());
        await tab.Page.GotoAsync("/");
        await Assertions.Expect(tab.Notice).ToContainTextAsync("can't be reached");
        await tab.ScreenshotAsync("unreachable");

        await tab.Page.UnrouteAllAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await tab.Replies.First.WaitForAsync();
    }
}
