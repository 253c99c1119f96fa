using System.Runtime.InteropServices;

namespace SupportBot.Hosting;

/// <summary>Which file a path leads to, links resolved, and what was done to it last.</summary>
/// <param name="ChangedAt">When the file was put under its name or written, in nanoseconds since 1970.</param>
internal readonly record struct FileIdentity(long Device, long Inode, long Size, long ModifiedAt, long ChangedAt)
{
    private const int FromWorkingFolder = -100;
    private const uint BasicFacts = 0x7ff;
    private const int NanosecondsPerTick = 100;

    /// <summary>Whether both are one file, whatever was written to it meanwhile.</summary>
    public bool IsSameFile(FileIdentity other) => Device == other.Device && Inode == other.Inode;

    /// <summary>Asks the file system without opening the file: closing one drops the locks that SQLite has on it
    /// (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).</summary>
    /// <returns><c>null</c> when there is no such file, or it can't be reached.</returns>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return OfPortable(path);
        return Statx(FromWorkingFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, BasicFacts, out var facts) != 0 ? null
            : new(((long)facts.DeviceMajor << 32) | facts.DeviceMinor, (long)facts.Inode, (long)facts.Size, facts.Modified.Nanoseconds,
                facts.Changed.Nanoseconds);
    }

    /// <summary>Without the inode: a file of the same size and time passes for the same.</summary>
    private static FileIdentity? OfPortable(string path)
    {
        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return !file.Exists ? null
            : new(0, file.CreationTimeUtc.Ticks, file.Length, file.LastWriteTimeUtc.Ticks * NanosecondsPerTick,
                file.CreationTimeUtc.Ticks * NanosecondsPerTick);
    }

    // The same layout on every architecture, unlike stat's.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, out Facts facts);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Facts
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public Moment Changed;

        [FieldOffset(112)]
        public Moment Modified;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        private readonly long _seconds;
        private readonly uint _nanoseconds;
        private readonly int _padding;

        public readonly long Nanoseconds => (_seconds * 1_000_000_000) + _nanoseconds;
    }
}
