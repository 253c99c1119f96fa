using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector;

/// <summary>The calls of <see cref="IUserToken"/> that give the body alone. Stands for <c>Microsoft.Bot.Connector.UserTokenExtensions</c>.</summary>
public static class UserTokenExtensions
{
    public static async Task<object> ExchangeAsyncAsync(this OAuthClient operations, string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken = default)
    {
        using var result = await operations.ExchangeAsyncWithHttpMessagesAsync(userId, connectionName, channelId, exchangeRequest, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }

    public static async Task<IDictionary<string, TokenResponse>> GetAadTokensAsync(this IUserToken operations, string userId, string connectionName, AadResourceUrls aadResourceUrls, string channelId = default, CancellationToken cancellationToken = default)
    {
        using var result = await operations.GetAadTokensWithHttpMessagesAsync(userId, connectionName, aadResourceUrls, channelId, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }

    public static async Task<TokenResponse> GetTokenAsync(this IUserToken operations, string userId, string connectionName, string channelId = default, string code = default, CancellationToken cancellationToken = default)
    {
        using var result = await operations.GetTokenWithHttpMessagesAsync(userId, connectionName, channelId, code, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }

    public static async Task<IList<TokenStatus>> GetTokenStatusAsync(this IUserToken operations, string userId, string channelId = default, string include = default, CancellationToken cancellationToken = default)
    {
        using var result = await operations.GetTokenStatusWithHttpMessagesAsync(userId, channelId, include, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }

    public static async Task<object> SignOutAsync(this IUserToken operations, string userId, string connectionName = default, string channelId = default, CancellationToken cancellationToken = default)
    {
        using var result = await operations.SignOutWithHttpMessagesAsync(userId, connectionName, channelId, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }
}
