using System;
using System.Linq;
using System.Net.Http;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Picks the authentication that settings ask for. Stands for <c>Microsoft.Bot.Connector.Authentication.BotFrameworkAuthenticationFactory</c>.</summary>
public static class BotFrameworkAuthenticationFactory
{
    public static BotFrameworkAuthentication Create() =>
        Create(null, false, null, null, null, null, null, null, null, new PasswordServiceClientCredentialFactory(), new AuthenticationConfiguration(), null, null);

    public static BotFrameworkAuthentication Create(
        string channelService,
        bool validateAuthority,
        string toChannelFromBotLoginUrl,
        string toChannelFromBotOAuthScope,
        string toBotFromChannelTokenIssuer,
        string oAuthUrl,
        string toBotFromChannelOpenIdMetadataUrl,
        string toBotFromEmulatorOpenIdMetadataUrl,
        string callerId,
        ServiceClientCredentialsFactory credentialFactory,
        AuthenticationConfiguration authConfiguration,
        IHttpClientFactory httpClientFactory,
        ILogger logger)
    {
        // One setting of one's own means that all are one's own: none is filled in from a known cloud.
        string[] own = [toChannelFromBotLoginUrl, toChannelFromBotOAuthScope, toBotFromChannelTokenIssuer, oAuthUrl, toBotFromChannelOpenIdMetadataUrl, toBotFromEmulatorOpenIdMetadataUrl, callerId];
        if (own.Any(setting => !string.IsNullOrEmpty(setting)))
        {
            var cloud = new CloudSettings(toChannelFromBotLoginUrl, toChannelFromBotOAuthScope, toBotFromChannelTokenIssuer, oAuthUrl, toBotFromChannelOpenIdMetadataUrl, toBotFromEmulatorOpenIdMetadataUrl, callerId, validateAuthority);
            return new ParameterizedBotFrameworkAuthentication(cloud, new ConfiguredTokenValidation(cloud, credentialFactory, authConfiguration), credentialFactory, httpClientFactory, logger);
        }

        var known = string.IsNullOrEmpty(channelService) ? CloudSettings.Public
            : channelService == GovernmentAuthenticationConstants.ChannelService ? CloudSettings.Government
            : throw new ArgumentException("The provided ChannelService value is not supported.");
        return new ParameterizedBotFrameworkAuthentication(known, new BuiltInTokenValidation(channelService, credentialFactory, authConfiguration), credentialFactory, httpClientFactory, logger);
    }
}
