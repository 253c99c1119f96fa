namespace SupportBot.Core.Storage;

public enum StorageFault
{
    Full,

    /// <summary>Somebody else keeps it locked, or too many wait to write.</summary>
    Busy,
    ReadOnly,

    /// <summary>The disk, or the way to it, fails.</summary>
    OutOfReach,

    /// <summary>Its content is broken; this doesn't pass by itself.</summary>
    Damaged,
}
