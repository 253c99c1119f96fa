using System;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;

namespace Microsoft.Bot.Builder;

/// <summary>Serves the connector's calls, with callers checked by the bot's authentication. Stands for <c>Microsoft.Bot.Builder.CloudChannelServiceHandler</c>.</summary>
public class CloudChannelServiceHandler : ChannelServiceHandlerBase
{
    private readonly BotFrameworkAuthentication _auth;

    public CloudChannelServiceHandler(BotFrameworkAuthentication auth)
    {
        _auth = auth ?? throw new ArgumentNullException(nameof(auth));
    }

    internal override Task<ClaimsIdentity> AuthenticateAsync(string authHeader, CancellationToken cancellationToken) =>
        _auth.AuthenticateChannelRequestAsync(authHeader, cancellationToken);
}
