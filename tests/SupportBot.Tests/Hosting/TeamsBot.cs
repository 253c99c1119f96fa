using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Tests.Channels.BotFramework.Authentication;
using SupportBot.Tests.Core.Orders;

namespace SupportBot.Tests.Hosting;

/// <summary>
/// The application in production with Teams: its own app id, one tenant that counts, and on this machine all that it
/// asks there: the Bot Framework's keys, its token service, the tenant's keys. Customer 1 is Ann, 2 is Bob.
/// </summary>
public sealed class TeamsBot : IAsyncLifetime, IDisposable
{
    public const string AppId = "00000000-0000-0000-0000-00000000000a";
    public const string Tenant = "11111111-1111-1111-1111-111111111111";
    public const string OtherTenant = "22222222-2222-2222-2222-222222222222";
    public const string Ann = "aaaaaaaa-0000-0000-0000-000000000001";
    public const string Connection = "shop";
    public const string ShopSecret = "the-shop's-secret-with-more-than-32-characters";

    private readonly TemporaryFolder _data = new();
    private readonly OrdersFile _orders = new(OrdersFile.Minimal + """
        INSERT INTO users VALUES (4, 'Dora', 'One', NULL, NULL, 'dora@example.com', NULL, NULL, NULL), (5, 'Dora', 'Two', NULL, NULL, 'DORA@example.com', NULL, NULL, NULL), (6, 'No', 'Mail', NULL, NULL, '', NULL, NULL, NULL);
        """);

    internal BotHost Bot { get; private set; } = null!;

    internal StandInTokenService TokenService { get; private set; } = null!;

    internal LoopbackIssuer BotFramework { get; private set; } = null!;

    /// <summary>The tenant's identity provider.</summary>
    internal LoopbackIssuer Directory { get; private set; } = null!;

    internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    internal OrdersFile Orders => _orders;

    internal string Issuer => Directory.MetadataUrl.Replace("/metadata", "", StringComparison.Ordinal);

    public async Task InitializeAsync()
    {
        BotFramework = await LoopbackIssuer.StartAsync(new FakeTokenIssuer("msteams"));
        Directory = await LoopbackIssuer.StartAsync(FakeTokenIssuer.Second());
        TokenService = await StandInTokenService.StartAsync();
        Bot = await BotHost.StartAsync(
            _data.Path,
            builder =>
            {
                PlainLoopback.Surround(builder);
                builder.Services.Replace(ServiceDescriptor.Singleton<ServiceClientCredentialsFactory>(new NoCredentials(AppId)));
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            },
            "--environment=Production",
            $"--MicrosoftAppId={AppId}",
            "--MicrosoftAppPassword=secret",
            $"--BotFramework:OpenIdMetadata={BotFramework.SecureMetadataUrl}",
            $"--OAuthUrl={TokenService.Url}",
            $"--Teams:AllowedTenants:0={Tenant}",
            $"--Teams:ConnectionName={Connection}",
            $"--Teams:OpenIdMetadata={Directory.MetadataUrl}",
            $"--WebChat:Secret={ShopSecret}",
            "--Identity:DevelopmentCustomer=2",
            $"--ConnectionStrings:Orders=Data Source={_orders.FilePath};Pooling=False");
    }

    public async Task DisposeAsync()
    {
        await Bot.DisposeAsync();
        await TokenService.DisposeAsync();
        await Directory.DisposeAsync();
        await BotFramework.DisposeAsync();
    }

    public void Dispose()
    {
        _data.Dispose();
        _orders.Dispose();
    }

    /// <summary>A token of the tenant's; what is left out is right.</summary>
    internal string Token(
        string? email = "ann@example.com", string person = Ann, string tenant = Tenant, string? issuer = null, string audience = AppId,
        DateTime? expires = null, SecurityKey? key = null, params (string Name, object Value)[] more)
    {
        var claims = new Dictionary<string, object> { ["tid"] = tenant, ["oid"] = person };
        if (email is not null)
            claims["email"] = email;
        foreach (var (name, value) in more)
            claims[name] = value;
        return Directory.Tokens.Issue(issuer ?? Issuer, audience, claims, key, expires);
    }

    /// <summary>The right token, but that it names extensions that whoever takes it must know.</summary>
    internal string CriticalToken() => Directory.Tokens.Issue(
        Issuer, AppId, new Dictionary<string, object> { ["tid"] = Tenant, ["oid"] = Ann, ["email"] = "ann@example.com" },
        header: new Dictionary<string, object> { ["crit"] = new[] { "exp" } });

    /// <summary>The same token without a signature.</summary>
    internal string UnsignedToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = AppId,
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object> { ["tid"] = Tenant, ["oid"] = Ann, ["email"] = "ann@example.com" },
    });

    /// <summary>A token by which the shop vouches for a customer.</summary>
    internal string ShopToken(string userId, bool isForged = false) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Expires = Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
        IssuedAt = Clock.GetUtcNow().UtcDateTime,
        NotBefore = Clock.GetUtcNow().UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = userId, ["jti"] = Guid.NewGuid().ToString("N") },
        SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(isForged ? ShopSecret + "!" : ShopSecret)), SecurityAlgorithms.HmacSha256),
    });

    internal static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-US");
}
