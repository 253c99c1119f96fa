namespace LLama.Native;

/// <summary>Stands for LLama.Native.NativeLibraryConfig: which native library is loaded. Must come before any other call.</summary>
public sealed class NativeLibraryConfig
{
    private readonly List<string> _searchDirectories = [];

    private NativeLibraryConfig()
    {
    }

    public static NativeLibraryConfigContainer All { get; } = new();

    public static NativeLibraryConfig LLama { get; } = new();

    public bool LibraryHasLoaded => LibraryLoader.HasLoaded;

    internal bool UseCuda { get; private set; } = true;

    internal IReadOnlyList<string> SearchDirectories => _searchDirectories;

    public NativeLibraryConfig WithCuda(bool enable = true)
    {
        ThrowIfLoaded();
        UseCuda = enable;
        return this;
    }

    public NativeLibraryConfig WithSearchDirectory(string directory)
    {
        ThrowIfLoaded();
        _searchDirectories.Add(directory);
        return this;
    }

    public NativeLibraryConfig WithLogCallback(NativeLogConfig.LLamaLogCallback callback)
    {
        ThrowIfLoaded();
        NativeLogConfig.llama_log_set(callback);
        return this;
    }

    private void ThrowIfLoaded()
    {
        if (LibraryHasLoaded)
            throw new InvalidOperationException("The library has already loaded, you can't change the configurations. Please finish the configuration setting before any call to LLamaSharp native APIs.");
    }
}
