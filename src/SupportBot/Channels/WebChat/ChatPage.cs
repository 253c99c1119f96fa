using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace SupportBot.Channels.WebChat;

/// <summary>Serves the chat page, the page that the widget frames and the widget itself from beside the program, wherever that is
/// started from. The files that hold words are filled in here, in the language that the browser asks for.</summary>
internal static partial class ChatPage
{
    /// <summary>Styles may be inline, because Web Chat writes its own; scripts and connections are ours alone.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
        + "media-src 'self' blob:; font-src 'self' data:; connect-src 'self' blob:; worker-src blob:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors ";

    /// <summary>What a shop with strict rules of its own has to allow for the widget, here by the example shop.</summary>
    private const string ExampleShopPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string FramedPage = "widget/index.html";

    private static readonly Dictionary<string, string> FilesWithWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/"] = "index.html",
        ["/index.html"] = "index.html",
        ["/widget/"] = FramedPage,
        ["/widget/index.html"] = FramedPage,
        ["/widget.js"] = "widget.js",
    };

    /// <summary>Answers <c>/</c>, <c>/widget/</c>, <c>/widget.js</c> and their files.</summary>
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
        var development = app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var words = app.ApplicationServices.GetRequiredService<PageTextCatalog>();
        var origins = app.ApplicationServices.GetRequiredService<IOptions<WebChatOptions>>().Value.AllowedOrigins;
        var colours = PageColours.Read();
        var filled = new ConcurrentDictionary<(string File, string Language), byte[]>();
        app.Use((context, next) =>
        {
            if (!FilesWithWords.TryGetValue(context.Request.Path.Value ?? "", out var file)
                || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
                return next(context);

            var texts = words.For(context.Request);
            var content = filled.GetOrAdd((file, texts.Language), _ => Fill(folder, file, texts, colours, origins, development));
            return SendAsync(context, file, texts.Language, content, file == FramedPage ? Ancestors(origins, development) : "'none'");
        });
        // A branch without an end answers 404.
        if (!development)
            app.MapWhen(context => context.Request.Path.StartsWithSegments(ExampleShopEndpoints.Path), _ => { });
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
                    headers.ContentSecurityPolicy = file.Context.Request.Path.StartsWithSegments(ExampleShopEndpoints.Path)
                        ? ExampleShopPolicy
                        : ContentSecurityPolicy + "'none'";
                    headers["Referrer-Policy"] = "no-referrer";
                }
            },
        });
        return app;
    }

    /// <summary>In Development our own example shop frames the chat, too.</summary>
    private static string Ancestors(IReadOnlyList<string> origins, bool development)
    {
        IReadOnlyList<string> all = development ? [.. origins, "'self'"] : origins;
        return all.Count == 0 ? "'none'" : string.Join(' ', all);
    }

    /// <summary><c>{{Key}}</c> becomes a text, <c>{{language}}</c> its language, <c>{{light-accent}}</c> a colour, <c>{{settings}}</c>
    /// what scripts need to know.</summary>
    private static byte[] Fill(string folder, string file, PageTexts texts, PageColours colours, IReadOnlyList<string> origins, bool development)
    {
        TextEncoder encoder = IsPage(file) ? HtmlEncoder.Default : JavaScriptEncoder.Default;
        return Encoding.UTF8.GetBytes(Placeholder().Replace(File.ReadAllText(Path.Combine(folder, file)), place => place.Groups[1].Value switch
        {
            "language" => texts.Language,
            // This encoder, too, leaves no character that could end a script element.
            "settings" => JsonSerializer.Serialize(new { development, origins, language = texts.Language, texts = texts.Texts }, JsonSerializerOptions.Web),
            var colour when colour.StartsWith("light-", StringComparison.Ordinal) => colours.Light(colour["light-".Length..]),
            var colour when colour.StartsWith("dark-", StringComparison.Ordinal) => colours.Dark(colour["dark-".Length..]),
            var key => encoder.Encode(texts[key]),
        }));
    }

    private static bool IsPage(string file) => file.EndsWith(".html", StringComparison.Ordinal);

    private static Task SendAsync(HttpContext context, string file, string language, byte[] content, string ancestors)
    {
        var isPage = IsPage(file);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Language";
        headers.ContentLanguage = language;
        headers.CacheControl = "no-cache";
        if (isPage)
        {
            headers.ContentSecurityPolicy = ContentSecurityPolicy + ancestors;
            headers["Referrer-Policy"] = "no-referrer";
        }
        else
        {
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }

        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");
        return Results.Bytes(content, isPage ? "text/html; charset=utf-8" : "text/javascript; charset=utf-8", entityTag: tag).ExecuteAsync(context);
    }

    [GeneratedRegex(@"\{\{([\w-]+)\}\}")]
    private static partial Regex Placeholder();

    [LoggerMessage(LogLevel.Warning, "The chat page can't work: wwwroot/lib/webchat.js is missing. With Node.js 20 and a network, run "
        + "node src/SupportBot/fetch-webchat.mjs, then build and start again. Everything else works")]
    private static partial void LogMissing(ILogger logger);
}
