using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>Customers on the chat page and agents in the console, each in a window of their own.</summary>
public sealed class AgentConsoleTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Handoff_FromTheRequestToTheComment_IsSeenByBothSides()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        var waiting = await agent.Tickets.CountAsync();
        await customer.SayAsync("where is my last order?");

        var asked = await customer.SayAsync("I want to cancel my last order");
        await Assertions.Expect(agent.TicketIn(asked)).ToContainTextAsync("I want to cancel my last order");
        await Assertions.Expect(agent.Page).ToHaveTitleAsync($"({waiting + 1}) Handoffs");
        await Assertions.Expect(agent.Page.Locator("#news")).ToContainTextAsync("New handoff from");
        await agent.TicketIn(asked).ClickAsync();
        await Assertions.Expect(agent.Log).ToContainTextAsync("I want to cancel my last order");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("«where is my last order?»");
        await KeepAsync("1-asked");

        await agent.Button("Accept").ClickAsync();
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("Ines");
        await Assertions.Expect(agent.Log.Locator(".divider").Last).ToContainTextAsync("Ines joined");
        await Assertions.Expect(agent.Page).ToHaveTitleAsync(waiting == 0 ? "Handoffs" : $"({waiting}) Handoffs");
        await Assertions.Expect(agent.Box).ToBeFocusedAsync();
        await KeepAsync("2-accepted");

        await agent.Box.PressSequentiallyAsync("Hello");
        await Assertions.Expect(customer.Page.Locator(".webchat__typingIndicator, .webchat__typing-indicator").First).ToBeAttachedAsync();
        await agent.Box.PressAsync("Shift+Enter");
        await agent.Box.PressSequentiallyAsync("I am looking into it.");
        await agent.Box.PressAsync("Enter");
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("I am looking into it.");
        await Assertions.Expect(agent.Box).ToHaveValueAsync("");

        await customer.Box.PressSequentiallyAsync("Thank you, please");
        await Assertions.Expect(agent.Page.Locator(".typing")).ToContainTextAsync("is typing");
        await KeepAsync("3-typing");
        await customer.Box.PressAsync("Enter");
        await Assertions.Expect(agent.Log.Locator(".with-agent .line.customer")).ToContainTextAsync("Thank you, please");
        await Assertions.Expect(agent.Page.Locator(".typing")).ToHaveTextAsync("");

        await agent.Button("Private note").ClickAsync();
        await agent.WriteAsync("Warehouse says it can still be stopped.");
        await Assertions.Expect(agent.Log.Locator(".line.note")).ToContainTextAsync("Private note, Ines");
        await agent.Button("Reply").ClickAsync();
        await agent.WriteAsync("It is cancelled.");
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("It is cancelled.");
        await Assertions.Expect(customer.Replies.Last.GetByText("Ines", new() { Exact = true })).ToBeVisibleAsync();
        Assert.DoesNotContain("Warehouse", string.Join('\n', await customer.BubblesAsync()), StringComparison.Ordinal);
        await KeepAsync("4-answered");

        await agent.Button("Close").ClickAsync();
        await agent.Page.GetByLabel("Resolution").FillAsync("Cancelled in the warehouse");
        await agent.ScreenshotAsync("agent-5-closing");
        await agent.Button("Close as resolved").ClickAsync();
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("from 1 (bad) to 5 (great)");
        await customer.SayAsync("5");
        await customer.SayAsync("Ines was quick and friendly");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("5 out of 5");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Ines was quick and friendly");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Cancelled in the warehouse");
        await KeepAsync("6-rated");

        Assert.Empty(agent.Complaints);
        Assert.All(agent.Requests, url => Assert.StartsWith(fixture.Program.Address.ToString(), url.Replace("ws://", "http://", StringComparison.Ordinal), StringComparison.Ordinal));

        async Task KeepAsync(string step)
        {
            await agent.ScreenshotAsync($"agent-{step}");
            await customer.ScreenshotAsync($"agent-{step}-customer");
        }
    }

    [Fact]
    public async Task NoteSentBeforeTheServerDrawsItsBox_StaysPrivate()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var ines = await AgentTab.SignInAsync(fixture, "Ines");
        var asked = await customer.SayAsync("I want to talk to a human");
        await ines.TicketIn(asked).ClickAsync();
        await ines.Button("Accept").ClickAsync();
        await ines.WriteAsync("Hello.");

        // All in one go, so that no answer of the server's comes between.
        await ines.Page.EvaluateAsync("""
            () => {
              document.querySelector('[data-compose=note]').click();
              const box = document.activeElement;
              box.value = 'knows the CEO';
              box.dispatchEvent(new Event('input', { bubbles: true }));
              box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
            }
            """);

        await Assertions.Expect(ines.Log.Locator(".line.note")).ToContainTextAsync("knows the CEO");
        await Assertions.Expect(ines.Box).ToHaveValueAsync("");
        Assert.DoesNotContain("CEO", string.Join('\n', await customer.BubblesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BoxesForReplyAndNote_KeepWhatIsTyped_AndAreNeverDrawnAnew()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var ines = await AgentTab.SignInAsync(fixture, "Ines");
        var asked = await customer.SayAsync("I want to talk to a human");
        await ines.TicketIn(asked).ClickAsync();

        // A note is begun while the handoff waits, and the box is still the same after a colleague has taken it.
        await ines.Button("Private note").ClickAsync();
        await ines.Page.EvaluateAsync("() => { window.noteBox = document.activeElement; }");
        await ines.Page.Keyboard.TypeAsync("called ");
        await using var otto = await AgentTab.SignInAsync(fixture, "Otto", path: "/agent/" + AgentTab.IdIn(asked));
        await otto.Button("Accept").ClickAsync();
        await Assertions.Expect(ines.Page.GetByText("Otto has this handoff.")).ToBeVisibleAsync();
        await ines.Page.Keyboard.TypeAsync("before");
        await Assertions.Expect(ines.Box).ToHaveValueAsync("called before");
        Assert.True(await ines.Page.EvaluateAsync<bool>("() => window.noteBox === document.activeElement"));

        await otto.Box.FillAsync("half a reply");
        await otto.Button("Private note").ClickAsync();
        await Assertions.Expect(otto.Box).ToHaveValueAsync("");
        await Assertions.Expect(otto.Button("Private note")).ToHaveAttributeAsync("aria-pressed", "true");
        await otto.WriteAsync("knows the CEO");
        await Assertions.Expect(otto.Log.Locator(".line.note")).ToContainTextAsync("knows the CEO");
        await otto.Button("Reply").ClickAsync();
        await Assertions.Expect(otto.Box).ToHaveValueAsync("half a reply");
        await Assertions.Expect(otto.Box).ToBeFocusedAsync();
        await otto.ScreenshotAsync("agent-boxes");
    }

    [Fact]
    public async Task Accept_WhenAColleagueWasFirst_TellsWhoHasIt()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var ines = await AgentTab.SignInAsync(fixture, "Ines");
        await using var otto = await AgentTab.SignInAsync(fixture, "Otto");
        var asked = await customer.SayAsync("I want to talk to a human");
        await ines.TicketIn(asked).ClickAsync();
        await otto.TicketIn(asked).ClickAsync();
        await ines.Button("Accept").WaitForAsync();

        await otto.Button("Accept").ClickAsync();
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("Otto");
        await ines.Page.Locator("body").PressAsync("a");

        await Assertions.Expect(ines.Problem).ToContainTextAsync("Already taken by Otto.");
        await Assertions.Expect(ines.Page.GetByText("Otto has this handoff.")).ToBeVisibleAsync();
        await Assertions.Expect(ines.Button("Accept")).ToHaveCountAsync(0);
        await ines.ScreenshotAsync("agent-taken");
    }

    [Theory]
    [InlineData("throw new Error('no sound here')")]
    [InlineData("return new Promise(() => { })")]
    public async Task Sound_FailsOrNeverEnds_NextHandoffsAreStillShown(string ringing)
    {
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        await agent.Button("Sound for new handoffs: off").ClickAsync();
        await agent.Button("Sound for new handoffs: on").WaitForAsync();
        await agent.Page.EvaluateAsync($"() => {{ window.desk.ring = () => {{ window.rings = (window.rings ?? 0) + 1; {ringing}; }}; }}");

        for (var i = 1; i <= 2; i++)
        {
            await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
            await Assertions.Expect(agent.TicketIn(await customer.SayAsync("I want to talk to a human"))).ToBeVisibleAsync();
            await agent.Page.WaitForFunctionAsync($"() => window.rings === {i}");
        }
    }

    [Fact]
    public async Task Keyboard_AcceptsAndReplies_WithoutAMouse()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var agent = await AgentTab.SignInAsync(fixture, "Kim");
        var asked = await customer.SayAsync("I want to return my last order");
        await agent.TicketIn(asked).WaitForAsync();
        var keyboard = agent.Page.Keyboard;

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync(AgentTab.IdIn(asked));
        await Assertions.Expect(agent.Tickets).ToHaveCountAsync(1);
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("j");
        await Assertions.Expect(agent.TicketIn(asked)).ToBeFocusedAsync();
        await Assertions.Expect(agent.Button("Accept")).ToBeVisibleAsync();
        await keyboard.PressAsync("a");
        await Assertions.Expect(agent.Box).ToBeFocusedAsync();
        await keyboard.TypeAsync("Good morning");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("Good morning");
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("?");
        await Assertions.Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Next handoff");
        await agent.ScreenshotAsync("agent-help");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await keyboard.PressAsync("c");
        await Assertions.Expect(agent.Page.GetByLabel("Resolution")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Return label sent");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");

        await Assertions.Expect(agent.Facts).ToContainTextAsync("Return label sent");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Resolved");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1360, 860)]
    [InlineData(ColorScheme.Dark, 1360, 860)]
    [InlineData(ColorScheme.Light, 390, 780)]
    [InlineData(ColorScheme.Dark, 390, 780)]
    public async Task Console_HasNoSeriousFinding(ColorScheme scheme, int width, int height)
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await customer.SayAsync("where is my last order?");
        var asked = await customer.SayAsync("I want to cancel my last order");
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines", width, height, scheme);
        var look = $"{scheme}-{width}".ToLowerInvariant();
        await agent.TicketIn(asked).WaitForAsync();
        await CheckAsync("list");

        await agent.TicketIn(asked).ClickAsync();
        await agent.Button("Accept").ClickAsync();
        await agent.WriteAsync("Hello, let me see.");
        await agent.Button("Private note").ClickAsync();
        await agent.WriteAsync("A note");
        await Assertions.Expect(agent.Log.Locator(".line.note")).ToBeVisibleAsync();
        await CheckAsync("talk");

        if (width < 1000)
        {
            await agent.Button("Facts").ClickAsync();
            await Assertions.Expect(agent.Facts).ToBeVisibleAsync();
            await CheckAsync("facts");
            await agent.Button("Conversation").ClickAsync();
        }

        await agent.Button("Close").ClickAsync();
        await Assertions.Expect(agent.Page.GetByLabel("Resolution")).ToBeVisibleAsync();
        await CheckAsync("close");
        await agent.Button("Return to the bot").ClickAsync();
        await Assertions.Expect(agent.Log.Locator(".divider").Last).ToContainTextAsync("returned it to the bot");
        await CheckAsync("closed");
        if (width < 1000)
        {
            await agent.Button("Back to the list").ClickAsync();
            await Assertions.Expect(agent.Filter("Closed")).ToBeVisibleAsync();
        }

        async Task CheckAsync(string step)
        {
            await agent.ScreenshotAsync($"agent-{look}-{step}");
            var found = await agent.Page.RunAxe();
            Assert.NotEmpty(found.Passes);
            Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{step}: {violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
            Assert.Equal(width, await agent.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task Search_AmongClosedOnes_FindsByResolution()
    {
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        var found = await CloseAsync("I want to change the address of my last order", "Moved to Harbour Street");
        await CloseAsync("I want a refund for my last order", "Refund booked");

        await agent.Filter("Closed").ClickAsync();
        await Assertions.Expect(agent.TicketIn(found)).ToBeVisibleAsync();
        await agent.Page.Locator("#search").FillAsync("harbour STREET");

        await Assertions.Expect(agent.Tickets).ToHaveCountAsync(1);
        await Assertions.Expect(agent.TicketIn(found)).ToBeVisibleAsync();
        await agent.TicketIn(found).ClickAsync();
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Moved to Harbour Street");
        await agent.Page.Locator("#search").FillAsync("no such words");
        await Assertions.Expect(agent.Page.GetByText("Nothing fits these words.")).ToBeVisibleAsync();

        async Task<string> CloseAsync(string wish, string resolution)
        {
            await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
            var asked = await customer.SayAsync(wish);
            await agent.Filter("Waiting").ClickAsync();
            await agent.TicketIn(asked).ClickAsync();
            await agent.Button("Accept").ClickAsync();
            await agent.Button("Close").ClickAsync();
            await agent.Page.GetByLabel("Resolution").FillAsync(resolution);
            await agent.Button("Close as resolved").ClickAsync();
            await Assertions.Expect(agent.Facts).ToContainTextAsync(resolution);
            return asked;
        }
    }
}
