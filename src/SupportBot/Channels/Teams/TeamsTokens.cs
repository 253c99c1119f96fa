using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Channels.Teams;

/// <summary>What a token proves: the person's e-mail address (none in a token that lacks one), or why it proves nothing. The reason is for the log.</summary>
internal readonly record struct TeamsTokenCheck(string? Email, string? Refusal);

/// <summary>Checks the tokens that the Bot Framework's token service hands out. It is trusted to keep them, not to say who
/// somebody is: signature, issuer, audience, expiry, tenant and person are checked here.</summary>
internal sealed class TeamsTokens(IOptions<TeamsOptions> options, IOptions<MicrosoftAppOptions> app, IHttpClientFactory clients)
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256];

    private static readonly string[] SignInNames = ["preferred_username", "upn"];

    private readonly StrictTokenHandler _handler = new();
    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _metadata = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="tenantId">The conversation's tenant, which must be an allowed one.</param>
    /// <param name="personId">The sender's directory id, as the channel gives it.</param>
    public async Task<TeamsTokenCheck> CheckAsync(string token, string tenantId, string personId)
    {
        if (!options.Value.Allows(tenantId))
            return Refused("tenant not allowed");
        // Without an id of its own the bot can't tell tokens for it from others.
        if (app.Value.Id is not { Length: > 0 } appId)
            return Refused("no MicrosoftAppId");

        var parameters = new TokenValidationParameters
        {
            ConfigurationManager = _metadata.GetOrAdd(tenantId, MetadataOf),
            ValidIssuers = IsEntra ? [$"https://login.microsoftonline.com/{tenantId}/v2.0", $"https://sts.windows.net/{tenantId}/"] : [],
            ValidAudiences = [appId, $"api://botid-{appId}", .. options.Value.Audience is { Length: > 0 } audience ? [audience] : Array.Empty<string>()],
            ValidAlgorithms = Algorithms,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        };
        var check = await _handler.ValidateTokenAsync(token, parameters);
        if (!check.IsValid)
            return Refused(check.Exception?.GetType().Name ?? "not valid");

        string? Claim(string name) => check.Claims.TryGetValue(name, out var value) ? value?.ToString() : null;
        if (!string.Equals(Claim("tid"), tenantId, StringComparison.OrdinalIgnoreCase))
            return Refused("token of another tenant");
        if (!string.Equals(Claim("oid"), personId, StringComparison.OrdinalIgnoreCase))
            return Refused("token of another person");
        return IsGuest(Claim) ? Refused("guest of the tenant") : new(EmailOf(Claim), null);
    }

    private bool IsEntra => options.Value.OpenIdMetadata == TeamsOptions.EntraMetadata;

    /// <summary>A guest's address is their own tenant's word, and that one isn't known to be trusted.</summary>
    private static bool IsGuest(Func<string, string?> claim) =>
        claim("acct") == "1"
        || (claim("idp") is { } provider && !provider.Contains(claim("tid")!, StringComparison.OrdinalIgnoreCase))
        || SignInNames.Any(name => claim(name)?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The mail address where the token has it and its domain isn't known to be unverified, else the name the person signs in with.</summary>
    private static string? EmailOf(Func<string, string?> claim) =>
        SignInNames.Select(claim).Prepend(claim("xms_edov") is "0" or "false" or "False" ? null : claim("email"))
            .FirstOrDefault(address => address?.Contains('@', StringComparison.Ordinal) == true);

    private ConfigurationManager<OpenIdConnectConfiguration> MetadataOf(string tenantId)
    {
        var address = options.Value.OpenIdMetadata.Replace("{tenant}", tenantId, StringComparison.Ordinal);
        return new ConfigurationManager<OpenIdConnectConfiguration>(
            address, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(
                clients.CreateClient())
            { RequireHttps = !new Uri(address).IsLoopback });
    }

    private static TeamsTokenCheck Refused(string why) => new(null, why);
}
