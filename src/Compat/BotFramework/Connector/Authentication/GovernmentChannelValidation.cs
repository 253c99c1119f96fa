using System;
using System.Net.Http;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates tokens of channels in the US government cloud. Stands for <c>Microsoft.Bot.Connector.Authentication.GovernmentChannelValidation</c>.</summary>
public sealed class GovernmentChannelValidation
{
    public static readonly TokenValidationParameters ToBotFromGovernmentChannelTokenValidationParameters = ChannelTokens.Parameters(GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer);

    public static string OpenIdMetadataUrl { get; set; } = GovernmentAuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl;

    public static Task<ClaimsIdentity> AuthenticateChannelToken(string authHeader, ICredentialProvider credentials, string serviceUrl, HttpClient httpClient, string channelId) =>
        AuthenticateChannelToken(authHeader, credentials, serviceUrl, httpClient, channelId, new AuthenticationConfiguration());

    public static async Task<ClaimsIdentity> AuthenticateChannelToken(string authHeader, ICredentialProvider credentials, string serviceUrl, HttpClient httpClient, string channelId, AuthenticationConfiguration authConfig)
    {
        ArgumentNullException.ThrowIfNull(authConfig);

        var extractor = new JwtTokenExtractor(httpClient, ToBotFromGovernmentChannelTokenValidationParameters, OpenIdMetadataUrl, AuthenticationConstants.AllowedSigningAlgorithms);
        var identity = await extractor.GetIdentityAsync(authHeader, channelId, authConfig.RequiredEndorsements);
        await ValidateIdentity(identity, credentials, serviceUrl);
        return identity;
    }

    public static async Task ValidateIdentity(ClaimsIdentity identity, ICredentialProvider credentials, string serviceUrl)
    {
        await IdentityChecks.ChannelAsync(identity, GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer, credentials.IsValidAppIdAsync);
        if (serviceUrl != null)
            IdentityChecks.ServiceUrl(identity, serviceUrl);
    }
}
