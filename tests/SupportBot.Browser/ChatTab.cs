using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>The chat page in one tab, used as a customer would.</summary>
public sealed class ChatTab : IAsyncDisposable
{
    /// <summary>From the message to the reply on the screen; generous, because tests share their machine.</summary>
    public const float PatienceMs = 20_000;

    /// <summary>What the page keeps its session under.</summary>
    private const string Kept = "supportbot.session";

    /// <summary>How far the page's clock goes at once: short of the client's patience with a connection that opens.</summary>
    private const int StepMs = 2_000;

    private readonly IBrowserContext _context;
    private bool _hasClock;

    private ChatTab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(PatienceMs);
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

    /// <summary>What the bot said, oldest first.</summary>
    public ILocator Replies => Page.Locator("article.webchat__basic-transcript__activity")
        .Filter(new() { Has = Page.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)") });

    /// <summary>What the customer said, oldest first.</summary>
    public ILocator Said => Page.Locator(".webchat__stacked-layout--from-user .webchat__text-content");

    public ILocator Box => Page.Locator(".webchat__send-box-text-box__input");

    public ILocator Notice => Page.Locator("#notice");

    /// <param name="address">Where the page is; the fixture's program when nothing is said.</param>
    public static async Task<ChatTab> NewAsync(
        BrowserFixture fixture, int width = 1100, int height = 800, ColorScheme scheme = ColorScheme.Light, Uri? address = null, string locale = "en-US", bool isTouched = false)
    {
        var context = await fixture.Browser.NewContextAsync(new()
        {
            BaseURL = (address ?? fixture.Program.Address).ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
            HasTouch = isTouched,
            IsMobile = isTouched,
        });
        return new ChatTab(context, await context.NewPageAsync());
    }

    /// <summary>Opens the page, which begins as sample customer 6, and waits for the greeting.</summary>
    public async Task<ChatTab> OpenAsync()
    {
        await Page.GotoAsync("/");
        await Replies.First.WaitForAsync();
        return this;
    }

    /// <summary>Opens the same conversation in a second tab, as «Duplicate tab» does.</summary>
    public async Task<ChatTab> OpenTwinAsync()
    {
        // A window that the page opens gets a copy of its session storage.
        var twin = new ChatTab(_context, await Page.RunAndWaitForPopupAsync(() => Page.EvaluateAsync("void open('/')")));
        await twin.Replies.First.WaitForAsync();
        return twin;
    }

    /// <summary>Opens the same conversation in another browser, at the program itself.</summary>
    public async Task<ChatTab> OpenElsewhereAsync(BrowserFixture fixture)
    {
        var other = await NewAsync(fixture);
        await other.Page.AddInitScriptAsync($"sessionStorage.setItem('{Kept}', {JsonSerializer.Serialize(await KeptAsync())})");
        await other.OpenAsync();
        return other;
    }

    /// <summary>Lets the test move the page's clock; until then it runs as ever.</summary>
    public Task WithClockAsync()
    {
        _hasClock = true;
        return Page.Clock.InstallAsync();
    }

    /// <summary>Waits until there are so many, moving the page's clock on where it can be while the connection is lost: clients
    /// wait before they try again.</summary>
    public async Task UntilAsync(ILocator what, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(PatienceMs));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await what.CountAsync() < count)
        {
            if (_hasClock && await Notice.IsVisibleAsync())
                await Page.Clock.FastForwardAsync(StepMs);
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>The conversation that the page is in.</summary>
    public async Task<string> ConversationAsync() => (string)JsonNode.Parse(await KeptAsync())!["conversationId"]!;

    /// <summary>What was said by both sides, in the order on the screen.</summary>
    public async Task<IReadOnlyList<string>> BubblesAsync() => await Page.Locator("article.webchat__basic-transcript__activity").EvaluateAllAsync<string[]>(
        "bubbles => bubbles.map(bubble => [...bubble.querySelectorAll('.webchat__text-content')].map(line => line.innerText).join('\\n'))");

    /// <summary>Remembers this page, so that <see cref="AssertNotReloadedAsync"/> knows it again.</summary>
    public Task MarkAsync() => Page.EvaluateAsync("window.isMarked = true");

    public async Task AssertNotReloadedAsync() => Assert.True(await Page.EvaluateAsync<bool>("window.isMarked === true"));

    /// <summary>Says something and waits for the reply.</summary>
    /// <returns>The reply's words, without the list to tap.</returns>
    public Task<string> SayAsync(string text) => ReplyToAsync(async () =>
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    });

    /// <summary>Taps one of the buttons of the last reply and waits for the next.</summary>
    public Task<string> TapAsync(string label) => ReplyToAsync(() =>
        Replies.Last.GetByRole(AriaRole.Button, new() { Name = label }).ClickAsync());

    /// <summary>Sends a file in the page's conversation, as a client with a button for it does.</summary>
    public async Task UploadAsync(string name, string contentType, byte[] content)
    {
        var session = JsonNode.Parse(await KeptAsync())!;
        var status = await Page.EvaluateAsync<int>(
            """
            async ([customerId, conversationId, name, type, content]) => {
              const session = await fetch('/api/webchat/session', {
                method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ customerId, conversationId }),
              });
              const { token } = await session.json();
              const form = new FormData();
              form.append('file', new Blob([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], { type }), name);
              const answer = await fetch(`/v3/directline/conversations/${conversationId}/upload?userId=x`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
              return answer.status;
            }
            """,
            new[] { (string)session["customerId"]!, (string)session["conversationId"]!, name, contentType, Convert.ToBase64String(content) });
        Assert.Equal(200, status);
    }

    public Task ScreenshotAsync(string name) => ScreenshotAsync(Page, name);

    /// <summary>Keeps a picture among the test's results.</summary>
    public static Task ScreenshotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(ProgramUnderTest.Setting("Screenshots"), name + ".png") });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private Task<string> KeptAsync() => Page.EvaluateAsync<string>($"sessionStorage.getItem('{Kept}')");

    private async Task<string> ReplyToAsync(Func<Task> act)
    {
        var before = await Replies.CountAsync();
        await act();
        var reply = Replies.Nth(before);
        await reply.WaitForAsync();
        return string.Join('\n', await reply.Locator(".webchat__text-content").AllInnerTextsAsync());
    }
}
