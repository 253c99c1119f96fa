using Microsoft.Bot.Connector.Authentication;
using SupportBot.Hosting;

namespace SupportBot.Channels.BotFramework;

/// <summary>Finds what is wrong with the bot's registration before the first customer does. Each line says which setting and how to mend it.</summary>
internal sealed class MicrosoftAppCheck : IValidateOptions<MicrosoftAppOptions>
{
    public ValidateOptionsResult Validate(string? name, MicrosoftAppOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(MicrosoftAppOptions app)
    {
        var single = app.IsType(MicrosoftAppOptions.SingleTenant);
        var managed = app.IsType(MicrosoftAppOptions.ManagedIdentity);
        if (!single && !managed && !app.IsType(MicrosoftAppOptions.MultiTenant))
            yield return $"MicrosoftAppType is '{app.Type}'. Set SingleTenant, UserAssignedMSI or MultiTenant, as the bot's registration in Azure says.";
        if (app.ChannelService is not (null or GovernmentAuthenticationConstants.ChannelService))
            yield return $"ChannelService is '{app.ChannelService}'. Set {GovernmentAuthenticationConstants.ChannelService} for the US government cloud, or remove it for the public one.";
        if (app.OpenIdMetadata is not null && !IsSafe(app.OpenIdMetadata))
            yield return "BotFramework:OpenIdMetadata must be an https address. Remove it to take Microsoft's.";

        if (app.Id is null)
        {
            // Whoever gave these takes authentication for switched on.
            if (app.Password is not null || single || managed)
                yield return "MicrosoftAppId is missing, but MicrosoftAppPassword or MicrosoftAppType is set. Set MicrosoftAppId to the app id of the bot's registration, or remove all MicrosoftApp settings to try the bot in Development without authentication.";
            yield break;
        }

        if (!Guid.TryParseExact(app.Id, "D", out _))
            yield return "MicrosoftAppId must be the app id of the bot's registration, a GUID such as 00000000-0000-0000-0000-000000000000.";
        if ((single || managed) && app.TenantId is null)
            yield return $"MicrosoftAppTenantId is missing. With MicrosoftAppType {app.Type} set it to the tenant of the bot's registration.";
        if (app.Type is null && app.TenantId is not null)
            yield return "MicrosoftAppTenantId is set, but MicrosoftAppType is not and means MultiTenant then. Set MicrosoftAppType to SingleTenant or UserAssignedMSI, or to MultiTenant if it is meant.";
        if (app.TenantId is not null && !IsTenant(app.TenantId))
            yield return "MicrosoftAppTenantId must be a tenant's id (a GUID) or its domain, such as contoso.onmicrosoft.com.";
        if (managed && app.Password is not null)
            yield return "MicrosoftAppPassword is set, but MicrosoftAppType is UserAssignedMSI. A managed identity has no password: remove it, or set MicrosoftAppType to SingleTenant.";
        if (!managed && app.Password is null)
            yield return "MicrosoftAppPassword is missing. Set it to a client secret of the bot's registration, or set MicrosoftAppType to UserAssignedMSI on a machine with the bot's managed identity.";
    }

    private static bool IsTenant(string tenant) =>
        Guid.TryParseExact(tenant, "D", out _) || (tenant.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(tenant) == UriHostNameType.Dns);

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
