using System.ComponentModel.DataAnnotations;

namespace SupportBot.Channels.Teams;

/// <summary>The section <c>Teams</c>: whose accounts in Teams count as the shop's customers.</summary>
internal sealed class TeamsOptions : IValidatableObject
{
    /// <summary>Ids of the tenants whose e-mail addresses the shop trusts: a tenant's administrator can give a user any
    /// address. Default none: nobody's account counts.</summary>
    public IReadOnlyList<string> AllowedTenants { get; set; } = [];

    /// <summary>Name of the OAuth connection of the Azure Bot, whose tokens must be made out for the bot's own app. Default none.</summary>
    public string? ConnectionName { get; set; }

    /// <summary>Another <c>aud</c> than the app id and <c>api://botid-{app id}</c> that tokens may carry. Default none.</summary>
    public string? Audience { get; set; }

    /// <summary>OpenID metadata of the tenants; <c>{tenant}</c> stands for the id. Default Microsoft Entra's.</summary>
    public string OpenIdMetadata { get; set; } = EntraMetadata;

    internal const string EntraMetadata = "https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration";

    public bool Allows(string? tenantId) => tenantId is not null && AllowedTenants.Contains(tenantId, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var tenant in AllowedTenants.Where(tenant => !Guid.TryParseExact(tenant, "D", out _)))
            yield return new($"Teams:AllowedTenants: '{tenant}' is not a tenant id such as 00000000-0000-0000-0000-000000000000.");
        if (AllowedTenants.Count > 0 && string.IsNullOrWhiteSpace(ConnectionName))
            yield return new("Teams:AllowedTenants needs Teams:ConnectionName, the OAuth connection of the Azure Bot that customers sign in with.");
        if (!Uri.TryCreate(OpenIdMetadata.Replace("{tenant}", "common", StringComparison.Ordinal), UriKind.Absolute, out var metadata)
            || !(metadata.Scheme == Uri.UriSchemeHttps || (metadata.Scheme == Uri.UriSchemeHttp && metadata.IsLoopback)))
            yield return new("Teams:OpenIdMetadata must be an https address (http only on this machine).");
    }
}
