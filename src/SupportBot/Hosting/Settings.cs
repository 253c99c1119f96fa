using System.Reflection;
using Microsoft.Extensions.Configuration.Json;
using SupportBot.Language.Runtime;

namespace SupportBot.Hosting;

/// <summary>Where settings and files are found, and which of them must be there.</summary>
internal static class Settings
{
    public const string DefaultUrl = "http://localhost:3978";

    /// <summary>The repository in a checkout, else the folder of the executable: relative paths in settings count from here.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Whose dialogs this was built with: own or official.</summary>
    public static string BotDialogs { get; } =
        typeof(Settings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BotDialogs").Value!;

    /// <summary>What runs, for people: «Microsoft's Bot Framework 4.23.1 with our own dialogs».</summary>
    public static string BotFrameworkInWords { get; } =
        $"Microsoft's Bot Framework {typeof(Microsoft.Bot.Builder.IBot).Assembly.GetName().Version!.ToString(3)} with {(BotDialogs == "own" ? "our own" : "its own")} dialogs";

    public static string DataFolder(IConfiguration configuration) =>
        Path.GetFullPath(configuration["SUPPORTBOT_DATA"] is { Length: > 0 } folder ? folder : "data", Root);

    /// <summary>The folder of the keys that protect the console's cookies.</summary>
    public static string KeysFolder(IConfiguration configuration) => Path.Combine(DataFolder(configuration), "keys");

    public static LanguagePlaces LanguagePlaces(IConfiguration configuration)
    {
        var inRepository = Path.Combine(Root, "models");
        return new LanguagePlaces(
            Directory.Exists(inRepository) ? inRepository : Path.Combine(AppContext.BaseDirectory, "models"),
            Path.Combine(DataFolder(configuration), "models"),
            [DotnetHost(), typeof(Settings).Assembly.Location, "models", "try"]);
    }

    public static WebApplicationOptions Options(string[] args)
    {
        var source = Path.Combine(Root, "src", "SupportBot");
        return new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Settings).Assembly.GetName().Name,
            ContentRootPath = Directory.Exists(source) ? source : AppContext.BaseDirectory,
        };
    }

    /// <summary>Adds the root's settings for Development beneath the environment's and the command line's, and the address.</summary>
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            var sources = builder.Configuration.Sources;
            var lastFile = sources.OfType<JsonConfigurationSource>().LastOrDefault();
            var file = new JsonConfigurationSource { Path = Path.Combine(Root, "appsettings.Development.json"), Optional = true };
            file.ResolveFileProvider();
            sources.Insert(lastFile is null ? 0 : sources.IndexOf(lastFile) + 1, file);
        }

        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null)
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>Outside Development nothing starts without a way to tell who a customer is.</summary>
    public static void RequireSafeSettings(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        MicrosoftAppOptions.Trim(configuration);
        var hasApp = !string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]);
        var hasWebChat = !string.IsNullOrWhiteSpace(configuration["WebChat:Secret"]) || !string.IsNullOrWhiteSpace(configuration["WebChat:JwksUri"]);
        if (!builder.Environment.IsDevelopment() && !hasApp && !hasWebChat)
        {
            throw new StartupException(
                $"The environment is {builder.Environment.EnvironmentName}, and nothing tells who a customer is. "
                + "Set MicrosoftAppId (for Teams and other Bot Service channels), or WebChat:Secret or WebChat:JwksUri (for the web chat), "
                + "or set ASPNETCORE_ENVIRONMENT=Development to try the bot with sample customers.");
        }
    }

    /// <summary>The program that runs assemblies: this process's own, unless it was started by a program made of one.</summary>
    private static string DotnetHost() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SupportBot.sln")))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}

/// <summary>The application can't start. The message is for whoever starts it and says what to do.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
