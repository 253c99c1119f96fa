using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>What customers send beside words, as agents see it.</summary>
public sealed class AttachmentsTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1360, 860)]
    [InlineData(ColorScheme.Dark, 390, 780)]
    public async Task PictureAndAddress_OfACustomer_AreShownAndOpened(ColorScheme scheme, int width, int height)
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        var asked = await customer.SayAsync("I want to talk to a human");
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines", width, height, scheme);
        await agent.TicketIn(asked).ClickAsync();
        await agent.Button("Accept").ClickAsync();
        await Assertions.Expect(customer.Replies.Last).ToContainTextAsync("Ines");

        await customer.UploadAsync("broken lamp.png", "image/png", await customer.Page.ScreenshotAsync());
        var picture = agent.Log.GetByRole(AriaRole.Img, new() { Name = "Picture: broken lamp.png" });
        await Assertions.Expect(picture).ToBeVisibleAsync();
        await Assertions.Expect(picture).ToHaveJSPropertyAsync("complete", true);
        Assert.NotEqual(0, await picture.EvaluateAsync<int>("image => image.naturalWidth"));

        await customer.Box.FillAsync($"It is this one: {fixture.Program.Address}icon.svg, not javascript:alert(1) or <b>this</b>.");
        await customer.Box.PressAsync("Enter");
        var link = agent.Log.GetByRole(AriaRole.Link, new() { Name = $"{fixture.Program.Address}icon.svg" });
        await Assertions.Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        await Assertions.Expect(agent.Log.Locator(".line.customer").Last).ToContainTextAsync("icon.svg, not javascript:alert(1) or <b>this</b>.");
        Assert.Equal(2, await agent.Log.Locator(".line-text a").CountAsync());
        await agent.WriteAsync($"See {fixture.Program.Address}widget.js");
        await Assertions.Expect(agent.Log.Locator(".line.agent a")).ToBeVisibleAsync();
        await agent.ScreenshotAsync($"attachments-{scheme}-{width}".ToLowerInvariant());
        var found = await agent.Page.RunAxe();
        Assert.NotEmpty(found.Passes);
        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => violation.Id));
        var opened = await agent.Page.RunAndWaitForPopupAsync(() => link.ClickAsync());
        await Assertions.Expect(opened).ToHaveURLAsync($"{fixture.Program.Address}icon.svg");
        Assert.Equal(width, await agent.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(agent.Complaints);
    }
}
