using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>The addresses at which agents sign in and out.</summary>
internal static class AgentSignInEndpoints
{
    private const string ConsolePath = AgentSignIn.ConsolePath;

    public static void MapAgentSignIn(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<AgentsOptions>>().Value;
        var pages = app.MapGroup(ConsolePath).ExcludeFromDescription();
        if (options.HasProvider)
        {
            pages.MapGet("sign-in", (string? returnUrl) =>
                Results.Challenge(new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme]));
        }
        else
        {
            pages.MapGet("sign-in", (HttpContext context, string? returnUrl) => AgentSignInPages.NameAsync(context, Local(returnUrl), null));
            pages.MapPost("sign-in", (HttpContext context, string? returnUrl) => SignInAsync(context, returnUrl, options));
        }

        pages.MapGet("sign-out", (HttpContext context) => AgentSignInPages.SignOutAsync(context, AgentClaims.AgentOf(context.User)?.Name));
        pages.MapPost("sign-out", (HttpContext context) => SignOutAsync(context, options));
    }

    private static async Task SignInAsync(HttpContext context, string? returnUrl, AgentsOptions options)
    {
        var isForm = IsFromHere(context.Request) && context.Request.HasFormContentType;
        var name = isForm ? (await context.Request.ReadFormAsync(context.RequestAborted))["name"].ToString().Trim() : "";
        if (name.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await AgentSignInPages.NameAsync(context, Local(returnUrl), isForm ? ConsoleTexts.Of("SignIn.Missing") : "Please sign in on this page.");
            return;
        }

        var agent = AgentSessionHandler.Principal(new Agent("development:" + name, name), options, AgentSignIn.ConsoleScheme);
        await context.SignInAsync(AgentSignIn.ConsoleScheme, agent);
        context.Response.Redirect(Local(returnUrl));
    }

    private static async Task SignOutAsync(HttpContext context, AgentsOptions options)
    {
        if (!IsFromHere(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await AgentSignInPages.SignOutAsync(context, AgentClaims.AgentOf(context.User)?.Name);
            return;
        }

        context.RequestServices.GetRequiredService<ConsoleSessions>().End(context.User);
        await context.SignOutAsync(AgentSignIn.ConsoleScheme);
        if (options.HasProvider && await EndsSessionsAsync(context))
            await context.SignOutAsync(OpenIdConnectDefaults.AuthenticationScheme);
        else
            context.Response.Redirect(ConsolePath + "/sign-out");
    }

    /// <summary>Whether the provider has a page to sign out at; many have none.</summary>
    private static async Task<bool> EndsSessionsAsync(HttpContext context)
    {
        var provider = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme);
        // Where it is out of reach, the console's own cookie is gone, which is what matters here.
        return !string.IsNullOrEmpty((await AgentSchemes.DocumentAsync(provider.ConfigurationManager, context.RequestAborted))?.EndSessionEndpoint);
    }

    /// <summary>Whether no page of somebody else's sent this. Browsers name the origin with everything but plain reads, and
    /// of those they tell by themselves whether a page of the same origin asks.</summary>
    internal static bool IsFromHere(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin
        ? origin == $"{request.Scheme}://{request.Host}"
        : request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <returns>The address when it is one of the console's, else the console.</returns>
    private static string Local(string? returnUrl) =>
        returnUrl is not null
            && (returnUrl == ConsolePath || returnUrl.StartsWith(ConsolePath + "/", StringComparison.Ordinal)
            || returnUrl.StartsWith(ConsolePath + "?", StringComparison.Ordinal))
            && !returnUrl.Any(letter => char.IsControl(letter) || letter == '\\') ? returnUrl : ConsolePath;
}
