using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Integration;

/// <summary>Lets everybody in as "app" unless told to refuse, and connects to a recording connector.</summary>
public sealed class FakeAuthentication(RecordingConnector connector) : BotFrameworkAuthentication
{
    public bool Refuse { get; set; }

    public string? Header { get; private set; }

    public List<ClaimsIdentity> ConnectorsFor { get; } = [];

    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        Header = authHeader;
        if (Refuse)
            throw new UnauthorizedAccessException();
        return Task.FromResult(new AuthenticateRequestResult
        {
            Audience = "audience",
            CallerId = "caller",
            ClaimsIdentity = new ClaimsIdentity([new Claim("aud", "app")], "test"),
            ConnectorFactory = connector.Factory(),
        });
    }

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        throw new UnauthorizedAccessException();

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity)
    {
        ConnectorsFor.Add(claimsIdentity);
        return connector.Factory();
    }

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => Task.FromResult<UserTokenClient>(new NoTokens());

    private sealed class NoTokens : UserTokenClient
    {
        public override Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken) => Task.FromResult<TokenResponse>(null!);

        public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken) => Task.FromResult<Dictionary<string, TokenResponse>>(null!);

        public override Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken) => Task.FromResult<SignInResource>(null!);

        public override Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken) => Task.FromResult<TokenStatus[]>([]);

        public override Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken) => Task.FromResult<TokenResponse>(null!);

        public override Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
