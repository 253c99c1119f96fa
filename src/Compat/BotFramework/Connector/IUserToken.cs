using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>What can be done with the tokens of users. Stands for <c>Microsoft.Bot.Connector.IUserToken</c>.</summary>
public interface IUserToken
{
    Task<HttpOperationResponse<IDictionary<string, TokenResponse>>> GetAadTokensWithHttpMessagesAsync(string userId, string connectionName, AadResourceUrls aadResourceUrls, string channelId = default, Dictionary<string, List<string>> customHeaders = default, CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<IList<TokenStatus>>> GetTokenStatusWithHttpMessagesAsync(string userId, string channelId = default, string include = default, Dictionary<string, List<string>> customHeaders = default, CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<TokenResponse>> GetTokenWithHttpMessagesAsync(string userId, string connectionName, string channelId = default, string code = default, Dictionary<string, List<string>> customHeaders = default, CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<object>> SignOutWithHttpMessagesAsync(string userId, string connectionName = default, string channelId = default, Dictionary<string, List<string>> customHeaders = default, CancellationToken cancellationToken = default);
}
