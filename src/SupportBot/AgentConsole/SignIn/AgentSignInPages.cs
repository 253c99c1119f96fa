using System.Text.Encodings.Web;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>The few plain pages around signing in; the console itself is elsewhere.</summary>
internal static class AgentSignInPages
{
    public static Task WriteAsync(HttpContext context, string title, string body)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{{title}}</title>
              <link rel="icon" href="/icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/console/console.css">
            </head>
            <body class="sign-in">
              <main>
                <img src="/icon.svg" width="44" height="44" alt="">
                <h1>{{title}}</h1>
                {{body}}
              </main>
            </body>
            </html>
            """, context.RequestAborted);
    }

    /// <summary>Asks for a name, in Development.</summary>
    public static Task NameAsync(HttpContext context, string returnUrl, string? mistake) => WriteAsync(context, Html("SignIn.Title"), $"""
        <p>{Html("SignIn.Explain")}</p>
        <form method="post" action="/agent/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}">
          <label for="name">{Html("SignIn.Name")}</label>
          <input id="name" name="name" required maxlength="100" autocomplete="name" autofocus aria-describedby="problem">
          <p id="problem" role="alert">{HtmlEncoder.Default.Encode(mistake ?? "")}</p>
          <button type="submit">{Html("SignIn.Button")}</button>
        </form>
        """);

    public static Task SignOutAsync(HttpContext context, string? name) => WriteAsync(context, "Sign out", name is null
        ? "<p>You are not signed in.</p><p><a href=\"/agent/sign-in\">Sign in</a></p>"
        : $"""<p>You are signed in as {HtmlEncoder.Default.Encode(name)}.</p><form method="post" action="/agent/sign-out"><button>Sign out</button></form>""");

    public static Task FailedAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return WriteAsync(context, "Signing in did not work", "<p>The identity provider refused, or this took too long.</p><p><a href=\"/agent/sign-in\">Try again</a></p>");
    }

    private static string Html(string key) => HtmlEncoder.Default.Encode(ConsoleTexts.Of(key));
}
