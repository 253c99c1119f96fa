using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Checks tokens by the fixed rules of a known cloud.</summary>
internal sealed class BuiltInTokenValidation(string channelService, ServiceClientCredentialsFactory credentialsFactory, AuthenticationConfiguration configuration) : ITokenValidation
{
    private readonly SimpleChannelProvider _channels = new SimpleChannelProvider(channelService);
    private readonly DelegatingCredentialProvider _credentials = new DelegatingCredentialProvider(credentialsFactory);

    public Task<ClaimsIdentity> ValidateAsync(string authHeader, string channelId, string serviceUrl) =>
        JwtTokenValidation.ValidateAuthHeader(authHeader, _credentials, _channels, channelId, configuration, serviceUrl);
}
