namespace SupportBot.Hosting;

/// <summary>Keeps the bot's own files to the user that it runs as: they hold keys and what customers wrote.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnersFolder | UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit);

    /// <summary>Makes a folder that is missing, for its owner only. One that is there stays as it is.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, OwnersFolder);
    }

    /// <summary>Makes a file that is missing, empty and for its owner only.</summary>
    public static void CreateFile(string path)
    {
        if (File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        new FileStream(path, options).Dispose();
    }

    /// <summary>Takes everybody else's rights to a database with its side files, and to a folder of keys.</summary>
    /// <returns>What others still have a right to.</returns>
    public static IReadOnlyList<string> MakePrivate(string database, string keys)
    {
        string[] files = [database, database + "-wal", database + "-shm", .. Directory.Exists(keys) ? Directory.GetFiles(keys) : []];
        return [.. files.Where(File.Exists).Where(file => !IsPrivate(file, OwnersFile)), .. Directory.Exists(keys) && !IsPrivate(keys, OwnersFolder) ? [keys]
            : Array.Empty<string>()];
    }

    private static bool IsPrivate(string path, UnixFileMode wanted)
    {
        if (OperatingSystem.IsWindows())
            return true;
        try
        {
            if ((File.GetUnixFileMode(path) & Others) != 0)
                File.SetUnixFileMode(path, wanted);
            return (File.GetUnixFileMode(path) & Others) == 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's file, a read-only disk, or gone meanwhile.
            return false;
        }
    }
}
