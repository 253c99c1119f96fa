using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector;

/// <summary>The calls of <see cref="IBotSignIn"/> that give the body alone. Stands for <c>Microsoft.Bot.Connector.BotSignInExtensions</c>.</summary>
public static class BotSignInExtensions
{
    public static async Task<SignInResource> GetSignInResourceAsync(this OAuthClient operations, string state, string codeChallenge = default, string emulatorUrl = default, string finalRedirect = default, CancellationToken cancellationToken = default)
    {
        using var result = await operations.GetSignInResourceWithHttpMessagesAsync(state, codeChallenge, emulatorUrl, finalRedirect, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }

    public static async Task<string> GetSignInUrlAsync(this IBotSignIn operations, string state, string codeChallenge = default, string emulatorUrl = default, string finalRedirect = default, CancellationToken cancellationToken = default)
    {
        using var result = await operations.GetSignInUrlWithHttpMessagesAsync(state, codeChallenge, emulatorUrl, finalRedirect, null, cancellationToken).ConfigureAwait(false);
        return result.Body;
    }
}
