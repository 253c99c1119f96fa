using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.SafeLLamaHandleBase.</summary>
public abstract class SafeLLamaHandleBase : SafeHandle
{
    private protected SafeLLamaHandleBase()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public override string ToString() => handle.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
