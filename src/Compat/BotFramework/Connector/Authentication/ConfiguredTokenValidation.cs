using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Checks tokens against a configured issuer and its metadata.</summary>
internal sealed class ConfiguredTokenValidation(CloudSettings cloud, ServiceClientCredentialsFactory credentialsFactory, AuthenticationConfiguration configuration) : ITokenValidation
{
    private static readonly HttpClient MetadataHttpClient = new HttpClient();

    public async Task<ClaimsIdentity> ValidateAsync(string authHeader, string channelId, string serviceUrl)
    {
        var identity = await AuthenticateAsync(authHeader, channelId, serviceUrl);
        await JwtTokenValidation.ValidateClaimsAsync(configuration, identity.Claims);
        return identity;
    }

    private async Task<ClaimsIdentity> AuthenticateAsync(string authHeader, string channelId, string serviceUrl)
    {
        if (AseChannelValidation.IsAseChannel(channelId))
            return await AseChannelValidation.AuthenticateAseTokenAsync(authHeader, MetadataHttpClient, configuration);

        if (SkillValidation.IsSkillToken(authHeader))
        {
            var skill = await ExtractAsync(EntraTokens.Parameters(configuration.ValidTokenIssuers), cloud.EmulatorMetadataUrl, authHeader, channelId);
            await IdentityChecks.SkillAsync(skill, IsValidAppIdAsync);
            return skill;
        }

        if (EmulatorValidation.IsTokenFromEmulator(authHeader))
        {
            var emulator = await ExtractAsync(EntraTokens.Parameters(configuration.ValidTokenIssuers), cloud.EmulatorMetadataUrl, authHeader, channelId);
            await IdentityChecks.EmulatorAsync(emulator, "Emulator", IsValidAppIdAsync);
            return emulator;
        }

        var channel = await ExtractAsync(ChannelTokens.Parameters(cloud.TokenIssuer, configuration.ValidTokenIssuers), cloud.ChannelMetadataUrl, authHeader, channelId);
        await IdentityChecks.ChannelAsync(channel, cloud.TokenIssuer, IsValidAppIdAsync);
        if (serviceUrl != null)
            IdentityChecks.ServiceUrl(channel, serviceUrl);
        return channel;
    }

    private Task<ClaimsIdentity> ExtractAsync(TokenValidationParameters parameters, string metadataUrl, string authHeader, string channelId) =>
        new JwtTokenExtractor(MetadataHttpClient, parameters, metadataUrl, AuthenticationConstants.AllowedSigningAlgorithms)
            .GetIdentityAsync(authHeader, channelId, configuration.RequiredEndorsements);

    private Task<bool> IsValidAppIdAsync(string appId) => credentialsFactory.IsValidAppIdAsync(appId, CancellationToken.None);
}
