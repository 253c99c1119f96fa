using Microsoft.Extensions.FileProviders;

namespace SupportBot.WebChat;

/// <summary>Serves the chat page from beside the program, wherever that is started from.</summary>
internal static partial class ChatPage
{
    /// <summary>Styles may be inline, because Web Chat writes its own; scripts and connections are ours alone.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
        + "media-src 'self' blob:; font-src 'self' data:; connect-src 'self' blob:; worker-src blob:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Answers <c>/</c> and its files.</summary>
    public static IApplicationBuilder UseChatPage(this IApplicationBuilder app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ChatPage));
        if (!Directory.Exists(folder) || !File.Exists(Path.Combine(folder, "lib", "webchat.js")))
            LogMissing(logger);
        if (!Directory.Exists(folder))
            return app;

        var files = new PhysicalFileProvider(folder);
        app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(files.Dispose);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file =>
            {
                var headers = file.Context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.CacheControl = "no-cache";
                if (file.File.Name.EndsWith(".html", StringComparison.Ordinal))
                {
                    headers.ContentSecurityPolicy = ContentSecurityPolicy;
                    headers["Referrer-Policy"] = "no-referrer";
                }
            },
        });
        return app;
    }

    [LoggerMessage(LogLevel.Warning, "The chat page can't work: wwwroot/lib/webchat.js is missing. With Node.js 20 and a network, run "
        + "node src/SupportBot/fetch-webchat.mjs, then build and start again. Everything else works")]
    private static partial void LogMissing(ILogger logger);
}
