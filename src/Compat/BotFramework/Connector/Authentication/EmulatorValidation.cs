using System;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates tokens of the Bot Framework Emulator. Stands for <c>Microsoft.Bot.Connector.Authentication.EmulatorValidation</c>.</summary>
public static class EmulatorValidation
{
    public static readonly TokenValidationParameters ToBotFromEmulatorTokenValidationParameters = EntraTokens.Parameters();

    public static bool IsTokenFromEmulator(string authHeader)
    {
        var issuer = JwtTokenValidation.ReadToken(authHeader)?.Issuer;
        return !string.IsNullOrWhiteSpace(issuer) && ToBotFromEmulatorTokenValidationParameters.ValidIssuers.Contains(issuer);
    }

    public static Task<ClaimsIdentity> AuthenticateEmulatorToken(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, HttpClient httpClient, string channelId) =>
        AuthenticateEmulatorToken(authHeader, credentials, channelProvider, httpClient, channelId, new AuthenticationConfiguration());

    public static async Task<ClaimsIdentity> AuthenticateEmulatorToken(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, HttpClient httpClient, string channelId, AuthenticationConfiguration authConfig)
    {
        ArgumentNullException.ThrowIfNull(authConfig);

        var metadataUrl = channelProvider != null && channelProvider.IsGovernment()
            ? GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl
            : AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl;
        var extractor = new JwtTokenExtractor(httpClient, ToBotFromEmulatorTokenValidationParameters, metadataUrl, AuthenticationConstants.AllowedSigningAlgorithms);
        var identity = await extractor.GetIdentityAsync(authHeader, channelId, authConfig.RequiredEndorsements);
        await IdentityChecks.EmulatorAsync(identity, "Emulator", credentials.IsValidAppIdAsync);
        return identity;
    }
}
