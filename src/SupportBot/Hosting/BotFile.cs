namespace SupportBot.Hosting;

/// <summary>The SQLite file of the bot's own database; <see cref="Databases.OpenBot"/> makes it.</summary>
/// <param name="source">Opens connections to the file of <paramref name="connectionString"/>.</param>
internal sealed class BotFile(string path, string connectionString, DbDataSource source)
{
    private const int Incremental = 2;

    private readonly FileIdentity? _opened = FileIdentity.Of(path);

    public string FilePath => path;

    public DbDataSource Source => source;

    /// <summary>Whether another file, or none, has its name by now. What is written then is lost with the process.</summary>
    public bool IsGone => _opened is { } opened && !(FileIdentity.Of(path) is { } now && now.IsSameFile(opened));

    /// <inheritdoc cref="Databases.Check"/>
    public (string? Damage, bool IsComplete) Check(TimeSpan limit)
    {
        using var connection = Databases.Connect(connectionString);
        connection.Open();
        return Databases.Check(connection, limit);
    }

    /// <summary>Lets a file of an earlier version give room back to the disk from now on, by writing it anew.</summary>
    public void TakeUpIncrementalVacuum()
    {
        using var connection = Databases.Connect(connectionString);
        connection.Open();
        if (Convert.ToInt32(Databases.Run(connection, "PRAGMA auto_vacuum"), CultureInfo.InvariantCulture) == Incremental)
            return;
        Databases.Run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
        Databases.Run(connection, "VACUUM");
    }
}
