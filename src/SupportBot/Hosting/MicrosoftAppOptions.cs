using System.ComponentModel.DataAnnotations;

namespace SupportBot.Hosting;

/// <summary>The bot's registration with Azure Bot Service. The settings have no section, because the SDK reads them by these names itself.</summary>
internal sealed class MicrosoftAppOptions : IValidatableObject
{
    public const string SingleTenant = "SingleTenant";
    public const string MultiTenant = "MultiTenant";
    public const string ManagedIdentity = "UserAssignedMSI";

    private const string GovernmentCloud = "https://botframework.azure.us";

    private static readonly string[] Settings =
        ["MicrosoftAppType", "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId", "ChannelService", "BotFramework:OpenIdMetadata"];

    /// <summary><c>MicrosoftAppType</c>: one of the three above. Default <see cref="MultiTenant"/>.</summary>
    public string? Type { get; set; }

    /// <summary><c>MicrosoftAppId</c>, a GUID. None switches the authentication of <c>/api/messages</c> off, which only Development allows.</summary>
    public string? Id { get; set; }

    /// <summary><c>MicrosoftAppPassword</c>, the client secret. A managed identity has none.</summary>
    public string? Password { get; set; }

    /// <summary><c>MicrosoftAppTenantId</c>, a GUID or a domain.</summary>
    public string? TenantId { get; set; }

    /// <summary><c>ChannelService</c>: none for the public cloud, or <see cref="GovernmentCloud"/> for the US government's.</summary>
    public string? ChannelService { get; set; }

    /// <summary><c>BotFramework:OpenIdMetadata</c>: where the Bot Framework's signing keys are. Default Microsoft's.</summary>
    public string? OpenIdMetadata { get; set; }

    public bool IsType(string type) => string.Equals(Type ?? MultiTenant, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes blanks off the settings, which come with secrets that were read from files.</summary>
    public static void Trim(IConfiguration configuration)
    {
        foreach (var name in Settings)
        {
            if (configuration[name] is { } value && value.Trim() is var trimmed && trimmed != value)
                configuration[name] = trimmed;
        }
    }

    public void Read(IConfiguration configuration) => (Type, Id, Password, TenantId, ChannelService, OpenIdMetadata) = (
        Given(configuration, Settings[0]), Given(configuration, Settings[1]), Given(configuration, Settings[2]),
        Given(configuration, Settings[3]), Given(configuration, Settings[4]), Given(configuration, Settings[5]));

    private static string? Given(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value ? value : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var single = IsType(SingleTenant);
        var managed = IsType(ManagedIdentity);
        if (!single && !managed && !IsType(MultiTenant))
            yield return new($"MicrosoftAppType is '{Type}'. Set SingleTenant, UserAssignedMSI or MultiTenant, as the bot's registration in Azure says.");
        if (ChannelService is not (null or GovernmentCloud))
            yield return new($"ChannelService is '{ChannelService}'. Set {GovernmentCloud} for the US government cloud, or remove it for the public one.");
        if (OpenIdMetadata is not null && !IsSafe(OpenIdMetadata))
            yield return new("BotFramework:OpenIdMetadata must be an https address. Remove it to take Microsoft's.");

        if (Id is null)
        {
            // Whoever gave these takes authentication for switched on.
            if (Password is not null || single || managed)
                yield return new("MicrosoftAppId is missing, but MicrosoftAppPassword or MicrosoftAppType is set. Set MicrosoftAppId to the app id of the bot's registration, or remove all MicrosoftApp settings to try the bot in Development without authentication.");
            yield break;
        }

        if (!Guid.TryParseExact(Id, "D", out _))
            yield return new("MicrosoftAppId must be the app id of the bot's registration, a GUID such as 00000000-0000-0000-0000-000000000000.");
        if ((single || managed) && TenantId is null)
            yield return new($"MicrosoftAppTenantId is missing. With MicrosoftAppType {Type} set it to the tenant of the bot's registration.");
        if (Type is null && TenantId is not null)
            yield return new("MicrosoftAppTenantId is set, but MicrosoftAppType is not and means MultiTenant then. Set MicrosoftAppType to SingleTenant or UserAssignedMSI, or to MultiTenant if it is meant.");
        if (TenantId is not null && !IsTenant(TenantId))
            yield return new("MicrosoftAppTenantId must be a tenant's id (a GUID) or its domain, such as contoso.onmicrosoft.com.");
        if (managed && Password is not null)
            yield return new("MicrosoftAppPassword is set, but MicrosoftAppType is UserAssignedMSI. A managed identity has no password: remove it, or set MicrosoftAppType to SingleTenant.");
        if (!managed && Password is null)
            yield return new("MicrosoftAppPassword is missing. Set it to a client secret of the bot's registration, or set MicrosoftAppType to UserAssignedMSI on a machine with the bot's managed identity.");
    }

    private static bool IsTenant(string tenant) =>
        Guid.TryParseExact(tenant, "D", out _) || (tenant.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(tenant) == UriHostNameType.Dns);

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
