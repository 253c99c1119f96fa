using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.Channels.BotFramework;

/// <summary>Tells the SDK whose tokens count on <c>/api/messages</c> and how the bot gets its own.</summary>
internal static class BotFrameworkTrust
{
    public static void AddBotFrameworkTrust(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MicrosoftAppOptions>().Configure(options => options.Read(configuration)).ValidateDataAnnotations().ValidateOnStart();
        CompleteSettings(configuration);
        services.AddSingleton(provider => Issuers(provider.GetRequiredService<IOptions<MicrosoftAppOptions>>().Value));
        services.AddSingleton<ServiceClientCredentialsFactory, ConfigurationServiceClientCredentialFactory>();
        services.AddSingleton<BotFrameworkAuthentication, RollingKeysAuthentication>();
        services.AddSingleton<MessagesAccess>();
        services.AddSingleton<AccessWarnings>();
    }

    // The SDK fills in none of these settings as soon as one is given.
    private static void CompleteSettings(IConfiguration configuration)
    {
        var government = configuration["ChannelService"] == GovernmentAuthenticationConstants.ChannelService;
        configuration["ToBotFromChannelOpenIdMetadataUrl"] = configuration["BotFramework:OpenIdMetadata"] is { Length: > 0 } metadata ? metadata
            : government ? GovernmentAuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl : AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl;
        configuration["ToBotFromChannelTokenIssuer"] ??= government ? GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer
            : AuthenticationConstants.ToBotFromChannelTokenIssuer;
        configuration["ToBotFromEmulatorOpenIdMetadataUrl"] ??= government ? GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl
            : AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl;
        configuration["ToChannelFromBotLoginUrl"] ??= government ? GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate
            : AuthenticationConstants.ToChannelFromBotLoginUrlTemplate;
        configuration["ToChannelFromBotOAuthScope"] ??= government ? GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope
            : AuthenticationConstants.ToChannelFromBotOAuthScope;
        configuration["OAuthUrl"] ??= government ? GovernmentAuthenticationConstants.OAuthUrlGov : AuthenticationConstants.OAuthUrl;
        configuration["CallerId"] ??= government ? CallerIdConstants.USGovChannel : CallerIdConstants.PublicAzureChannel;
    }

    // Of the Emulator's tokens the SDK knows those of the Bot Framework's own tenants. The Emulator of a single-tenant bot
    // gets its token, with the bot's own id and secret, from the bot's tenant.
    private static AuthenticationConfiguration Issuers(MicrosoftAppOptions app)
    {
        if (!app.IsType(MicrosoftAppOptions.SingleTenant) || !Guid.TryParseExact(app.TenantId, "D", out var tenant))
            return new AuthenticationConfiguration();
        string[] issuers =
        [
            $"https://sts.windows.net/{tenant}/", $"https://login.microsoftonline.com/{tenant}/v2.0",
            $"https://login.microsoftonline.us/{tenant}/", $"https://login.microsoftonline.us/{tenant}/v2.0",
        ];
        return new AuthenticationConfiguration { ValidTokenIssuers = issuers };
    }
}
