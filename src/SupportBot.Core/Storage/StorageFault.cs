namespace SupportBot.Core.Storage;

/// <summary>Why the bot's own database can't be used.</summary>
public enum StorageFault
{
    /// <summary>There is no room for what is to be written.</summary>
    Full,

    /// <summary>Somebody else keeps it locked, or too many wait to write.</summary>
    Busy,

    /// <summary>It may not be written.</summary>
    ReadOnly,

    /// <summary>The disk, or the way to it, fails.</summary>
    OutOfReach,

    /// <summary>Its content is broken; this doesn't pass by itself.</summary>
    Damaged,
}
