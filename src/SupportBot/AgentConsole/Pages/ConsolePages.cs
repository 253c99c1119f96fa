using MudBlazor.Services;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole.Pages;

/// <summary><c>/agent</c>: the console's pages, Blazor components that run here and talk to the desk in process.</summary>
internal static class ConsolePages
{
    /// <summary>Nothing from elsewhere, no script in the page. Styles may be inline: MudBlazor writes its theme and the places of
    /// its popovers so. The circuit's web socket is of our own origin.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string Circuits = "/_blazor";

    /// <summary>Consoles that one agent may have open: each keeps its lists here.</summary>
    public const int MaxTabs = 20;

    private const int MaxTabsInAll = 500;

    public static IServiceCollection AddConsolePages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddMudServices();
        return services.AddSingleton<ConsoleSessions>();
    }

    public static void MapConsolePages(this WebApplication app)
    {
        var tabs = new Places(MaxTabsInAll, MaxTabs);
        app.UseAntiforgery();
        app.MapRazorComponents<ConsoleDocument>().AddInteractiveServerRenderMode().RequireAuthorization(AgentSignIn.Policy)
            .Add(endpoint =>
            {
                var next = endpoint.RequestDelegate;
                if (next is null)
                    return;
                endpoint.RequestDelegate = context =>
                {
                    // A page elsewhere would act with the agent's cookie: sockets ask nobody whether they may.
                    if (context.Request.Path.StartsWithSegments(Circuits) && !AgentSignInEndpoints.IsFromHere(context.Request))
                        return AgentRefusals.FromElsewhereAsync(context);
                    Protect(context.Response.Headers);
                    // A circuit's connection is the one request to just this address.
                    return context.Request.Path == Circuits ? InAPlaceAsync(tabs, context, next) : next(context);
                };
            });
    }

    private static async Task InAPlaceAsync(Places tabs, HttpContext context, RequestDelegate next)
    {
        using var place = tabs.Take(AgentClaims.AtWork(context).Agent.Id);
        await (place is null ? AgentRefusals.TooManyTabsAsync(context) : next(context));
    }

    /// <summary>What every page of the console is sent with.</summary>
    public static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        // Other sites learn nothing. With no-referrer a browser would hide from ours, too, that the form for signing out is its own.
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
