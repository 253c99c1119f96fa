using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>Where a bot sends its users to sign in, over REST. Stands for <c>Microsoft.Bot.Connector.BotSignIn</c>.</summary>
public class BotSignIn : IServiceOperations<OAuthClient>, IBotSignIn
{
    public BotSignIn(OAuthClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public OAuthClient Client { get; private set; }

    public async Task<HttpOperationResponse<string>> GetSignInUrlWithHttpMessagesAsync(string state, string codeChallenge = default, string emulatorUrl = default, string finalRedirect = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(state, nameof(state));
        return await new RestCall(Client, HttpMethod.Get, "api/botsignin/GetSignInUrl")
            .Query("state", state)
            .Query("code_challenge", codeChallenge)
            .Query("emulatorUrl", emulatorUrl)
            .Query("finalRedirect", finalRedirect)
            .WithUntypedErrors()
            .SendAsync(customHeaders, cancellationToken, response => response.Content.ReadAsStringAsync(cancellationToken)).ConfigureAwait(false);
    }
}
