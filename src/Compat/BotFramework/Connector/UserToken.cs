using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>What can be done with the tokens of users, over REST. Stands for <c>Microsoft.Bot.Connector.UserToken</c>.</summary>
public class UserToken : IServiceOperations<OAuthClient>, IUserToken
{
    public UserToken(OAuthClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public OAuthClient Client { get; private set; }

    public async Task<HttpOperationResponse<TokenResponse>> GetTokenWithHttpMessagesAsync(string userId, string connectionName, string channelId = default, string code = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(userId, nameof(userId));
        RestCall.Require(connectionName, nameof(connectionName));
        return await new RestCall(Client, HttpMethod.Get, "api/usertoken/GetToken")
            .Query("userId", userId)
            .Query("connectionName", connectionName)
            .Query("channelId", channelId)
            .Query("code", code)
            .Accept(HttpStatusCode.OK, HttpStatusCode.NotFound)
            .SendAsync<TokenResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<IDictionary<string, TokenResponse>>> GetAadTokensWithHttpMessagesAsync(string userId, string connectionName, AadResourceUrls aadResourceUrls, string channelId = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(userId, nameof(userId));
        RestCall.Require(connectionName, nameof(connectionName));
        RestCall.Require(aadResourceUrls, nameof(aadResourceUrls));
        return await new RestCall(Client, HttpMethod.Post, "api/usertoken/GetAadTokens")
            .Query("userId", userId)
            .Query("connectionName", connectionName)
            .Query("channelId", channelId)
            .Json(aadResourceUrls)
            .SendAsync<IDictionary<string, TokenResponse>>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<object>> SignOutWithHttpMessagesAsync(string userId, string connectionName = default, string channelId = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(userId, nameof(userId));
        return await new RestCall(Client, HttpMethod.Delete, "api/usertoken/SignOut")
            .Query("userId", userId)
            .Query("connectionName", connectionName)
            .Query("channelId", channelId)
            .Accept(HttpStatusCode.OK, HttpStatusCode.NoContent)
            .SendAsync<object>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<IList<TokenStatus>>> GetTokenStatusWithHttpMessagesAsync(string userId, string channelId = default, string include = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(userId, nameof(userId));
        return await new RestCall(Client, HttpMethod.Get, "api/usertoken/GetTokenStatus")
            .Query("userId", userId)
            .Query("channelId", channelId)
            .Query("include", include)
            .SendAsync<IList<TokenStatus>>(customHeaders, cancellationToken).ConfigureAwait(false);
    }
}
