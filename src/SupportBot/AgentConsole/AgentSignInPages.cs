using System.Text.Encodings.Web;

namespace SupportBot.AgentConsole;

/// <summary>The few plain pages around signing in; the console itself is elsewhere.</summary>
internal static class AgentSignInPages
{
    public static Task WriteAsync(HttpContext context, string title, string body)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}} · SupportBot agents</title>
            <style>
              :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
              main { max-width: 28rem; margin: 10vh auto; padding: 0 1rem }
              label, input, button { display: block; font: inherit; margin: .5rem 0 }
              input, button { padding: .5rem .75rem; box-sizing: border-box; width: 100% }
            </style>
            <main>
            <h1>{{title}}</h1>
            {{body}}
            </main>
            </html>
            """, context.RequestAborted);
    }

    /// <summary>Asks for a name, in Development.</summary>
    public static Task NameAsync(HttpContext context, string returnUrl, string? mistake) => WriteAsync(context, "Sign in as an agent", $"""
        <p>This is Development: any name will do.</p>
        {(mistake is null ? "" : $"<p role=\"alert\">{HtmlEncoder.Default.Encode(mistake)}</p>")}
        <form method="post" action="/agent/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}">
        <label for="name">Your name</label>
        <input id="name" name="name" required maxlength="100" autocomplete="name" autofocus>
        <button>Sign in</button>
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
}
