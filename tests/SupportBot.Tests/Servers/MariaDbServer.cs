using MySqlConnector;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Servers;

public sealed class MariaDbServer() : DatabaseServer(
    """
    PATH="/usr/sbin:/usr/bin:$PATH"
    command -v mariadbd >/dev/null || { echo "MariaDB is missing: apt-get install mariadb-server" >&2; exit 1; }
    prepare() { own mysql; as mysql mkdir tmp; as mysql mariadb-install-db --no-defaults --tmpdir="$folder/tmp" --datadir="$folder/data" --auth-root-authentication-method=normal --skip-test-db; }
    start() {
      as mysql mariadbd --no-defaults --datadir="$folder/data" --tmpdir="$folder/tmp" --socket="$folder/s" --pid-file="$folder/pid" --skip-networking \
        --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=32M --character-set-server=utf8mb4 >log 2>&1 &
      for i in $(seq 300); do
        mariadb --no-defaults --socket="$folder/s" -u root -e "DELETE FROM mysql.global_priv WHERE User=''; FLUSH PRIVILEGES" 2>/dev/null && return 0
        sleep 0.1
      done
      cat log; return 1
    }
    halt() { kill -9 "$(cat pid)"; while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done; rm -f s pid; }
    """)
{
    /// <returns>The name of a new database.</returns>
    public async Task<string> CreateAsync()
    {
        var name = NewName();
        await using var connection = new MySqlConnection(ConnectionString("mysql") + ";Pooling=false");
        await connection.OpenAsync();
        await connection.Command($"CREATE DATABASE {name}").RunAsync(default);
        return name;
    }

    public string ConnectionString(string name) => $"Server={Folder}/s;Protocol=unix;User ID=root;Database={name};AllowUserVariables=true";
}
