using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>Section <c>Agents</c>: who is an agent, as the identity provider says.</summary>
internal sealed class AgentsOptions : IValidatableObject
{
    public const string Section = "Agents";

    /// <summary>The OpenID provider, as its tokens name it; https, in Development also http. Default none: then only Development has agents.</summary>
    public string? Authority { get; set; }

    /// <summary>The <c>aud</c> of the tokens that <c>/api/agent</c> takes. Needed with <see cref="Authority"/>.</summary>
    public string? Audience { get; set; }

    /// <summary>The console's registration with the provider. Needed with <see cref="Authority"/>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The registration's secret; public registrations have none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The claim that holds the roles; <c>realm_access.roles</c> looks into an object. Default <c>roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The role of agents. Default <c>agent</c>.</summary>
    public string Role { get; set; } = "agent";

    /// <summary>The role of those who may read the audit log. Default <c>supervisor</c>.</summary>
    public string SupervisorRole { get; set; } = "supervisor";

    /// <summary>The sender of tickets that are taken out as e-mail; default none, then the mail names one at
    /// <c>shop.invalid</c> for the mail program to replace.</summary>
    public string? TicketFrom { get; set; }

    public bool HasProvider => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>Whether the provider may be without TLS. Not a setting: it may in Development.</summary>
    internal bool AllowsHttp { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasProvider && (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && !(AllowsHttp && authority.Scheme == Uri.UriSchemeHttp))))
            yield return new($"Agents:Authority: «{Authority}» is not an https address such as https://login.example.com/tenant/v2.0.");
        if (HasProvider && string.IsNullOrWhiteSpace(Audience))
            yield return new("Agents:Audience is missing: the aud that the provider writes into tokens for /api/agent.");
        if (HasProvider && string.IsNullOrWhiteSpace(ClientId))
            yield return new("Agents:ClientId is missing: the id of the console's registration with the provider; its redirect address is https://HOST/agent/signed-in.");
        if (!HasProvider && (!string.IsNullOrWhiteSpace(Audience) || !string.IsNullOrWhiteSpace(ClientId) || !string.IsNullOrWhiteSpace(ClientSecret)))
            yield return new("Agents:Authority is missing: Agents:Audience, Agents:ClientId and Agents:ClientSecret are without effect without the provider's address.");
        if (string.IsNullOrWhiteSpace(RoleClaim))
            yield return new("Agents:RoleClaim must name a claim, such as roles.");
        if (string.IsNullOrWhiteSpace(Role))
            yield return new("Agents:Role must name a role, such as agent.");
        if (string.IsNullOrWhiteSpace(SupervisorRole))
            yield return new("Agents:SupervisorRole must name a role, such as supervisor.");
        if (TicketFrom is { Length: > 0 } && !MailboxAddress.TryParse(TicketFrom, out _))
            yield return new($"Agents:TicketFrom: «{TicketFrom}» is not an e-mail address such as Support <support@shop.example>.");
    }
}
