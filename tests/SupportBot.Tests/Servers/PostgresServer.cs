using System.Diagnostics;
using Npgsql;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Hosting.Schema;

/// <summary>
/// A PostgreSQL server with a cluster of its own in a temporary folder, reached by a socket there and by nothing else. It runs
/// as an unprivileged user, and ends with this process however that ends: when the pipe to its keeper closes.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Keeper =
        """
        set -eu
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
        PATH="${bin:+$bin:}$PATH"
        command -v initdb >/dev/null || { echo "PostgreSQL is missing: apt-get install postgresql" >&2; exit 1; }
        run() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- env PATH="$PATH" "$@"; else "$@"; fi; }
        [ "$(id -u)" != 0 ] || chown postgres "$1"
        cd "$1"
        run initdb -D data -U bot -A trust --no-locale -E UTF8 --no-sync >/dev/null
        run postgres -D data -c listen_addresses= -c unix_socket_directories="$1" -c fsync=off &
        cat >/dev/null
        run pg_ctl -D data -m immediate -s stop || true
        wait
        cd /
        rm -rf "$1"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-postgres-").FullName;
    private readonly List<NpgsqlDataSource> _sources = [];
    private Process? _keeper;
    private Task? _log;
    private int _databases;

    public async Task InitializeAsync()
    {
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", Keeper, "keeper", _folder]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(Patience);
        var log = "";
        while (await _keeper.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            log += line + "\n";
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                // A full pipe would stop it.
                _log = _keeper.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("PostgreSQL didn't start: " + log);
    }

    public async Task DisposeAsync()
    {
        foreach (var source in _sources)
            await source.DisposeAsync();
        if (_keeper is null)
            return;
        _keeper.StandardInput.Close();
        await (_log ?? Task.CompletedTask);
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    /// <returns>The name of a new database.</returns>
    public async Task<string> CreateAsync()
    {
        var name = $"bot{Interlocked.Increment(ref _databases)}";
        await using var command = Source("postgres").CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>The bot's database on it, as one more process opens it.</summary>
    internal BotDatabase Open(string name) => new(Source(name), engine: SqlEngine.Postgres);

    private NpgsqlDataSource Source(string name)
    {
        var source = NpgsqlDataSource.Create($"Host={_folder};Username=bot;Database={name}");
        _sources.Add(source);
        return source;
    }
}
