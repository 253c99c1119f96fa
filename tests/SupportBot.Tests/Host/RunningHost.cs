using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Host;

/// <summary>The whole application on a free port of this machine, with a data folder of its own.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo? _ownFolder;
    private bool _stopped;

    private RunningHost(WebApplication app, string folder, DirectoryInfo? ownFolder)
    {
        _app = app;
        _ownFolder = ownFolder;
        Folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="bot">What answers instead of the real bot.</param>
    /// <param name="folder">The data folder of an earlier host, to go on from.</param>
    public static async Task<RunningHost> StartAsync(
        IBot? bot = null, string? folder = null, TimeProvider? time = null, string environment = "Development", params (string Key, string Value)[] settings)
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("supportbot-test-") : null;
        var values = settings.Append(("SUPPORTBOT_DATA", folder ?? own!.FullName)).Append(("urls", "http://127.0.0.1:0"));
        var app = Application.Build([$"--environment={environment}", .. values.Select(setting => $"--{setting.Item1}={setting.Item2}")], builder =>
        {
            builder.Logging.ClearProviders();
            if (bot is not null)
                builder.Services.Replace(ServiceDescriptor.Singleton(bot));
            if (time is not null)
                builder.Services.Replace(ServiceDescriptor.Singleton(time));
        });
        await app.PrepareDatabasesAsync(CancellationToken.None);
        await app.StartAsync();
        return new RunningHost(app, folder ?? own!.FullName, own);
    }

    /// <summary>Stops the host and keeps its data folder.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _app.StopAsync();
        await _app.DisposeAsync();
        Http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _ownFolder?.Delete(recursive: true);
    }
}
