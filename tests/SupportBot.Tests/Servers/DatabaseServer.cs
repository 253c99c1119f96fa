using System.Diagnostics;

namespace SupportBot.Tests.Servers;

/// <summary>
/// A real database server with its data in a temporary folder, reached by a socket there and by nothing else. It runs as an
/// unprivileged user, and ends with this process however that ends: when the pipe to its keeper closes.
/// </summary>
/// <param name="functions">Shell: <c>prepare</c>, <c>start</c> (until it answers), <c>halt</c> (at once, as a power cut does).</param>
public abstract class DatabaseServer(string functions) : IAsyncLifetime
{
    private const string Keeper =
        """
        set -eu
        folder=$1
        as() { user=$1; shift; if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- env PATH="$PATH" "$@"; else "$@"; fi; }
        own() { [ "$(id -u)" != 0 ] || chown "$1" "$folder"; }
        cd "$folder"
        prepare >&2
        start >&2
        echo ready
        while read -r order; do "$order" >&2; echo "$order"; done
        halt >&2 || true
        cd /
        rm -rf "$folder"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-server-").FullName;
    private Process? _keeper;
    private Task<string>? _log;
    private int _databases;

    protected string Folder => _folder;

    public async Task InitializeAsync()
    {
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", functions + "\n" + Keeper, "keeper", _folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        // A full pipe would stop it.
        _log = _keeper.StandardError.ReadToEndAsync(CancellationToken.None);
        await HearAsync("ready");
    }

    public virtual async Task DisposeAsync()
    {
        if (_keeper is null)
            return;
        _keeper.StandardInput.Close();
        await _log!;
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    /// <summary>Kills it, as a power cut does.</summary>
    public Task HaltAsync() => OrderAsync("halt");

    public Task StartAsync() => OrderAsync("start");

    /// <returns>A name for a new database.</returns>
    protected string NewName() => $"test{Interlocked.Increment(ref _databases)}";

    private async Task OrderAsync(string order)
    {
        await _keeper!.StandardInput.WriteLineAsync(order);
        await _keeper.StandardInput.FlushAsync();
        await HearAsync(order);
    }

    private async Task HearAsync(string word)
    {
        using var limit = new CancellationTokenSource(Patience);
        if (await _keeper!.StandardOutput.ReadLineAsync(limit.Token) != word)
            throw new InvalidOperationException($"{GetType().Name} didn't come up: {await _log!}");
    }
}
