using System.Security.Claims;
using System.Text.Json;

namespace SupportBot.AgentConsole.SignIn;

internal static class AgentClaims
{
    /// <summary>Where the console is used, put into the identity of each request: its circuit has no request of its own.</summary>
    public const string AddressClaim = "supportbot_address";

    private const int LongestName = 100;

    /// <returns>The agent, or <c>null</c> when the claims tell no id. <c>oid</c> comes before <c>sub</c>, which Microsoft's
    /// provider makes anew for each application: one person would be two, in the console and at the API.</returns>
    public static Agent? AgentOf(ClaimsPrincipal user)
    {
        if ((Value(user, "oid") ?? Value(user, "sub")) is not { } id)
            return null;
        // Customers read the name.
        var name = new string([.. (Value(user, "name") ?? Value(user, "preferred_username") ?? id).Where(letter => !char.IsControl(letter))]).Trim();
        return new Agent(id, name.Length > LongestName ? name[..LongestName] : name);
    }

    /// <summary>The agent of a request that the policy let through, and where it came from.</summary>
    public static AgentAtWork AtWork(HttpContext context) => new(
        AgentOf(context.User) ?? throw new InvalidOperationException("The endpoint lacks the policy for agents."),
        context.Connection.RemoteIpAddress?.ToString());

    /// <summary>The agent whom the console's cookie names, see <see cref="AddressClaim"/>.</summary>
    public static AgentAtWork AtWork(ClaimsPrincipal user) => new(
        AgentOf(user) ?? throw new InvalidOperationException("The page lacks the policy for agents."), user.FindFirst(AddressClaim)?.Value);

    public static bool HasRole(ClaimsPrincipal user, string claim, string role)
    {
        if (user.HasClaim(claim, role))
            return true;
        var parts = claim.Split('.', 2);
        return parts.Length == 2 && user.FindAll(parts[0]).Any(found => HasRole(found.Value, parts[1].Split('.'), role));
    }

    private static bool HasRole(string json, string[] path, string role)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (var name in path)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return false;
            }

            return at.ValueKind switch
            {
                JsonValueKind.Array => at.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.GetString() == role),
                JsonValueKind.String => at.GetString() == role,
                _ => false,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Value(ClaimsPrincipal user, string claim) =>
        user.FindFirst(claim)?.Value is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
