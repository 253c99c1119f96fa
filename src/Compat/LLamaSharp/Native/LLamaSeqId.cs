using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaSeqId: one of the sequences that share a context.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct LLamaSeqId
{
    public static readonly LLamaSeqId Zero = new(0);

    public int Value;

    private LLamaSeqId(int value) => Value = value;

    public static explicit operator int(LLamaSeqId pos) => pos.Value;

    public static explicit operator LLamaSeqId(int value) => new(value);

    public override readonly string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
