using Npgsql;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Servers;

public sealed class PostgresServer() : DatabaseServer(
    """
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    PATH="${bin:+$bin:}$PATH"
    command -v initdb >/dev/null || { echo "PostgreSQL is missing: apt-get install postgresql" >&2; exit 1; }
    prepare() { own postgres; as postgres initdb -D data -U bot -A trust --no-locale -E UTF8 --no-sync; }
    start() { as postgres pg_ctl -D data -l log -w -o "-c listen_addresses= -c unix_socket_directories=$folder -c fsync=off" start; }
    halt() { as postgres pg_ctl -D data -m immediate -w stop; }
    """)
{
    private readonly List<NpgsqlDataSource> _sources = [];

    public override async Task DisposeAsync()
    {
        foreach (var source in _sources)
            await source.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <returns>The name of a new database.</returns>
    public async Task<string> CreateAsync()
    {
        var name = NewName();
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await connection.Command($"CREATE DATABASE {name}").RunAsync(default);
        return name;
    }

    public string ConnectionString(string name) => $"Host={Folder};Username=bot;Database={name}";

    /// <summary>The bot's database on it, as one more process opens it.</summary>
    internal BotDatabase Open(string name) => new(Source(name), engine: SqlEngine.Postgres);

    private NpgsqlDataSource Source(string name)
    {
        var source = NpgsqlDataSource.Create(ConnectionString(name));
        _sources.Add(source);
        return source;
    }
}
