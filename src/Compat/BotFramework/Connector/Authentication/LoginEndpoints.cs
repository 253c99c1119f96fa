using System;
using System.Globalization;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Tells the clouds apart by where tokens are requested.</summary>
internal static class LoginEndpoints
{
    public static Cloud CloudOf(string loginEndpoint) =>
        loginEndpoint.Equals(AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, StringComparison.OrdinalIgnoreCase) ? Cloud.Public
        : loginEndpoint.Equals(GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate, StringComparison.OrdinalIgnoreCase) ? Cloud.Government
        : Cloud.Private;

    /// <summary>The address for a tenant, or for the cloud's own tenant when the bot names none.</summary>
    public static string ForTenant(string loginEndpoint, string tenantId) => CloudOf(loginEndpoint) switch
    {
        Cloud.Public => Fill(AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, tenantId, AuthenticationConstants.DefaultChannelAuthTenant),
        Cloud.Government => Fill(GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate, tenantId, GovernmentAuthenticationConstants.DefaultChannelAuthTenant),
        _ => loginEndpoint,
    };

    private static string Fill(string template, string tenantId, string defaultTenant) =>
        string.Format(CultureInfo.InvariantCulture, template, string.IsNullOrEmpty(tenantId) ? defaultTenant : tenantId);
}
