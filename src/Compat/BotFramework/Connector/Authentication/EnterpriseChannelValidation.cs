using System;
using System.Globalization;
using System.Net.Http;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates tokens of an enterprise channel. Stands for <c>Microsoft.Bot.Connector.Authentication.EnterpriseChannelValidation</c>.</summary>
public sealed class EnterpriseChannelValidation
{
    public static readonly TokenValidationParameters ToBotFromEnterpriseChannelTokenValidationParameters = ChannelTokens.Parameters(AuthenticationConstants.ToBotFromChannelTokenIssuer);

    public static Task<ClaimsIdentity> AuthenticateChannelToken(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, string serviceUrl, HttpClient httpClient, string channelId) =>
        AuthenticateChannelToken(authHeader, credentials, channelProvider, serviceUrl, httpClient, channelId, new AuthenticationConfiguration());

    public static async Task<ClaimsIdentity> AuthenticateChannelToken(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, string serviceUrl, HttpClient httpClient, string channelId, AuthenticationConfiguration authConfig)
    {
        ArgumentNullException.ThrowIfNull(authConfig);

        var channelService = await channelProvider.GetChannelServiceAsync();
        var metadataUrl = string.Format(CultureInfo.InvariantCulture, AuthenticationConstants.ToBotFromEnterpriseChannelOpenIdMetadataUrlFormat, channelService);
        var extractor = new JwtTokenExtractor(httpClient, ToBotFromEnterpriseChannelTokenValidationParameters, metadataUrl, AuthenticationConstants.AllowedSigningAlgorithms);
        var identity = await extractor.GetIdentityAsync(authHeader, channelId, authConfig.RequiredEndorsements);
        await ValidateIdentity(identity, credentials, serviceUrl);
        return identity;
    }

    public static async Task ValidateIdentity(ClaimsIdentity identity, ICredentialProvider credentials, string serviceUrl)
    {
        await IdentityChecks.ChannelAsync(identity, AuthenticationConstants.ToBotFromChannelTokenIssuer, credentials.IsValidAppIdAsync);
        if (serviceUrl != null)
            IdentityChecks.ServiceUrl(identity, serviceUrl);
    }
}
