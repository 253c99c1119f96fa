namespace SupportBot.Hosting;

/// <summary>The bot's registration with Azure Bot Service. The settings have no section, because the SDK reads them by these names itself.</summary>
internal sealed class MicrosoftAppOptions
{
    public const string SingleTenant = "SingleTenant";
    public const string MultiTenant = "MultiTenant";
    public const string ManagedIdentity = "UserAssignedMSI";

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

    /// <summary><c>ChannelService</c>: none for the public cloud, or <c>https://botframework.azure.us</c> for the US government's.</summary>
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
}
