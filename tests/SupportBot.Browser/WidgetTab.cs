using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>A page of the shop in one tab, with the widget in its corner.</summary>
public sealed class WidgetTab
{
    private WidgetTab(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(ChatTab.PatienceMs);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public ILocator Launcher => Page.Locator("button[aria-controls=panel]");

    public ILocator Panel => Page.Locator("dialog#panel");

    public IFrameLocator Frame => Page.FrameLocator("iframe");

    public ILocator Replies => Frame.Locator("article.webchat__basic-transcript__activity")
        .Filter(new() { Has = Frame.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)") });

    public ILocator Said => Frame.Locator(".webchat__stacked-layout--from-user .webchat__text-content");

    public ILocator Box => Frame.Locator(".webchat__send-box-text-box__input");

    public ILocator Notice => Frame.Locator("#notice");

    public static async Task<IBrowserContext> CustomerAsync(ShopFixture fixture, int width = 1100, int height = 800, ColorScheme scheme = ColorScheme.Light, string? signedInAs = "6", bool sameSite = false)
    {
        var address = (sameSite ? fixture.Shop.AddressOnSameSite : fixture.Shop.Address).ToString();
        var context = await fixture.Bot.Browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-US",
        });
        if (signedInAs is not null)
            await context.AddCookiesAsync([new() { Name = "shop", Value = signedInAs, Url = address }]);
        return context;
    }

    /// <summary>Opens the shop's page and waits for the button in its corner.</summary>
    public static async Task<WidgetTab> OpenAsync(IBrowserContext customer)
    {
        var tab = new WidgetTab(await customer.NewPageAsync());
        await tab.Page.GotoAsync("/");
        await tab.Launcher.WaitForAsync();
        return tab;
    }

    /// <summary>Opens the shop's page, then the chat, and waits for the greeting.</summary>
    public static async Task<WidgetTab> ChatAsync(IBrowserContext customer)
    {
        var tab = await OpenAsync(customer);
        await tab.Launcher.ClickAsync();
        await tab.Replies.First.WaitForAsync();
        return tab;
    }

    public async Task<string> SayAsync(string text)
    {
        var before = await Replies.CountAsync();
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        await Replies.Nth(before).WaitForAsync();
        return await Replies.Nth(before).InnerTextAsync();
    }

    public async Task ScreenshotAsync(string name) =>
        await Page.ScreenshotAsync(new() { Path = Path.Combine(ProgramUnderTest.Setting("Screenshots"), name + ".png") });
}
