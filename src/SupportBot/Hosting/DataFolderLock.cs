namespace SupportBot.Hosting;

/// <summary>Keeps a second server off a data folder: both would run what the first has not finished. A killed process
/// lets go by itself.</summary>
internal static class DataFolderLock
{
    /// <returns>Dispose it to let go.</returns>
    /// <exception cref="StartupException">Another server runs on this folder, or it can't be written.</exception>
    public static IDisposable Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new StartupException($"Another SupportBot runs on the data folder {folder}. Stop it, or set SUPPORTBOT_DATA to another folder.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {folder} can't be written: {error.Message} Let the user that SupportBot runs as write it, or set SUPPORTBOT_DATA to another folder.", error);
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
