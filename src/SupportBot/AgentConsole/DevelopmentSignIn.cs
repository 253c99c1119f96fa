using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace SupportBot.AgentConsole;

/// <summary><c>/agent/sign-in</c>: in Development, whoever gives a name is an agent in the console. Nowhere else is it mapped.</summary>
internal static class DevelopmentSignIn
{
    public const string Scheme = "AgentConsole";

    private const string Path = "/agent/sign-in";
    private const int LongestName = 60;

    public static IServiceCollection AddDevelopmentSignIn(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "supportbot-agent";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.LoginPath = Path;
            cookie.ReturnUrlParameter = "to";
            cookie.ExpireTimeSpan = AgentSessions.Lifetime;
        });
        services.AddAuthorizationBuilder().AddPolicy(ConsolePages.Policy, agent => agent.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services;
    }

    public static void MapDevelopmentSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpContext context, string? to) => Page(context, to, ""));
        app.MapPost(Path, async (HttpContext context, CancellationToken ct) =>
        {
            var form = await context.Request.ReadFormAsync(ct);
            var name = form["name"].ToString().Trim();
            var to = form["to"].ToString();
            if (name.Length is 0 or > LongestName)
                return Page(context, to, ConsoleWords.Of("SignIn.Missing"));
            // The same id as the Development sign-in of /api/agent gives, so that both are one agent.
            var identity = new ClaimsIdentity([new("sub", "development:" + name), new("name", name)], Scheme, "name", null);
            await context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
            return Results.LocalRedirect(IsOurs(to) ? to : "/agent");
        }).DisableAntiforgery();
        app.MapPost("/agent/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(Scheme);
            return Results.LocalRedirect(Path);
        }).DisableAntiforgery();
    }

    private static bool IsOurs(string? to) => to is not null && (to == "/agent" || to.StartsWith("/agent/", StringComparison.Ordinal));

    private static IResult Page(HttpContext context, string? to, string problem)
    {
        ConsolePages.Protect(context.Response.Headers);
        return Results.Content(string.Format(CultureInfo.InvariantCulture, """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{0}</title>
              <link rel="icon" href="/icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/console/console.css">
            </head>
            <body class="sign-in">
              <main>
                <img src="/icon.svg" width="44" height="44" alt="">
                <h1>{0}</h1>
                <p>{1}</p>
                <form method="post" action="/agent/sign-in">
                  <label for="name">{2}</label>
                  <input id="name" name="name" required maxlength="60" autocomplete="name" autofocus aria-describedby="problem">
                  <p id="problem" role="alert">{4}</p>
                  <input type="hidden" name="to" value="{5}">
                  <button type="submit">{3}</button>
                </form>
              </main>
            </body>
            </html>
            """,
            Html(ConsoleWords.Of("SignIn.Title")), Html(ConsoleWords.Of("SignIn.Explain")), Html(ConsoleWords.Of("SignIn.Name")), Html(ConsoleWords.Of("SignIn.Button")),
            Html(problem), Html(IsOurs(to) ? to! : "")), "text/html; charset=utf-8");
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
