namespace SupportBot.Core.Storage;

public enum SqlEngine
{
    Sqlite,
    Postgres,

    /// <summary>MySQL and MariaDB.</summary>
    MySql,
}

/// <summary>What engines write differently.</summary>
internal static class SqlEngines
{
    /// <summary>A name as it is, whatever it holds; «schema.table» is two.</summary>
    public static string Quote(this SqlEngine engine, string name) =>
        engine == SqlEngine.MySql ? $"`{name.Replace("`", "``", StringComparison.Ordinal)}`" : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string AsText(this SqlEngine engine, string expression) => $"CAST({expression} AS {(engine == SqlEngine.MySql ? "CHAR" : "TEXT")})";
}
