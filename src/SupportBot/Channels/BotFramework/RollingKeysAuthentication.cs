using System.Security.Claims;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Channels.BotFramework;

/// <summary>Checks callers by the SDK, and once more with fresh keys when a token's key is new at its provider: the SDK keeps the
/// keys for hours, and Microsoft rolls them at any time. Callers may be concurrent.</summary>
internal sealed class RollingKeysAuthentication(
    IConfiguration configuration,
    ServiceClientCredentialsFactory credentials,
    AuthenticationConfiguration issuers,
    IHttpClientFactory http,
    TimeProvider time) : BotFrameworkAuthentication, IDisposable
{
    private const string ChannelMetadata = "ToBotFromChannelOpenIdMetadataUrl";
    private const string EmulatorMetadata = "ToBotFromEmulatorOpenIdMetadataUrl";

    /// <summary>Whoever sends tokens with made-up keys makes the provider be asked no more often than this.</summary>
    private static readonly TimeSpan FetchInterval = TimeSpan.FromMinutes(5);

    private static readonly StrictTokenHandler Tokens = new();

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly HashSet<string> _renewedFor = new(StringComparer.Ordinal);
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;
    private HashSet<string> _keyIds = [];
    private BotFrameworkAuthentication _sdk = Create(configuration, credentials, issuers, http, 0);

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        try
        {
            return await _sdk.AuthenticateRequestAsync(activity, authHeader, cancellationToken);
        }
        // An unknown key is the first, a key whose endorsements the SDK hasn't read yet the second.
        catch (Exception error) when (error is SecurityTokenSignatureKeyNotFoundException or UnauthorizedAccessException && KeyIdOf(authHeader) is not null)
        {
            if (!await RenewAsync(KeyIdOf(authHeader)!, cancellationToken))
                throw;
            return await _sdk.AuthenticateRequestAsync(activity, authHeader, cancellationToken);
        }
    }

    public override Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        _sdk.AuthenticateChannelRequestAsync(authHeader, cancellationToken);

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        _sdk.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _sdk.CreateConnectorFactory(claimsIdentity);

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        _sdk.CreateUserTokenClientAsync(claimsIdentity, cancellationToken);

    public override BotFrameworkClient CreateBotFrameworkClient() => _sdk.CreateBotFrameworkClient();

    public override string GetOriginatingAudience() => _sdk.GetOriginatingAudience();

    public void Dispose() => _fetching.Dispose();

    /// <returns>Whether the SDK has been given the provider's new keys, this one among them.</returns>
    private async Task<bool> RenewAsync(string keyId, CancellationToken ct)
    {
        await _fetching.WaitAsync(ct);
        try
        {
            if (_renewedFor.Contains(keyId))
                return true;
            if (time.GetUtcNow() - _fetchedAt >= FetchInterval)
            {
                _fetchedAt = time.GetUtcNow();
                _keyIds = await FetchKeyIdsAsync(ct);
            }

            if (!_keyIds.Contains(keyId))
                return false;
            _renewedFor.Add(keyId);
            _sdk = Create(configuration, credentials, issuers, http, _renewedFor.Count);
            return true;
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<HashSet<string>> FetchKeyIdsAsync(CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in new[] { configuration[ChannelMetadata]!, configuration[EmulatorMetadata]! })
        {
            try
            {
                var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(address, new HttpDocumentRetriever(http.CreateClient()), ct);
                keys.UnionWith(metadata.SigningKeys.Select(key => key.KeyId));
            }
            catch (Exception error) when (error is IOException or HttpRequestException or InvalidOperationException)
            {
                // The token keeps its refusal until this provider can be reached.
            }
        }

        return keys;
    }

    private static string? KeyIdOf(string? header) => header?.Split(' ') is [_, var token] ? Tokens.KeyIdOf(token) : null;

    /// <summary>The SDK keeps keys for each metadata address of the process, by the HTTP client that asked for it first. So a
    /// fragment, which no server sees, makes an address that it must fetch anew, and asking first makes it use our client.</summary>
    private static ConfigurationBotFrameworkAuthentication Create(
        IConfiguration configuration, ServiceClientCredentialsFactory credentials, AuthenticationConfiguration issuers, IHttpClientFactory http, int generation)
    {
        var addresses = new[] { ChannelMetadata, EmulatorMetadata }.ToDictionary(name => name, name => (string?)$"{configuration[name]}#{generation}");
        foreach (var address in addresses.Values)
            _ = new JwtTokenExtractor(http.CreateClient(), new TokenValidationParameters(), address, AuthenticationConstants.AllowedSigningAlgorithms);
        var settings = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(addresses).Build();
        return new ConfigurationBotFrameworkAuthentication(settings, credentials, issuers, http);
    }
}
