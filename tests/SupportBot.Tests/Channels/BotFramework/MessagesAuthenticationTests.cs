using System.Net;
using System.Net.Sockets;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Channels.BotFramework.Authentication;
using SupportBot.Tests.Turns;

namespace SupportBot.Tests.Channels.BotFramework;

/// <summary>Who is let in at <c>/api/messages</c>, in every kind of registration: callers that are meant to are answered, with
/// the bot's own token; for all others nothing happens.</summary>
public sealed class MessagesAuthenticationTests(MessagesAuthenticationTests.Bots bots) : IClassFixture<MessagesAuthenticationTests.Bots>
{
    private const string OtherTenant = "9d9d9d9d-0000-4000-8000-00000000b0b0";
    private const string Attacker = "https://attacker.test/";

    private static readonly string[] Types = ["SingleTenant", "MultiTenant", "UserAssignedMSI"];

    private static readonly string[] Welcome =
        ["service", "service, expired for 4 minutes", "service, valid in 4 minutes", "Emulator 1.0", "Emulator 2.0"];

    private static readonly string[] Unwelcome =
    [
        "no token", "an empty token", "nonsense", "two parts", "basic", "two headers",
        "expired for 6 minutes", "valid in 6 minutes", "for another bot", "for nobody", "of another issuer", "of the other cloud",
        "signed by a stranger", "signed by a stranger as a known key", "signed by Entra", "unsigned", "signature cut off",
        "HMAC with the public key", "HMAC with the public key as text", "changed after signing",
        "channel that the key does not endorse", "somebody else's serviceUrl", "no serviceurl", "an empty serviceurl",
        "Emulator of another bot", "Emulator expired", "Emulator signed by a stranger", "Emulator signed by the service",
        "Emulator of another tenant", "another bot's token for this one", "critical extensions", "Emulator with critical extensions",
    ];

    private static readonly Dictionary<string, object> Critical = new() { ["crit"] = new[] { "exp" } };

    public static TheoryData<string, bool, string> WelcomeEverywhere() => Everywhere(Welcome);

    public static TheoryData<string, bool, string> UnwelcomeEverywhere() => Everywhere(Unwelcome);

    [Theory]
    [MemberData(nameof(WelcomeEverywhere))]
    public async Task Post_ByACallerThatIsMeantTo_IsAnsweredWithTheBotsToken(string type, bool isGovernment, string caller)
    {
        var bot = await bots.GetAsync(type, isGovernment);
        var conversation = Guid.NewGuid().ToString("N");

        var (status, _) = await bot.PostAsync(
            RegisteredBot.Message(conversation, caller.StartsWith("Emulator", StringComparison.Ordinal) ? "emulator" : "msteams"), "Bearer " + Token(bot, caller));
        Assert.Equal(HttpStatusCode.OK, status);

        var reply = await bot.Outside.FirstCallForAsync(conversation);
        Assert.StartsWith(RegisteredBot.ServiceUrl, reply.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith("Bearer token-", reply.Authorization, StringComparison.Ordinal);
        Assert.All(bot.Outside.TokenRequests, request => AssertIsForTheChannels(bot, request.Address, request.Body));
        Assert.NotEmpty(bot.Outside.TokenRequests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    public async Task Post_ByAnybodyElse_IsNotEvenParsed(string? authorization)
    {
        var bot = await bots.GetAsync("MultiTenant", false);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent("this is no activity") };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await bot.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("MultiTenant", false)]
    [InlineData("SingleTenant", true)]
    [InlineData("UserAssignedMSI", true)]
    public async Task WordsOfAnAgent_LeaveForTheKeptServiceUrlWithTheBotsToken(string type, bool isGovernment)
    {
        var bot = await bots.GetAsync(type, isGovernment);
        var conversation = new ConversationKey("msteams", Guid.NewGuid().ToString("N"));
        var asked = RegisteredBot.Message(conversation.ConversationId).ToObject<Activity>()!;
        var receipt = await bot.Services.GetRequiredService<IHandoffQueue>().RequestAsync(
            new HandoffRequest(conversation, null, null, "help", []) { Line = JsonConvert.SerializeObject(asked.GetConversationReference()) }, default);

        await bot.Services.GetRequiredService<SqlHandoffDesk>().AcceptAsync(receipt.Ticket.Id, new Agent("1", "Ines"), default);

        OutsideWorld.Call? call;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((call = bot.Outside.Calls.FirstOrDefault(call => call.Address.AbsoluteUri == $"{RegisteredBot.ServiceUrl}v3/conversations/{conversation.ConversationId}/activities")) is null)
            limit.Token.ThrowIfCancellationRequested();
        Assert.StartsWith("Bearer token-", call.Authorization, StringComparison.Ordinal);
        Assert.All(bot.Outside.TokenRequests, request => AssertIsForTheChannels(bot, request.Address, request.Body));
    }

    [Theory]
    [MemberData(nameof(UnwelcomeEverywhere))]
    public async Task Post_ByAnybodyElse_IsRefusedAndNothingHappens(string type, bool isGovernment, string caller)
    {
        var bot = await bots.GetAsync(type, isGovernment);
        var conversation = Guid.NewGuid().ToString("N");
        var asked = bot.Outside.TokenRequests.Count;
        var activity = RegisteredBot.Message(
            conversation,
            caller.StartsWith("Emulator", StringComparison.Ordinal) ? "emulator" : caller == "channel that the key does not endorse" ? "webchat" : "msteams",
            caller == "somebody else's serviceUrl" ? Attacker : RegisteredBot.ServiceUrl);
        string[] headers = caller switch
        {
            "no token" => [],
            "an empty token" => ["Bearer "],
            "nonsense" => ["Bearer nonsense"],
            "two parts" => ["Bearer " + Token(bot, "service")[..Token(bot, "service").LastIndexOf('.')]],
            "basic" => ["Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{bot.AppId}:the secret"))],
            "two headers" => ["Bearer " + Token(bot, "service"), "Bearer " + Token(bot, "service")],
            _ => ["Bearer " + Token(bot, caller)],
        };

        var (status, response) = await bot.PostAsync(activity, headers);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("application/problem+json", response, StringComparison.Ordinal);
        Assert.Contains("WWW-Authenticate: Bearer", response, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await bot.RowsAboutAsync(conversation));
        Assert.Equal(asked, bot.Outside.TokenRequests.Count);
        Assert.DoesNotContain(bot.Outside.Calls, call => call.Address.AbsoluteUri.Contains(conversation, StringComparison.Ordinal) || call.Address.Host == "attacker.test");
    }

    [Fact]
    public async Task Post_ServiceUrlOfAnAttackerInAKnownConversation_NeverSeesTheBotsToken()
    {
        var bot = await bots.GetAsync("SingleTenant", false);
        var conversation = Guid.NewGuid().ToString("N");
        await bot.PostAsync(RegisteredBot.Message(conversation), "Bearer " + Token(bot, "service"));
        await bot.Outside.FirstCallForAsync(conversation);
        await bot.SettleAsync(conversation);
        var rows = await bot.RowsAboutAsync(conversation);

        var (status, _) = await bot.PostAsync(RegisteredBot.Message(conversation, serviceUrl: Attacker), "Bearer " + Token(bot, "service"));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(rows, await bot.RowsAboutAsync(conversation));
        Assert.All(bot.Outside.Calls, call => Assert.StartsWith(RegisteredBot.ServiceUrl, call.Address.AbsoluteUri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_AsOfTestersInProduction_MakesNobodyACustomer()
    {
        var bot = await bots.GetAsync("SingleTenant", false);
        var conversation = Guid.NewGuid().ToString("N");
        var message = RegisteredBot.Message(conversation);
        message["text"] = "/as 6";

        await bot.PostAsync(message, "Bearer " + Token(bot, "service"));
        await bot.Outside.FirstCallForAsync(conversation);

        Assert.Null(await bot.CustomerOfAsync(conversation));
    }

    [Fact]
    public async Task Post_SignedWithAKeyThatIsNewAtTheProvider_IsTaken()
    {
        await using var service = await LoopbackIssuer.StartAsync(new FakeTokenIssuer("msteams"));
        await using var bot = await RegisteredBot.StartAsync("SingleTenant", false, service, bots.Entra);
        var (before, _) = await bot.PostAsync(RegisteredBot.Message("before"), "Bearer " + service.Tokens.Issue(bot.Issuer, bot.AppId, Claims()));
        var served = service.Tokens.DocumentsServed;
        service.Tokens.AddKey("msteams");

        var (after, _) = await bot.PostAsync(RegisteredBot.Message("after"), "Bearer " + service.Tokens.Issue(bot.Issuer, bot.AppId, Claims()));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before, after));
        Assert.True(service.Tokens.DocumentsServed > served);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Authorization: Bearer nonsense\r\n")]
    [InlineData("Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJhbm90aGVyIn0.AAAA\r\n")]
    public async Task Post_WithoutATokenForThisBot_IsRefusedBeforeItsBodyIsRead(string header)
    {
        var bot = await bots.GetAsync("SingleTenant", false);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, bot.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/messages HTTP/1.1\r\nHost: bot\r\n{header}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"));

        using var reader = new StreamReader(stream);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        Assert.StartsWith("HTTP/1.1 401", await reader.ReadLineAsync(limit.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ProviderOutOfReach_Is503InWordsUntilItIsBack()
    {
        await using var service = await LoopbackIssuer.StartAsync(new FakeTokenIssuer("msteams"));
        await using var bot = await RegisteredBot.StartAsync("SingleTenant", false, service, bots.Entra);
        var token = "Bearer " + service.Tokens.Issue(bot.Issuer, bot.AppId, Claims());

        service.IsOutOfReach = true;
        var (status, response) = await bot.PostAsync(RegisteredBot.Message("c1"), token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("application/problem+json", response, StringComparison.Ordinal);
        Assert.Contains("signing keys", response, StringComparison.Ordinal);
        Assert.Equal(0, await bot.RowsAboutAsync("c1"));

        service.IsOutOfReach = false;
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(RegisteredBot.Message("c1"), token)).Status);
    }

    private static TheoryData<string, bool, string> Everywhere(string[] callers)
    {
        var data = new TheoryData<string, bool, string>();
        foreach (var type in Types)
        {
            foreach (var isGovernment in new[] { false, true })
            {
                foreach (var caller in callers)
                    data.Add(type, isGovernment, caller);
            }
        }

        return data;
    }

    private static Dictionary<string, object> Claims(string? serviceUrl = RegisteredBot.ServiceUrl) => serviceUrl is null ? [] : new() { ["serviceurl"] = serviceUrl };

    private string Token(RegisteredBot bot, string caller)
    {
        var service = bots.Service.Tokens;
        var now = DateTime.UtcNow;
        return caller switch
        {
            "service" or "channel that the key does not endorse" or "somebody else's serviceUrl" => service.Issue(bot.Issuer, bot.AppId, Claims()),
            "service, expired for 4 minutes" => service.Issue(bot.Issuer, bot.AppId, Claims(), expires: now.AddMinutes(-4)),
            "expired for 6 minutes" => service.Issue(bot.Issuer, bot.AppId, Claims(), expires: now.AddMinutes(-6)),
            "service, valid in 4 minutes" => service.Issue(bot.Issuer, bot.AppId, Claims(), expires: now.AddMinutes(4) + FakeTokenIssuer.Life),
            "valid in 6 minutes" => service.Issue(bot.Issuer, bot.AppId, Claims(), expires: now.AddMinutes(6) + FakeTokenIssuer.Life),
            "for another bot" => service.Issue(bot.Issuer, Guid.NewGuid().ToString(), Claims()),
            "for nobody" => service.Issue(bot.Issuer, null, Claims()),
            "of another issuer" => service.Issue("https://issuer.test", bot.AppId, Claims()),
            "of the other cloud" => service.Issue(bot.IsGovernment ? "https://api.botframework.com" : "https://api.botframework.us", bot.AppId, Claims()),
            "signed by a stranger" => service.Issue(bot.Issuer, bot.AppId, Claims(), FakeTokenIssuer.StrangersKey()),
            "signed by a stranger as a known key" => service.Issue(bot.Issuer, bot.AppId, Claims(), new RsaSecurityKey(FakeTokenIssuer.StrangersKey().Rsa) { KeyId = bots.ServiceKey.KeyId }),
            "signed by Entra" => bots.Entra.Tokens.Issue(bot.Issuer, bot.AppId, Claims()),
            "unsigned" => Unsigned(Token(bot, "service")),
            "signature cut off" => Token(bot, "service")[..(Token(bot, "service").LastIndexOf('.') + 1)],
            "HMAC with the public key" => service.Issue(bot.Issuer, bot.AppId, Claims(), Secret(bots.ServiceKey.Rsa.ExportSubjectPublicKeyInfo()), algorithm: SecurityAlgorithms.HmacSha256),
            "HMAC with the public key as text" => service.Issue(bot.Issuer, bot.AppId, Claims(), Secret(Encoding.ASCII.GetBytes(bots.ServiceKey.Rsa.ExportSubjectPublicKeyInfoPem())), algorithm: SecurityAlgorithms.HmacSha256),
            "changed after signing" => Changed(Token(bot, "service"), service.Issue(bot.Issuer, bot.AppId, Claims(Attacker))),
            "no serviceurl" => service.Issue(bot.Issuer, bot.AppId, Claims(null)),
            "an empty serviceurl" => service.Issue(bot.Issuer, bot.AppId, Claims("")),
            "Emulator 1.0" => Emulator(bot, "1.0", bot.AppId, "appid"),
            "Emulator 2.0" => Emulator(bot, "2.0", bot.AppId, "azp"),
            "Emulator of another bot" => Emulator(bot, "2.0", Guid.NewGuid().ToString(), "azp"),
            "Emulator expired" => Emulator(bot, "2.0", bot.AppId, "azp", expires: now.AddMinutes(-6)),
            "Emulator signed by a stranger" => Emulator(bot, "2.0", bot.AppId, "azp", FakeTokenIssuer.StrangersKey()),
            "Emulator signed by the service" => Emulator(bot, "2.0", bot.AppId, "azp", bots.ServiceKey),
            "critical extensions" => service.Issue(bot.Issuer, bot.AppId, Claims(), header: Critical),
            "Emulator with critical extensions" => bots.Entra.Tokens.Issue(
                EmulatorIssuer(bot, "2.0"), bot.AppId, new Dictionary<string, object> { ["ver"] = "2.0", ["tid"] = EmulatorTenant(bot), ["azp"] = bot.AppId }, header: Critical),
            "Emulator of another tenant" => bots.Entra.Tokens.Issue($"https://login.microsoftonline.com/{OtherTenant}/v2.0", bot.AppId, new Dictionary<string, object> { ["ver"] = "2.0", ["tid"] = OtherTenant, ["azp"] = bot.AppId }),
            "another bot's token for this one" => bots.Entra.Tokens.Issue(EmulatorIssuer(bot, "2.0"), bot.AppId, new Dictionary<string, object> { ["ver"] = "2.0", ["tid"] = EmulatorTenant(bot), ["azp"] = Guid.NewGuid().ToString() }),
            _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, null),
        };

        SymmetricSecurityKey Secret(byte[] bytes) => new(bytes) { KeyId = bots.ServiceKey.KeyId };
    }

    /// <summary>What the Emulator gets from Entra with the bot's own id and secret.</summary>
    private string Emulator(RegisteredBot bot, string version, string appId, string claim, SecurityKey? key = null, DateTime? expires = null) =>
        bots.Entra.Tokens.Issue(EmulatorIssuer(bot, version), appId, new Dictionary<string, object> { ["ver"] = version, ["tid"] = EmulatorTenant(bot), [claim] = appId }, key, expires);

    private static string EmulatorIssuer(RegisteredBot bot, string version)
    {
        var tenant = EmulatorTenant(bot);
        return version == "1.0" ? $"https://sts.windows.net/{tenant}/" : $"https://login.microsoftonline.{(bot.IsGovernment ? "us" : "com")}/{tenant}/v2.0";
    }

    private static string EmulatorTenant(RegisteredBot bot) =>
        bot.Type == "SingleTenant" ? RegisteredBot.Tenant : bot.IsGovernment ? "cab8a31a-1906-4287-a0d8-4eef66b95f6e" : "d6d49420-f39b-4df7-a1dc-d59a935871db";

    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string Changed(string token, string other) => $"{token.Split('.')[0]}.{other.Split('.')[1]}.{token.Split('.')[2]}";

    private static void AssertIsForTheChannels(RegisteredBot bot, Uri address, string body)
    {
        var scope = bot.IsGovernment ? "https://api.botframework.us" : "https://api.botframework.com";
        if (bot.Type == "UserAssignedMSI")
        {
            var query = Uri.UnescapeDataString(address.Query);
            Assert.Equal("169.254.169.254", address.Host);
            Assert.Contains("resource=" + scope, query, StringComparison.Ordinal);
            Assert.Contains("client_id=" + bot.AppId, query, StringComparison.Ordinal);
            return;
        }

        var tenant = bot.Type == "SingleTenant" ? RegisteredBot.Tenant : bot.IsGovernment ? "microsoftservices.onmicrosoft.us" : "botframework.com";
        var cloud = bot.IsGovernment ? "us" : "com";
        Assert.Equal($"https://login.microsoftonline.{cloud}/{tenant}/oauth2/v2.0/token", address.GetLeftPart(UriPartial.Path), ignoreCase: true);
        Assert.Contains($"scope={scope}/.default", body, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", body, StringComparison.Ordinal);
        Assert.Contains("client_id=" + bot.AppId, body, StringComparison.Ordinal);
        Assert.Matches("client_secret=the[ +]secret(&|$)", body);
    }

    public sealed class Bots : IAsyncLifetime
    {
        private readonly Dictionary<(string, bool), RegisteredBot> _bots = [];

        public LoopbackIssuer Service { get; private set; } = null!;

        public LoopbackIssuer Entra { get; private set; } = null!;

        public RsaSecurityKey ServiceKey { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Service = await LoopbackIssuer.StartAsync(new FakeTokenIssuer("msteams"));
            ServiceKey = Service.Tokens.AddKey("msteams");
            Entra = await LoopbackIssuer.StartAsync(FakeTokenIssuer.Second());
        }

        public async Task DisposeAsync()
        {
            foreach (var bot in _bots.Values)
                await bot.DisposeAsync();
            await Service.DisposeAsync();
            await Entra.DisposeAsync();
        }

        internal async Task<RegisteredBot> GetAsync(string type, bool isGovernment)
        {
            if (!_bots.TryGetValue((type, isGovernment), out var bot))
                _bots.Add((type, isGovernment), bot = await RegisteredBot.StartAsync(type, isGovernment, Service, Entra));
            return bot;
        }
    }
}
