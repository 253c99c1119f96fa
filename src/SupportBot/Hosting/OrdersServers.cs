using MySqlConnector;
using Npgsql;

namespace SupportBot.Hosting;

/// <summary>Opens a shop's PostgreSQL, MySQL or MariaDB, read-only, in UTC, and with a limit for each query, whatever the user may do there.</summary>
internal static class OrdersServers
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    /// <exception cref="OrdersUnavailableException">The string isn't usable.</exception>
    public static DbDataSource Postgres(string connectionString, TimeSpan queryLimit)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            LimitTo(settings, "Timeout", "Command Timeout", queryLimit);
            // Given at the start of the session, they hold when the pool resets it.
            settings.Options = string.Create(CultureInfo.InvariantCulture,
                $"{settings.Options} -c default_transaction_read_only=on -c statement_timeout={queryLimit.TotalMilliseconds:F0} -c timezone=UTC").Trim();
            settings.ApplicationName ??= "SupportBot";
            return NpgsqlDataSource.Create(settings);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or NotSupportedException)
        {
            throw new OrdersUnavailableException($"ConnectionStrings:Orders can't be used for PostgreSQL: {error.Message}", error);
        }
    }

    /// <exception cref="OrdersUnavailableException">The string isn't usable.</exception>
    public static DbDataSource MySql(string connectionString, TimeSpan queryLimit)
    {
        try
        {
            var settings = new MySqlConnectionStringBuilder(connectionString)
            {
                // «0000-00-00» is no error, tinyint(1) and char(36) are ids like others.
                ConvertZeroDateTime = true,
                TreatTinyAsBoolean = false,
                GuidFormat = MySqlGuidFormat.None,
                // The session is ours alone and never changes.
                ConnectionReset = false,
            };
            LimitTo(settings, "Connection Timeout", "Default Command Timeout", queryLimit);
            var builder = new MySqlDataSourceBuilder(settings.ConnectionString);
            builder.UseConnectionOpenedCallback(async (opened, ct) =>
            {
                if (!opened.Conditions.HasFlag(MySqlConnectionOpenedConditions.New))
                    return;
                var limit = opened.Connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
                    ? FormattableString.Invariant($"max_statement_time = {queryLimit.TotalSeconds}")
                    : FormattableString.Invariant($"max_execution_time = {queryLimit.TotalMilliseconds:F0}");
                await opened.Connection.Command("SET SESSION TRANSACTION READ ONLY").RunAsync(ct);
                await opened.Connection.Command($"SET SESSION {limit}, time_zone = '+00:00'").RunAsync(ct);
            });
            return builder.Build();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or NotSupportedException)
        {
            throw new OrdersUnavailableException($"ConnectionStrings:Orders can't be used for MySQL or MariaDB: {error.Message}", error);
        }
    }

    private static void LimitTo(DbConnectionStringBuilder settings, string connect, string command, TimeSpan queryLimit)
    {
        if (!settings.ShouldSerialize(connect))
            settings[connect] = (int)ConnectLimit.TotalSeconds;
        // The server ends a query first and says so; this is for one that no longer answers.
        if (!settings.ShouldSerialize(command))
            settings[command] = (int)Math.Ceiling(queryLimit.TotalSeconds) + 1;
    }
}
