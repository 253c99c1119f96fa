using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace SupportBot.Browser.Playground;

/// <summary>The Playground's page in one tab, used as a tester would. Opening it installs the bot for its user, Alex.</summary>
public sealed class PlaygroundTab : IAsyncDisposable
{
    private const string Header = "[aria-label='Message header']";

    private readonly PlaygroundUnderTest _playground;
    private readonly IBrowserContext _context;
    private readonly List<(Func<Exchange, bool> Which, TaskCompletionSource<Exchange> Found)> _waiting = [];

    private PlaygroundTab(PlaygroundUnderTest playground, IBrowserContext context, IPage page)
    {
        _playground = playground;
        _context = context;
        Page = page;
        page.SetDefaultTimeout(ChatTab.PatienceMs);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Read(JsonNode.Parse(frame.Text ?? "{}")!);
    }

    public IPage Page { get; }

    /// <summary>The page's log: what went between the bot and its channel, oldest first.</summary>
    public ConcurrentQueue<Exchange> Log { get; } = [];

    /// <summary>Bubbles of the chat that is open, oldest first.</summary>
    public ILocator FromBot => Page.Locator($"div:has(> {Header}:has-text('Test Bot'))");

    public ILocator FromCustomer => Page.Locator($"div:has(> {Header}:not(:has-text('Test Bot')))");

    public ILocator Box => Page.GetByRole(AriaRole.Textbox);

    /// <summary>Starts a Playground as a channel, opens its page and waits for the bot's greeting.</summary>
    public static async Task<PlaygroundTab> OpenAsync(BrowserFixture fixture, string channel)
    {
        var playground = await PlaygroundUnderTest.StartAsync(channel, fixture.Program.Address);
        var context = await fixture.Browser.NewContextAsync(new()
        {
            BaseURL = playground.Address.ToString(),
            ViewportSize = new() { Width = 1300, Height = 900 },
            Locale = "en-US",
        });
        // It asks Microsoft for fonts and animations.
        await context.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        var tab = new PlaygroundTab(playground, context, await context.NewPageAsync());
        await tab.Page.GotoAsync("/");
        await tab.FromBot.First.WaitForAsync();
        return tab;
    }

    /// <summary>Types a message and waits until the bot's reply is on the screen.</summary>
    /// <returns>The reply's words; a card stands in a bubble of its own.</returns>
    public async Task<string> SayAsync(string text)
    {
        var before = Log.Select(exchange => exchange.Id).ToHashSet();
        await TypeAsync(text);
        var asked = await LoggedAsync(exchange => !exchange.IsFromBot && exchange.Text == text && !before.Contains(exchange.Id));
        var reply = await ReplyToAsync(asked);
        await FromBot.Filter(new() { HasText = reply.Split('\n')[0] }).Last.WaitForAsync();
        return reply;
    }

    /// <summary>The words of the bot's first message in reply to an activity.</summary>
    public async Task<string> ReplyToAsync(Exchange asked) =>
        (await LoggedAsync(exchange => exchange is { IsFromBot: true, Type: "message" } && exchange.ReplyToId == asked.Id)).Text ?? "";

    /// <summary>Types a message and sends it.</summary>
    public async Task TypeAsync(string text)
    {
        await Box.ClickAsync();
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until the log has such an entry.</summary>
    public Task<Exchange> LoggedAsync(Func<Exchange, bool> which)
    {
        lock (_waiting)
        {
            if (Log.FirstOrDefault(which) is { } exchange)
                return Task.FromResult(exchange);
            var found = new TaskCompletionSource<Exchange>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((which, found));
            return found.Task.WaitAsync(TimeSpan.FromMilliseconds(ChatTab.PatienceMs));
        }
    }

    /// <summary>Sends an activity of the tester's own, as «Mock an Activity» does.</summary>
    /// <param name="like">An activity that the Playground sent, to begin with.</param>
    public async Task SendAsync(JsonNode like, Action<JsonNode> change)
    {
        var activity = like.DeepClone();
        change(activity);
        using var http = new HttpClient { BaseAddress = _playground.Address };
        using var answer = await http.PostAsJsonAsync(new Uri("/_internal/v1/customActivities", UriKind.Relative), activity);
        answer.EnsureSuccessStatusCode();
    }

    public Task ScreenshotAsync(string name) => ChatTab.ScreenshotAsync(Page, name);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _playground.DisposeAsync();
    }

    private void Read(JsonNode frame)
    {
        if (frame["log"] is not { } entry || entry["request"]?["body"] is not { } activity)
            return;
        var exchange = new Exchange((string?)entry["from"] == "User Application", (int?)entry["response"]?["statusCode"] ?? 0, activity);
        lock (_waiting)
        {
            Log.Enqueue(exchange);
            foreach (var (_, found) in _waiting.Where(waiting => waiting.Which(exchange)))
                found.TrySetResult(exchange);
        }
    }
}

/// <summary>One activity on its way.</summary>
/// <param name="IsFromBot">Whether the bot sent it; else the channel.</param>
/// <param name="Status">What the other side answered, an HTTP status; 0 for nothing.</param>
public sealed record Exchange(bool IsFromBot, int Status, JsonNode Activity)
{
    public string Type => (string?)Activity["type"] ?? "";

    public string? Id => (string?)Activity["id"];

    public string? ReplyToId => (string?)Activity["replyToId"];

    public string? Text => (string?)Activity["text"];
}
