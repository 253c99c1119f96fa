using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>Where a bot sends its users to sign in. Stands for <c>Microsoft.Bot.Connector.IBotSignIn</c>.</summary>
public interface IBotSignIn
{
    Task<HttpOperationResponse<string>> GetSignInUrlWithHttpMessagesAsync(string state, string codeChallenge = default, string emulatorUrl = default, string finalRedirect = default, Dictionary<string, List<string>> customHeaders = default, CancellationToken cancellationToken = default);
}
