using Microsoft.Playwright;

namespace SupportBot.Browser.Playground;

/// <summary>The bot as a tester meets it in the Playground, whose channel rejects what Teams rejects.</summary>
public sealed class PlaygroundTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Teams = "msteams";
    private const string Emulator = "emulator";

    private IReadOnlyList<OrderRow> Mine => fixture.Orders("user_id = 6");

    [Theory]
    [InlineData(Teams)]
    [InlineData(Emulator)]
    public async Task FirstQuestion_AfterOneGreeting_IsAnsweredFromTheOrdersRow(string channel)
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, channel);

        var reply = await tab.SayAsync("where is my last order?");
        await tab.ScreenshotAsync($"playground-{channel}");

        Mine[0].AssertToldIn(reply);
        Assert.Equal(2, tab.Log.Count(exchange => exchange is { IsFromBot: true, Type: "message" }));
        Assert.Contains("Hello Maya", await tab.FromBot.First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(channel == Emulator, tab.Log.Any(exchange => exchange.Type == "trace"));
        AssertNothingRejected(tab);
    }

    [Theory]
    [InlineData(Teams)]
    [InlineData(Emulator)]
    public async Task WhichOrder_IsAskedWithButtonsAndMayBeTyped(string channel)
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, channel);

        await tab.SayAsync("what was in my order?");
        var buttons = tab.FromBot.Last.GetByRole(AriaRole.Button, new() { Name = Mine[1].Id });
        await Assertions.Expect(buttons).ToBeVisibleAsync();
        await tab.ScreenshotAsync($"playground-{channel}-which-order");
        var reply = await tab.SayAsync("the second one");

        Mine[1].AssertNamedIn(reply);
        AssertNothingRejected(tab);
    }

    [Fact]
    public async Task Cancelling_InTeams_HandsOver()
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, Teams);
        await tab.SayAsync("where is my last order?");

        var reply = await tab.SayAsync("I want to cancel it");

        var handoff = await fixture.HandoffInAsync(reply);
        Assert.Equal(Teams, handoff.GetProperty("channel").GetString());
        Assert.Equal("6", handoff.GetProperty("customer").GetProperty("userId").GetString());
        Assert.Equal(Mine[0].Id, handoff.GetProperty("orderIds").EnumerateArray().Single().GetString());
        // Teams answers 400 to the event of a handoff.
        Assert.DoesNotContain(tab.Log, exchange => exchange.IsFromBot && exchange.Type == "event");
        AssertNothingRejected(tab);
    }

    [Fact]
    public async Task ActAs_AnotherSampleCustomer_TellsThatOnesOrders()
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, Teams);

        var now = await tab.SayAsync("/as 7");
        var reply = await tab.SayAsync("where is my last order?");

        Assert.Contains("7", now, StringComparison.Ordinal);
        fixture.Orders("user_id = 7")[0].AssertToldIn(reply);
    }

    [Fact]
    public async Task GroupChat_TellsNothingButWritesInPrivate()
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, Teams);
        var personal = (string)tab.Log.First().Activity["conversation"]!["id"]!;
        await tab.Page.GetByRole(AriaRole.Treeitem, new() { Name = "Group Chat" }).ClickAsync();

        await tab.TypeAsync("what was in my order?");
        var reply = await tab.SayAsync("<at>Test Bot</at> where is my last order?");
        await tab.LoggedAsync(exchange => exchange.IsFromBot && (string?)exchange.Activity["conversation"]?["id"] == personal
            && exchange.Text?.Contains("called me in a group", StringComparison.Ordinal) == true);
        await tab.ScreenshotAsync("playground-group");

        Assert.Contains("only in private", reply, StringComparison.Ordinal);
        // The channel passes on only what names the bot.
        Assert.DoesNotContain(tab.Log, exchange => exchange.Text == "what was in my order?");
        Assert.DoesNotContain(Mine, order => tab.Log.Any(exchange => exchange.Text?.Contains(order.Id, StringComparison.Ordinal) == true));
        AssertNothingRejected(tab);
    }

    [Fact]
    public async Task LastMessageEdited_IsAnsweredAnewAndAnEarlierOneIsNot()
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, Teams);
        await tab.SayAsync("where is my last order?");
        var first = tab.Log.Last(exchange => exchange is { IsFromBot: false, Type: "message" });
        await tab.SayAsync("what's the weather");
        var second = tab.Log.Last(exchange => exchange is { IsFromBot: false, Type: "message" });

        await EditAsync(first, "how much was my last order?");
        await EditAsync(second, "hello");
        var reply = await tab.LoggedAsync(exchange => exchange.IsFromBot && exchange.Text?.StartsWith("Hello!", StringComparison.Ordinal) == true);

        Assert.Equal(second.Id, reply.ReplyToId);
        Assert.Equal(4, tab.Log.Count(exchange => exchange is { IsFromBot: true, Type: "message" }));
        AssertNothingRejected(tab);

        async Task EditAsync(Exchange said, string text)
        {
            await tab.SendAsync(said.Activity, edited =>
            {
                edited["type"] = "messageUpdate";
                edited["text"] = text;
                edited["channelData"]!["eventType"] = "editMessage";
            });
            await tab.LoggedAsync(exchange => exchange is { Type: "messageUpdate", Status: 200 } && exchange.Text == text);
        }
    }

    /// <summary>Teams says which message a thumb is for; the Playground doesn't, so that nothing can be kept of it.</summary>
    [Fact]
    public async Task ThumbUnderAnAnswer_IsTaken()
    {
        await using var tab = await PlaygroundTab.OpenAsync(fixture, Teams);
        await tab.SayAsync("where is my last order?");

        await tab.FromBot.Last.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
        await tab.ScreenshotAsync("playground-feedback");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        var thumb = await tab.LoggedAsync(exchange => exchange.Type == "invoke");

        Assert.Equal(("message/submitAction", 200), ((string?)thumb.Activity["name"], thumb.Status));
        AssertNothingRejected(tab);
    }

    /// <summary>Both sides took all that the other sent.</summary>
    private static void AssertNothingRejected(PlaygroundTab tab) => Assert.All(tab.Log, exchange => Assert.InRange(exchange.Status, 200, 299));
}
