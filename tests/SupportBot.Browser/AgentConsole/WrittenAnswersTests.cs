using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>Nobody came in time, so the team answers in writing.</summary>
public sealed class WrittenAnswersTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Filter = "To answer in writing";

    [Fact]
    public async Task TimedOutRequest_IsFound_WrittenToAndDone()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        var asked = await customer.SayAsync("I want to change the address of my last order");
        await agent.TicketIn(asked).WaitForAsync();
        var before = await CountAsync(agent);

        LetTimeOut(asked);
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("written ticket");
        await Assertions.Expect(agent.Filter(Filter)).ToHaveTextAsync($"{Filter} ({before + 1})");
        await Assertions.Expect(agent.Page.Locator("#news")).ToContainTextAsync("To be answered in writing");
        await agent.Filter(Filter).ClickAsync();
        await agent.TicketIn(asked).ClickAsync();

        var download = await agent.Page.RunAndWaitForDownloadAsync(() => agent.Page.GetByRole(AriaRole.Link, new() { Name = "Open as e-mail" }).ClickAsync());
        Assert.Equal(AgentTab.IdIn(asked) + ".eml", download.SuggestedFilename);
        Assert.Contains($"Subject: [{AgentTab.IdIn(asked)}] I want to change the address", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        Assert.Equal(["export"], Audit(asked, "export"));

        await agent.Button("Mark as done").ClickAsync();
        await agent.Page.GetByLabel("Resolution").FillAsync("Wrote to them, moved to Harbour Street");
        await agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Mark as done" }).ClickAsync();

        await Assertions.Expect(agent.TicketIn(asked)).ToHaveCountAsync(0);
        await Assertions.Expect(agent.Filter(Filter)).ToHaveTextAsync($"{Filter} ({before})");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Wrote to them, moved to Harbour Street");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Timed out, answered in writing");
        await Assertions.Expect(agent.Facts).ToContainTextAsync("Ines saw to it in writing");
        await Assertions.Expect(agent.Button("Mark as done")).ToHaveCountAsync(0);
        Assert.Equal(["follow-up"], Audit(asked, "follow-up"));
        Assert.Empty(agent.Complaints);
    }

    [Fact]
    public async Task TimedOutRequest_SearchedAmongThoseToAnswer_IsDoneByKeyboard()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var agent = await AgentTab.SignInAsync(fixture, "Kim");
        var asked = await customer.SayAsync("I want to talk to a human");
        await agent.TicketIn(asked).WaitForAsync();
        LetTimeOut(asked);
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("written ticket");
        var keyboard = agent.Page.Keyboard;

        await agent.Filter(Filter).FocusAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("/");
        await keyboard.TypeAsync(AgentTab.IdIn(asked));
        await Assertions.Expect(agent.Tickets).ToHaveCountAsync(1);
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("j");
        await Assertions.Expect(agent.TicketIn(asked)).ToBeFocusedAsync();
        await Assertions.Expect(agent.Button("Mark as done")).ToBeVisibleAsync();
        await keyboard.PressAsync("c");
        await Assertions.Expect(agent.Page.GetByLabel("Resolution")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Called them");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");

        await Assertions.Expect(agent.Facts).ToContainTextAsync("Called them");
        await Assertions.Expect(agent.Tickets).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1360, 860)]
    [InlineData(ColorScheme.Dark, 1360, 860)]
    [InlineData(ColorScheme.Light, 390, 780)]
    [InlineData(ColorScheme.Dark, 390, 780)]
    public async Task WrittenAnswers_HaveNoSeriousFinding(ColorScheme scheme, int width, int height)
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        var asked = await customer.SayAsync("I want to cancel my last order");
        LetTimeOut(asked);
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("written ticket");
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines", width, height, scheme);
        await CheckAsync("waiting");
        await agent.Filter(Filter).ClickAsync();
        await agent.TicketIn(asked).WaitForAsync();
        await CheckAsync("list");

        await agent.TicketIn(asked).ClickAsync();
        await Assertions.Expect(agent.Button("Mark as done")).ToBeVisibleAsync();
        await CheckAsync("open");
        await agent.Button("Mark as done").ClickAsync();
        await Assertions.Expect(agent.Page.GetByLabel("Resolution")).ToBeFocusedAsync();
        await CheckAsync("dialog");

        async Task CheckAsync(string step)
        {
            await agent.ScreenshotAsync($"written-{scheme}-{width}-{step}".ToLowerInvariant());
            var found = await agent.Page.RunAxe();
            Assert.NotEmpty(found.Passes);
            Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{step}: {violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
            Assert.Equal(width, await agent.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    private static async Task<int> CountAsync(AgentTab agent) => int.Parse(
        (await agent.Filter(Filter).InnerTextAsync()).Split('(', ')')[1], CultureInfo.InvariantCulture);

    /// <summary>Lets it have waited for an hour; the program's own clock does the rest at its next look.</summary>
    private void LetTimeOut(string asked) => fixture.Program.ChangeBot(
        "UPDATE handoffs SET queued_at = @value WHERE handoff_id = @id", DateTime.UtcNow.AddHours(-1).ToString("O", CultureInfo.InvariantCulture), AgentTab.IdIn(asked));

    private IReadOnlyList<string> Audit(string asked, string action) =>
        fixture.Program.Read($"SELECT what FROM agent_audit WHERE what = '{action}' AND handoffs LIKE '%{AgentTab.IdIn(asked)}%'");
}
