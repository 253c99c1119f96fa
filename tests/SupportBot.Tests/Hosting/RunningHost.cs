using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SupportBot.Tests.Hosting;

/// <summary>A <see cref="BotHost"/> with a data folder of its own, and with a bot or a clock of the test's if it wants.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly BotHost _host;
    private readonly TemporaryFolder? _ownFolder;
    private bool _stopped;

    private RunningHost(BotHost host, string folder, TemporaryFolder? ownFolder)
    {
        _host = host;
        _ownFolder = ownFolder;
        Folder = folder;
    }

    public HttpClient Http => _host.Http;

    public string Folder { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="bot">What answers instead of the real bot.</param>
    /// <param name="folder">The data folder of an earlier host, to go on from.</param>
    public static async Task<RunningHost> StartAsync(
        IBot? bot = null, string? folder = null, TimeProvider? time = null, string environment = "Development", params (string Key, string Value)[] settings)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var host = await BotHost.StartAsync(
            folder ?? own!.Path,
            builder =>
            {
                if (bot is not null)
                    builder.Services.Replace(ServiceDescriptor.Singleton(bot));
                if (time is not null)
                    builder.Services.Replace(ServiceDescriptor.Singleton(time));
            },
            [$"--environment={environment}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        return new RunningHost(host, folder ?? own!.Path, own);
    }

    /// <summary>Stops the host and keeps its data folder.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ownFolder?.Dispose();
    }
}
