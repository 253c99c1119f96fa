using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>The agent console in a window of its own, used as an agent would.</summary>
public sealed class AgentTab : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private AgentTab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(ChatTab.PatienceMs);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the page, broken content rules among them.</summary>
    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public ILocator Tickets => Page.Locator(".ticket");

    public ILocator Log => Page.GetByRole(AriaRole.Log);

    /// <summary>The box that is shown: the reply's or the private note's.</summary>
    public ILocator Box => Page.Locator(".composer textarea:visible");

    public ILocator Facts => Page.Locator(".facts");

    public ILocator Problem => Page.Locator(".problem");

    /// <summary>Signs in at the Development form and waits for the list.</summary>
    public static async Task<AgentTab> SignInAsync(
        BrowserFixture fixture, string name, int width = 1360, int height = 860, ColorScheme scheme = ColorScheme.Light, string path = "/agent")
    {
        var context = await fixture.Browser.NewContextAsync(new()
        {
            BaseURL = fixture.Program.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
        });
        var tab = new AgentTab(context, await context.NewPageAsync());
        await tab.Page.GotoAsync(path);
        await tab.Page.GetByLabel("Your name").FillAsync(name);
        await tab.Page.GetByLabel("Your name").PressAsync("Enter");
        await tab.Page.Locator("body.ready").WaitForAsync();
        await tab.Page.Locator(".tickets, .queue .empty").First.WaitForAsync();
        return tab;
    }

    /// <summary>Opens a second tab of the same browser, signed in already.</summary>
    public async Task<AgentTab> OpenTwinAsync(string path = "/agent")
    {
        var twin = new AgentTab(_context, await _context.NewPageAsync());
        await twin.Page.GotoAsync(path);
        await twin.Page.Locator("body.ready").WaitForAsync();
        return twin;
    }

    /// <summary>The ticket in the list whose reference stands in a reply.</summary>
    public ILocator TicketIn(string reply) => Page.Locator($"#ticket-{IdIn(reply)}");

    public static string IdIn(string reply) => System.Text.RegularExpressions.Regex.Match(reply, "H-[2-9A-Z]{6}").Value;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Filter(string name) => Page.Locator(".filters").GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Writes in the box and presses Enter.</summary>
    public async Task WriteAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        await Assertions.Expect(Box).ToHaveValueAsync("");
    }

    public Task ScreenshotAsync(string name) => ChatTab.ScreenshotAsync(Page, name);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
