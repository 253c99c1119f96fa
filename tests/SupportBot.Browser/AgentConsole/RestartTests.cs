using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>The server goes away under an agent's hands and comes back.</summary>
public sealed class RestartTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    /// <summary>Blazor tries again at growing distances.</summary>
    private const float UntilBackMs = 90_000;

    [Fact]
    public async Task ServerRestarts_WhileAnAgentTypes_TheDraftIsKeptAndSentOnce()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        var asked = await customer.SayAsync("I want to talk to a human");
        await agent.TicketIn(asked).ClickAsync();
        await agent.Button("Accept").ClickAsync();
        await Assertions.Expect(agent.Box).ToBeFocusedAsync();
        await agent.Page.EvaluateAsync("document.body.dataset.old = ''");

        await agent.Box.FillAsync("I am still here.");
        await fixture.Program.KillAsync();
        await Assertions.Expect(agent.Page.GetByText("The connection to the server was lost")).ToBeVisibleAsync();
        await agent.ScreenshotAsync("agent-reconnecting");
        await fixture.Program.StartAsync();
        await Assertions.Expect(agent.Page.Locator("body.ready:not([data-old])")).ToBeVisibleAsync(new() { Timeout = UntilBackMs });

        await Assertions.Expect(agent.Box).ToHaveValueAsync("I am still here.");
        await agent.Box.PressAsync("Enter");
        await Assertions.Expect(agent.Log.Locator(".line.agent")).ToHaveCountAsync(1);
        await Assertions.Expect(agent.Log.Locator(".line.agent")).ToContainTextAsync("I am still here.");
        await Assertions.Expect(agent.Box).ToHaveValueAsync("");
    }
}
