using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Hosting;
using SupportBot.Tests.Channels.BotFramework.Authentication;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole.SignIn;

/// <summary>Who is let in as an agent, by a real provider's documents and tokens.</summary>
public sealed class AgentSignInTests : IAsyncLifetime, IDisposable
{
    private const string Shop = "--WebChat:Secret=0123456789-0123456789-0123456789";
    private const string TicketPage = "/agent/handoffs/H-000000/ticket.eml";

    private readonly TemporaryFolder _data = new();
    private readonly LogRecords _logs = new();
    private AgentProvider _provider = null!;
    private BotHost _bot = null!;

    public async Task InitializeAsync()
    {
        _provider = await AgentProvider.StartAsync();
        _bot = await BotHost.StartAsync(_data.Path, _logs.Listen, _provider.Settings);
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _provider.DisposeAsync();
    }

    public void Dispose()
    {
        _logs.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Api_TokenWithTheRole_IsLetIn()
    {
        var (status, body) = await ListAsync(_provider.Token());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("[]", body);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("wrong audience")]
    [InlineData("wrong issuer")]
    [InlineData("wrong key")]
    [InlineData("unsigned")]
    [InlineData("signed with the client's secret")]
    [InlineData("malformed")]
    [InlineData("critical extensions")]
    [InlineData("none")]
    public async Task Api_TokenThatIsNotGood_IsRefused(string what)
    {
        if (what == "critical extensions")
            _provider.Header["crit"] = new[] { "exp" };
        var token = what switch
        {
            "expired" => _provider.Token(expires: DateTime.UtcNow.AddMinutes(-5)),
            "wrong audience" => _provider.Token(audience: AgentProvider.ClientId),
            "wrong issuer" => _provider.Token(issuer: "https://login.example.com"),
            "wrong key" => _provider.Token(key: FakeTokenIssuer.StrangersKey()),
            "unsigned" => Unsigned(null),
            "signed with the client's secret" => Unsigned(new SymmetricSecurityKey(new byte[32])),
            "malformed" => "not.a.token",
            "critical extensions" => _provider.Token(),
            _ => null,
        };

        using var answer = await SendAsync("/api/agent/handoffs", token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(_provider.Url, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_TokenWithoutTheRole_IsToldWhomToAsk()
    {
        foreach (var roles in new[] { [], new[] { "Agent", "agents", "supervisor" } })
        {
            using var answer = await SendAsync("/api/agent/handoffs", _provider.Token(claims: ("roles", roles)));

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
            Assert.Contains("signed in as Ines, but without the role «agent»", detail, StringComparison.Ordinal);
            Assert.Contains($"Ask whoever administers the accounts at {_provider.Url}", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/agent/handoffs")]
    [InlineData("/api/agent/audit")]
    public async Task Api_TokenThatNamesNobody_IsToldWhatItLacks(string path)
    {
        _provider.Claims.Remove("sub");
        using var answer = await SendAsync(path, _provider.Token());

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("neither «oid» nor «sub»", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(_provider.Url, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("role", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_AuditLog_IsForSupervisorsOnly()
    {
        using var agent = await SendAsync("/api/agent/audit", _provider.Token());
        using var supervisor = await SendAsync("/api/agent/audit", _provider.Token(claims: ("roles", new[] { "supervisor" })));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (agent.StatusCode, supervisor.StatusCode));
        Assert.Contains("«supervisor»", await agent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_CustomersTokens_AreNoAgents()
    {
        var customer = await DirectLineClient.SignInAsync(_bot.Http);
        var shop = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = "6", ["roles"] = new[] { "agent" }, ["aud"] = AgentProvider.Audience, ["iss"] = _provider.Url },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey("0123456789-0123456789-0123456789"u8.ToArray()), SecurityAlgorithms.HmacSha256),
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await ListAsync(customer.Token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ListAsync(shop)).Status);
    }

    [Fact]
    public async Task Api_DevelopmentSession_IsNotThereBesideAProvider()
    {
        using var answer = await _bot.Http.PostAsJsonAsync(new Uri("/api/agent/session", UriKind.Relative), new { name = "Eve" });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Api_ProviderOutOfReach_SaysSo()
    {
        _provider.IsOutOfReach = true;

        using var answer = await SendAsync("/api/agent/handoffs", _provider.Token());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Events_TokenInTheAddress_IsTakenThereOnlyAndIsNotLogged()
    {
        var token = _provider.Token();

        using (var events = await SendAsync("/api/agent/events?x=1&access_token=" + token, null))
            Assert.Equal(HttpStatusCode.OK, events.StatusCode);
        using (var list = await SendAsync("/api/agent/handoffs?access_token=" + token, null))
            Assert.Equal(HttpStatusCode.Unauthorized, list.StatusCode);
        using (var bad = await SendAsync("/api/agent/events?access_token=bad", null))
            Assert.Equal(HttpStatusCode.Unauthorized, bad.StatusCode);

        Assert.Contains(_logs.All, record => record.Text.Contains("/api/agent/events?x=1", StringComparison.Ordinal));
        Assert.DoesNotContain(_logs.All, record => record.Text.Contains(token, StringComparison.Ordinal) || record.Text.Contains("access_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Console_CodeFlow_SignsInByACookieThatTheApiDoesNotTake()
    {
        using var browser = new Browser(_bot.Http);

        var (status, text) = await browser.GoAsync(TicketPage);

        // Let in, to the page that was asked for; that handoff there isn't.
        Assert.True(status == HttpStatusCode.NotFound, $"{status}: {string.Join('\n', _logs.All.Select(record => record.Text).Where(line => line.Contains("RemoteAuthentication", StringComparison.Ordinal)))}");
        Assert.Contains("There is no handoff H-000000", text, StringComparison.Ordinal);
        Assert.Equal([TicketPage, "/agent/sign-in", "/authorize", "/agent/signed-in", TicketPage], browser.Visited.Select(address => address.AbsolutePath));
        var cookie = Assert.Single(browser.Cookies, cookie => cookie.StartsWith("supportbot-agent=", StringComparison.Ordinal));
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GoAsync("/api/agent/handoffs")).Status);

        Assert.Contains("signed in as Ines", (await browser.GoAsync("/agent/sign-out")).Text, StringComparison.Ordinal);
        Assert.Contains("not signed in", (await browser.PostAsync("/agent/sign-out", [])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_SignInWithCriticalExtensions_IsRefusedInWords()
    {
        _provider.Header["crit"] = new[] { "exp" };
        using var browser = new Browser(_bot.Http);

        var (status, text) = await browser.GoAsync(TicketPage);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Signing in did not work", text, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.StartsWith("supportbot-agent=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Console_CopyOfTheCookie_IsGoodForNothingAfterSigningOut()
    {
        using var browser = new Browser(_bot.Http);
        await browser.GoAsync(TicketPage);
        var cookie = Assert.Single(browser.Cookies, cookie => cookie.StartsWith("supportbot-agent=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());

        await browser.PostAsync("/agent/sign-out", []);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());
        async Task<HttpStatusCode> StatusAsync()
        {
            using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
            using var http = new HttpClient(handler);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_bot.Http.BaseAddress!, TicketPage));
            request.Headers.Add("Cookie", cookie);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    public async Task Console_SignOutFromAnotherSite_IsRefused(string origin)
    {
        using var browser = new Browser(_bot.Http);
        await browser.GoAsync(TicketPage);

        var (status, text) = await browser.PostAsync("/agent/sign-out", [], origin);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("signed in as Ines", text, StringComparison.Ordinal);
        Assert.Contains("not signed in", (await browser.PostAsync("/agent/sign-out", [], _bot.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_WithoutTheRole_IsToldWhomToAsk()
    {
        _provider.Claims["roles"] = new[] { "customer" };
        using var browser = new Browser(_bot.Http);

        var (status, text) = await browser.GoAsync(TicketPage);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Ask whoever administers the accounts", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_AnswerThatNobodyAskedFor_IsRefusedInWords()
    {
        using var browser = new Browser(_bot.Http);

        var (status, text) = await browser.GoAsync("/agent/signed-in?code=stolen&state=none");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Signing in did not work", text, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.StartsWith("supportbot-agent=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/agent/\\evil.example")]
    [InlineData("/agentevil")]
    public async Task Console_ReturnAddressOfAnotherSite_IsNotGoneTo(string returnUrl)
    {
        using var browser = new Browser(_bot.Http);

        await browser.GoAsync("/agent/sign-in?ReturnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal(new Uri(_bot.Http.BaseAddress!, "/agent").AbsoluteUri, browser.Visited[^1].AbsoluteUri.TrimEnd('/'));
    }

    [Fact]
    public async Task Start_OutsideDevelopmentWithoutAProvider_MapsNothingAndSaysSo()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--environment=Production", Shop);
        using var browser = new Browser(bot.Http);

        foreach (var path in new[] { "/agent/sign-in", TicketPage, "/api/agent/handoffs", "/openapi/agent.json" })
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await browser.GoAsync(path)).Status));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/api/agent/session", [])).Status);
        Assert.StartsWith("not served: set Agents:Authority", Words(bot), StringComparison.Ordinal);
        Assert.Equal("agents sign in at " + _provider.Url, Words(_bot));
        static string Words(BotHost host) => AgentSignIn.InWords(host.Services.GetRequiredService<IConfiguration>(), host.Services.GetRequiredService<IHostEnvironment>());
    }

    [Theory]
    [InlineData("Agents:Authority: «login» is not an https address", "Agents:Authority=login", "Agents:Audience=a", "Agents:ClientId=c")]
    [InlineData("Agents:Authority: «http://login.example» is not an https address", "environment=Production", "Agents:Authority=http://login.example", "Agents:Audience=a", "Agents:ClientId=c")]
    [InlineData("Agents:Audience is missing", "Agents:Authority=https://login.example", "Agents:ClientId=c")]
    [InlineData("Agents:ClientId is missing", "Agents:Authority=https://login.example", "Agents:Audience=a")]
    [InlineData("Agents:Authority is missing", "Agents:Audience=a")]
    [InlineData("Agents:Role must name a role", "Agents:Role= ")]
    [InlineData("Agents:SupervisorRole must name a role", "Agents:SupervisorRole= ")]
    [InlineData("Agents:RoleClaim must name a claim", "Agents:RoleClaim= ")]
    [InlineData("Agents:TicketFrom: «nobody at all» is not an e-mail address", "Agents:TicketFrom=nobody at all")]
    public async Task Start_SettingsThatCannotWork_AreRefusedInWords(string words, params string[] settings)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            BotHost.StartAsync(_data.Path, null, [Shop, .. settings.Select(setting => "--" + setting)]));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roles", """{"roles":["agent"]}""", true)]
    [InlineData("roles", """{"roles":"agent"}""", true)]
    [InlineData("realm_access.roles", """{"realm_access":{"roles":["agent"]}}""", true)]
    [InlineData("https://shop.example/roles", """{"https://shop.example/roles":["agent"]}""", true)]
    [InlineData("realm_access.roles", """{"realm_access":{"roles":["other"]}}""", false)]
    [InlineData("realm_access.roles", """{"realm_access":"agent"}""", false)]
    [InlineData("realm_access.roles", """{"roles":["agent"]}""", false)]
    public void HasRole_ReadsTheClaimAsProvidersWriteIt(string claim, string payload, bool expected)
    {
        var token = new JsonWebToken("{\"alg\":\"none\"}", payload);

        Assert.Equal(expected, AgentClaims.HasRole(new(new System.Security.Claims.ClaimsIdentity(token.Claims)), claim, "agent"));
    }

    private static string Unsigned(SecurityKey? key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Audience = AgentProvider.Audience,
        Claims = new Dictionary<string, object> { ["sub"] = "ines-1", ["roles"] = new[] { "agent" } },
        SigningCredentials = key is null ? null : new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
    });

    private async Task<(HttpStatusCode Status, string Body)> ListAsync(string? token)
    {
        using var answer = await SendAsync("/api/agent/handoffs", token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _bot.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
