namespace LLama.Native;

/// <summary>Stands for LLama.Native.NativeLibraryConfigContainer: sets all native libraries at once.</summary>
public sealed class NativeLibraryConfigContainer
{
    internal NativeLibraryConfigContainer()
    {
    }

    public NativeLibraryConfigContainer WithCuda(bool enable = true)
    {
        NativeLibraryConfig.LLama.WithCuda(enable);
        return this;
    }

    public NativeLibraryConfigContainer WithSearchDirectory(string directory)
    {
        NativeLibraryConfig.LLama.WithSearchDirectory(directory);
        return this;
    }

    public NativeLibraryConfigContainer WithLogCallback(NativeLogConfig.LLamaLogCallback callback)
    {
        NativeLibraryConfig.LLama.WithLogCallback(callback);
        return this;
    }
}
