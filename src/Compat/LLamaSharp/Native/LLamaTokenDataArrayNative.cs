using System.Buffers;
using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaTokenDataArrayNative: candidates in the form that samplers take.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LLamaTokenDataArrayNative
{
    private unsafe LLamaTokenData* _data;
    private ulong _size;
    private long _selected;
    private sbyte _sorted;

    /// <summary>The candidates; valid while the handle of <see cref="Create"/> lives.</summary>
    public Span<LLamaTokenData> Data
    {
        get
        {
            unsafe
            {
                return new Span<LLamaTokenData>(_data, checked((int)Size));
            }
        }
    }

    public bool Sorted
    {
        get => _sorted != 0;
        set => _sorted = value ? (sbyte)1 : (sbyte)0;
    }

    public long Selected
    {
        get => _selected;
        set => _selected = value;
    }

    public ulong Size
    {
        get => _size;
        set => _size = value;
    }

    public static MemoryHandle Create(LLamaTokenDataArray array, out LLamaTokenDataArrayNative native)
    {
        var handle = array.Data.Pin();
        unsafe
        {
            native = new LLamaTokenDataArrayNative { _data = (LLamaTokenData*)handle.Pointer };
        }

        native.Size = (ulong)array.Data.Length;
        native.Selected = -1;
        native.Sorted = array.Sorted;
        return handle;
    }
}
