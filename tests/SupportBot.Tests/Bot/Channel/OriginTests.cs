using System.Net;
using System.Net.WebSockets;
using SupportBot.AgentConsole.Pages;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Bot.Channel;

/// <summary>No page elsewhere may use the console with the cookie of an agent who visits it.</summary>
public sealed class OriginTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private BotHost _bot = null!;
    private HttpClient _http = null!;

    private string Own => _bot.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path);
        _http = new HttpClient(_handler) { BaseAddress = _bot.Http.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "Ines" });
        using var signedIn = await _http.PostAsync(new Uri("/agent/sign-in", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        _handler.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-origin", HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("own", "same-origin", HttpStatusCode.OK)]
    public async Task Negotiate_TakesTheConsolesOwnPagesAlone(string? origin, string? site, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? Own : origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await _http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Socket_OfAnotherPage_IsRefused()
    {
        using var others = Socket("https://evil.example");
        var address = new UriBuilder(new Uri(_bot.Http.BaseAddress!, "/_blazor")) { Scheme = "ws" }.Uri;
        await Assert.ThrowsAsync<WebSocketException>(() => others.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, others.HttpStatusCode);

        using var own = Socket(Own);
        await own.ConnectAsync(address, CancellationToken.None);
        Assert.Equal(WebSocketState.Open, own.State);
    }

    [Fact]
    public async Task Sockets_MoreThanAnAgentNeeds_AreRefusedUntilOneIsClosed()
    {
        var address = new UriBuilder(new Uri(_bot.Http.BaseAddress!, "/_blazor")) { Scheme = "ws" }.Uri;
        var tabs = new List<ClientWebSocket>();
        for (var i = 0; i < ConsolePages.MaxTabs; i++)
        {
            tabs.Add(Socket(Own));
            await tabs[i].ConnectAsync(address, CancellationToken.None);
        }

        using var more = Socket(Own);
        await Assert.ThrowsAsync<WebSocketException>(() => more.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, more.HttpStatusCode);

        tabs[0].Abort();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var isOpen = false; !isOpen;)
        {
            using var next = Socket(Own);
            try
            {
                await next.ConnectAsync(address, limit.Token);
                isOpen = true;
            }
            catch (WebSocketException)
            {
                // The server has not noticed yet.
            }
        }

        tabs.ForEach(tab => tab.Dispose());
    }

    private ClientWebSocket Socket(string origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = _handler.CookieContainer;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        return socket;
    }
}
