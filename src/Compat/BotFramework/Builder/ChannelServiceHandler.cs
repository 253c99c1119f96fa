using System;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;

namespace Microsoft.Bot.Builder;

/// <summary>Serves the connector's calls, with callers checked against a credential provider. Stands for <c>Microsoft.Bot.Builder.ChannelServiceHandler</c>.</summary>
public class ChannelServiceHandler : ChannelServiceHandlerBase
{
    private readonly ICredentialProvider _credentialProvider;
    private readonly AuthenticationConfiguration _authConfiguration;

    public ChannelServiceHandler(ICredentialProvider credentialProvider, AuthenticationConfiguration authConfiguration, IChannelProvider channelProvider = null)
    {
        _credentialProvider = credentialProvider ?? throw new ArgumentNullException(nameof(credentialProvider));
        _authConfiguration = authConfiguration ?? throw new ArgumentNullException(nameof(authConfiguration));
        ChannelProvider = channelProvider;
    }

    protected IChannelProvider ChannelProvider { get; }

    internal override async Task<ClaimsIdentity> AuthenticateAsync(string authHeader, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(authHeader))
        {
            return await JwtTokenValidation.ValidateAuthHeader(authHeader, _credentialProvider, ChannelProvider, "unknown", _authConfiguration).ConfigureAwait(false);
        }

        return await _credentialProvider.IsAuthenticationDisabledAsync().ConfigureAwait(false)
            ? SkillValidation.CreateAnonymousSkillClaim()
            : throw new UnauthorizedAccessException();
    }
}
