using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

/// <summary>The whole application in this process, on a free port of 127.0.0.1, with the sample shop and data of its own.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BotHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="data">The folder of the bot's own files; a second host on it continues where the first stopped.</param>
    /// <param name="settings">More settings, as on the command line.</param>
    public static async Task<BotHost> StartAsync(string data, Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var app = Application.Build(
            ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--SUPPORTBOT_DATA", data, "--Logging:LogLevel:Default", "None", "--Logging:LogLevel:Microsoft", "None", "--Llm:Model", "none", .. settings],
            configure);
        await app.PrepareDatabasesAsync(CancellationToken.None);
        await app.StartAsync();
        return new BotHost(app);
    }

    /// <summary>How many rows of the bot's own database there are.</summary>
    /// <param name="what">A table, and a WHERE after it.</param>
    public Task<long> CountAsync(string what) => Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command($"SELECT COUNT(*) FROM {what}");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
