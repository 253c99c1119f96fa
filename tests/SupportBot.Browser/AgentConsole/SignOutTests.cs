using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>Who signs out is out, in every tab.</summary>
public sealed class SignOutTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task SignOut_FromTheConsole_WorksAtTheFirstClick()
    {
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");

        await agent.Button("Sign out").ClickAsync();

        await Assertions.Expect(agent.Page.GetByText("You are not signed in.")).ToBeVisibleAsync();
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(agent.Page.GetByLabel("Your name")).ToBeVisibleAsync();
        await agent.Page.GotoAsync("/agent");
        await Assertions.Expect(agent.Page.GetByLabel("Your name")).ToBeVisibleAsync();
        Assert.Empty(agent.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1360, 860)]
    [InlineData(ColorScheme.Dark, 390, 780)]
    public async Task SignOut_OtherTabs_ShowAndDoNothingMore(ColorScheme scheme, int width, int height)
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        var asked = await customer.SayAsync("I want to talk to a human");
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines", width, height, scheme);
        var tab = await agent.OpenTwinAsync("/agent/" + AgentTab.IdIn(asked));
        await using var otto = await AgentTab.SignInAsync(fixture, "Otto", path: "/agent/" + AgentTab.IdIn(asked));
        await tab.Button("Accept").ClickAsync();
        await tab.WriteAsync("Hello");
        await tab.Box.FillAsync("half a reply");

        await agent.Button("Sign out").ClickAsync();

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "You have been signed out" })).ToBeVisibleAsync();
        await customer.Box.FillAsync("my secret words");
        await customer.Box.PressAsync("Enter");
        await Assertions.Expect(otto.Log).ToContainTextAsync("my secret words");
        Assert.DoesNotContain("secret", await tab.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(AgentTab.IdIn(asked), await tab.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(tab.Page).ToHaveTitleAsync("Handoffs");
        await tab.ScreenshotAsync($"signed-out-{scheme}-{width}".ToLowerInvariant());
        var found = await tab.Page.RunAxe();
        Assert.NotEmpty(found.Passes);
        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => violation.Id));

        await tab.Button("Sign in").ClickAsync();
        await tab.Page.GetByLabel("Your name").FillAsync("Ines");
        await tab.Page.GetByLabel("Your name").PressAsync("Enter");
        await Assertions.Expect(tab.Log).ToContainTextAsync("my secret words");
        await Assertions.Expect(tab.Box).ToHaveValueAsync("half a reply");
    }
}
