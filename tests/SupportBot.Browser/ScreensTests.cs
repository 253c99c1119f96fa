using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>What customers see, kept as pictures for people to look at; whether anything is cut off is looked at here.</summary>
public sealed class ScreensTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("desktop", 1100, 800, ColorScheme.Light)]
    [InlineData("phone-light", 390, 780, ColorScheme.Light)]
    [InlineData("phone-dark", 390, 780, ColorScheme.Dark)]
    public async Task Conversation_FitsTheScreen(string screen, int width, int height, ColorScheme scheme)
    {
        await using var tab = await (await ChatTab.NewAsync(fixture, width, height, scheme)).OpenAsync();
        await KeepAsync("greeting");
        await tab.SayAsync("where is my last order?");
        await KeepAsync("answer");
        await tab.SayAsync("what was in my order?");
        await KeepAsync("picker");
        await tab.SayAsync("the second one");
        await tab.SayAsync("what's the weather");
        await KeepAsync("refusal");
        await tab.SayAsync("what is your return policy?");
        await KeepAsync("faq");
        await tab.SayAsync("show me all my orders");
        await KeepAsync("all-orders");
        await tab.SayAsync("I want to cancel my order from September 2026");
        await KeepAsync("handoff");
        await tab.Page.EvaluateAsync("document.querySelector('.webchat__basic-transcript__scrollable').scrollTop = 0");
        await KeepAsync("scrolled-up", isAtTheEnd: false);

        async Task KeepAsync(string what, bool isAtTheEnd = true)
        {
            // Web Chat glides to what is new.
            if (isAtTheEnd)
                await Assertions.Expect(tab.Replies.Last.Locator(".webchat__activity-status").Last).ToBeInViewportAsync(new() { Ratio = 1 });
            await tab.ScreenshotAsync($"{screen}-{what}");
            Assert.Equal(width, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(await tab.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.webchat__text-content, .ac-pushButton, #chat input, header, #trial')]"
                + ".filter(e => { const box = e.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; }).map(e => e.outerHTML)"));
            Assert.Empty(tab.Complaints);
        }
    }
}
