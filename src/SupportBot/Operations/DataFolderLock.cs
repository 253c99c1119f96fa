namespace SupportBot.Operations;

/// <summary>Keeps a second server off a data folder: both would run what the first has not finished. A killed process
/// lets go by itself.</summary>
internal static class DataFolderLock
{
    /// <returns>Dispose it to let go.</returns>
    /// <exception cref="StartupException">Another server runs on this folder.</exception>
    public static IDisposable Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new StartupException($"Another SupportBot runs on the data folder {folder}. Stop it, or set SUPPORTBOT_DATA to another folder.", error);
        }
    }
}
