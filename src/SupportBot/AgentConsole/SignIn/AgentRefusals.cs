using System.Text.Encodings.Web;
using SupportBot.AgentConsole.Pages;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>What somebody reads who isn't let in.</summary>
internal static class AgentRefusals
{
    public static Task NotSignedInAsync(HttpContext context, string detail, string challenge = "Bearer")
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return Results.Problem(detail, statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    public static Task ProviderOutOfReachAsync(HttpContext context) =>
        Results.Problem("The identity provider can't be reached just now, so nobody can be let in. Try again soon.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);

    public static Task FromElsewhereAsync(HttpContext context) =>
        Results.Problem(
            "The console takes its own pages only. Behind a proxy that ends TLS, set Proxies:Known or ASPNETCORE_FORWARDEDHEADERS_ENABLED.",
            statusCode: StatusCodes.Status403Forbidden, title: "Another origin").ExecuteAsync(context);

    public static Task TooManyTabsAsync(HttpContext context) =>
        Results.Problem($"You have {ConsolePages.MaxTabs} consoles open already, or too many are open in all. Close some of them.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);

    public static Task WithoutRoleAsync(HttpContext context, AgentsOptions options) =>
        Results.Problem(WithoutRole(context, options), statusCode: StatusCodes.Status403Forbidden, title: "Signed in, but not as an agent")
            .ExecuteAsync(context);

    public static Task WithoutRolePageAsync(HttpContext context, AgentsOptions options)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return AgentSignInPages.WriteAsync(context, "Not for you yet", $"""
            <p>{HtmlEncoder.Default.Encode(WithoutRole(context, options))}</p>
            <form method="post" action="/agent/sign-out"><button>Sign out</button></form>
            """);
    }

    private static string WithoutRole(HttpContext context, AgentsOptions options)
    {
        var provider = options.Authority ?? "this installation";
        // Without an id nothing could be put down to anybody, whatever else was granted.
        if (AgentClaims.AgentOf(context.User) is not { } agent)
            return $"You are signed in, but neither «oid» nor «sub» says who you are. Ask whoever administers the accounts at {provider} to put one of them into the tokens for this application, then sign in again.";
        // The audit log asks for another role than the rest.
        var role = AgentClaims.HasRole(context.User, options.RoleClaim, options.Role) ? options.SupervisorRole : options.Role;
        return $"You are signed in as {agent.Name}, but without the role «{role}» in the claim «{options.RoleClaim}». "
            + $"Ask whoever administers the accounts at {provider} to give it to you, then sign in again.";
    }
}
