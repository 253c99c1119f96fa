namespace SupportBot.Language.Runtime;

/// <summary>A place in a grammar: waits for one of <paramref name="Bytes"/>, or leads on at once (<paramref name="Next"/> and
/// <paramref name="Other"/>, -1 for none), or is the end (no bytes, no next).</summary>
internal sealed record GrammarNode(ByteSet? Bytes, int Next, int Other);

/// <summary>Some of the 256 bytes; compared by content.</summary>
internal sealed record ByteSet(ulong A, ulong B, ulong C, ulong D)
{
    public static ByteSet Of(byte from, byte to)
    {
        var parts = new ulong[4];
        for (int value = from; value <= to; value++)
            parts[value >> 6] |= 1UL << (value & 63);
        return new ByteSet(parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>The only byte, or <c>null</c> when there are several.</summary>
    public byte? Single => Enumerable.Range(0, 256).Where(value => Contains((byte)value)).Take(2).ToList() is [var only] ? (byte)only : null;

    public bool Contains(byte value) => ((value >> 6) switch { 0 => A, 1 => B, 2 => C, _ => D } >> (value & 63) & 1) != 0;

    public ByteSet With(ByteSet other) => new(A | other.A, B | other.B, C | other.C, D | other.D);

    public ByteSet Without(ByteSet other) => new(A & ~other.A, B & ~other.B, C & ~other.C, D & ~other.D);
}
