using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates tokens of the App Service extension channel. Stands for <c>Microsoft.Bot.Connector.Authentication.AseChannelValidation</c>.</summary>
public static class AseChannelValidation
{
    public const string ChannelId = "AseChannel";

    public static readonly TokenValidationParameters BetweenBotAndAseChannelTokenValidationParameters = new TokenValidationParameters
    {
        ValidateIssuer = true,
        ValidateAudience = false, // Checked against the bot's app id.
        ValidateLifetime = true,
        ClockSkew = TimeSpan.FromMinutes(5),
        RequireSignedTokens = true,
    };

    private static readonly HttpClient SharedHttpClient = new HttpClient();
    private static string _metadataUrl;
    private static ICredentialProvider _credentials;

    public static void Init(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var appId = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppIdKey)?.Value;
        var tenant = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppTenantIdKey)?.Value;
        var channels = new SimpleChannelProvider(configuration.GetSection("ChannelService")?.Value);
        var metadataUrl = configuration.GetSection("ToBotFromAseOpenIdMetadataUrl")?.Value;

        var issuers = new HashSet<string>();
        foreach (var id in new[] { tenant, "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "d6d49420-f39b-4df7-a1dc-d59a935871db" })
        {
            issuers.Add($"https://sts.windows.net/{id}/");
            issuers.Add($"https://login.microsoftonline.com/{id}/v2.0");
            issuers.Add($"https://login.microsoftonline.us/{id}/v2.0");
        }

        _credentials = new SimpleCredentialProvider(appId, string.Empty);
        BetweenBotAndAseChannelTokenValidationParameters.ValidIssuers = issuers;
        _metadataUrl = !string.IsNullOrEmpty(metadataUrl) ? metadataUrl
            : channels.IsGovernment() ? GovernmentAuthenticationConstants.ToBotFromAseChannelOpenIdMetadataUrl
            : AuthenticationConstants.ToBotFromAseChannelOpenIdMetadataUrl;
    }

    public static bool IsAseChannel(string channelId) => channelId == ChannelId;

    public static Task<ClaimsIdentity> AuthenticateAseTokenAsync(string authHeader, HttpClient httpClient = null) =>
        AuthenticateAseTokenAsync(authHeader, httpClient ?? SharedHttpClient, new AuthenticationConfiguration());

    public static async Task<ClaimsIdentity> AuthenticateAseTokenAsync(string authHeader, HttpClient httpClient, AuthenticationConfiguration authConfig)
    {
        ArgumentNullException.ThrowIfNull(authConfig);

        // Anybody can write this channel's name into an activity, also where it was never set up.
        if (_metadataUrl == null)
            throw new UnauthorizedAccessException($"{ChannelId} is not configured.");

        var extractor = new JwtTokenExtractor(httpClient, BetweenBotAndAseChannelTokenValidationParameters, _metadataUrl, AuthenticationConstants.AllowedSigningAlgorithms);
        var identity = await extractor.GetIdentityAsync(authHeader, ChannelId, authConfig.RequiredEndorsements);
        await IdentityChecks.EmulatorAsync(identity, ChannelId, _credentials.IsValidAppIdAsync);
        return identity;
    }
}
