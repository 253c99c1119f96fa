using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Gets users' tokens from the Bot Framework token service.</summary>
internal sealed class UserTokenClientImpl : UserTokenClient
{
    private readonly string _appId;
    private readonly HttpClient _httpClient;
    private readonly OAuthClient _client;
    private readonly ILogger _logger;
    private bool _disposed;

    public UserTokenClientImpl(string appId, ServiceClientCredentials credentials, string oauthEndpoint, HttpClient httpClient, ILogger logger)
    {
        _appId = appId;
        _httpClient = httpClient ?? new HttpClient();
        ConnectorClient.AddDefaultRequestHeaders(_httpClient);
        _client = new OAuthClient(credentials, _httpClient, true) { BaseUri = new Uri(oauthEndpoint) };
        _logger = logger ?? NullLogger.Instance;
    }

    public override async Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken)
    {
        Begin(connectionName);
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(connectionName);
        return await _client.UserToken.GetTokenAsync(userId, connectionName, channelId, magicCode, cancellationToken);
    }

    public override async Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken)
    {
        Begin(connectionName);
        ArgumentNullException.ThrowIfNull(connectionName);
        ArgumentNullException.ThrowIfNull(activity);
        var state = CreateTokenExchangeState(_appId, connectionName, activity);
        return await _client.GetSignInResourceAsync(state, null, null, finalRedirect, cancellationToken);
    }

    public override async Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken)
    {
        Begin(connectionName);
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(connectionName);
        await _client.UserToken.SignOutAsync(userId, connectionName, channelId, cancellationToken);
    }

    public override async Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken)
    {
        Begin("(all)");
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(channelId);
        var statuses = await _client.UserToken.GetTokenStatusAsync(userId, channelId, includeFilter, cancellationToken);
        return statuses?.ToArray();
    }

    public override async Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken)
    {
        Begin(connectionName);
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(connectionName);
        var resources = new AadResourceUrls { ResourceUrls = resourceUrls?.ToList() };
        var tokens = await _client.UserToken.GetAadTokensAsync(userId, connectionName, resources, channelId, cancellationToken);
        return tokens == null ? null : new Dictionary<string, TokenResponse>(tokens);
    }

    public override async Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken)
    {
        Begin(connectionName);
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(connectionName);
        return await _client.ExchangeAsyncAsync(userId, connectionName, channelId, exchangeRequest, cancellationToken) switch
        {
            TokenResponse token => token,
            ErrorResponse error => throw new InvalidOperationException($"Unable to exchange token: ({error.Error?.Code}) {error.Error?.Message}"),
            var other => throw new InvalidOperationException($"ExchangeAsyncAsync returned improper result: {other?.GetType()}"),
        };
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;

        _client.Dispose();
        _httpClient.Dispose();
        base.Dispose(disposing);
        _disposed = true;
    }

    private void Begin(string connectionName, [System.Runtime.CompilerServices.CallerMemberName] string operation = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        AuthenticationLog.UserToken(_logger, operation, connectionName);
    }
}
