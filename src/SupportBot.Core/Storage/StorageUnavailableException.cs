namespace SupportBot.Core.Storage;

/// <summary>The bot's own database can't be read or written, whatever the statement; of a write nothing was kept. The message is
/// for operators and says how to mend it.</summary>
public sealed class StorageUnavailableException(StorageFault fault, Exception? inner = null) : DbException(InWords(fault, inner), inner)
{
    /// <summary>Whether the same may work later, without anybody's repairing the database.</summary>
    public bool MayPass => fault != StorageFault.Damaged;

    private static string InWords(StorageFault fault, Exception? inner) => fault switch
    {
        StorageFault.Full => "There is no room left for the bot's own database. Free some on its disk; everything then goes on by itself.",
        StorageFault.Busy => "Somebody else keeps the bot's own database locked, a backup or an open sqlite3 perhaps, or too much is written at once. It goes on by itself once that is over.",
        StorageFault.ReadOnly => "The bot's own database may not be written. Let the bot's user write the file and its folder; everything then goes on by itself.",
        StorageFault.Damaged => $"The bot's own database is damaged ({inner?.Message}). Stop the bot, and restore a copy of the file or rescue what can be read: sqlite3 bot.db .recover | sqlite3 new.db",
        _ => $"The bot's own database is out of reach ({inner?.Message}). Check its disk and the way to it; everything then goes on by itself.",
    };
}
