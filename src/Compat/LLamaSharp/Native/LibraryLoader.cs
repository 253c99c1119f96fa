using System.Reflection;
using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Finds llama.cpp's libraries (release b8390, from the npm packages @node-llama-cpp) and loads the best backend for
/// this machine. They lie in a folder <c>llama/PLATFORM</c> beside the program, or in a search directory of
/// <see cref="NativeLibraryConfig"/>.</summary>
internal static unsafe class LibraryLoader
{
    public const string Llama = "llama";

    private static readonly Lock Once = new();
    private static nint _library;

    public static bool HasLoaded => _library != 0;

    /// <exception cref="DllNotFoundException">No library for this machine; the message says where was looked and how to mend.</exception>
    public static void Load()
    {
        lock (Once)
        {
            if (_library != 0)
                return;
            var folder = Find();
            // Backends are no dependencies of the library: without this call no model can be loaded.
            var ggml = NativeLibrary.Load(FileIn(folder, "ggml"));
            _library = NativeLibrary.Load(FileIn(folder, "llama"));
            NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Llama ? _library : 0);
            NativeLogConfig.Attach(_library);
            var path = Marshal.StringToCoTaskMemUTF8(folder);
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(ggml, "ggml_backend_load_all_from_path"))(path);
            Marshal.FreeCoTaskMem(path);
            ((delegate* unmanaged[Cdecl]<void>)NativeLibrary.GetExport(_library, "llama_backend_init"))();
        }
    }

    private static string Find()
    {
        var config = NativeLibraryConfig.LLama;
        var roots = config.SearchDirectories.Append(Path.Combine(AppContext.BaseDirectory, "llama")).Append(Path.Combine(Path.GetDirectoryName(typeof(LibraryLoader).Assembly.Location) ?? ".", "llama"));
        var platform = Platform();
        string[] names = config.UseCuda ? [platform + "-cuda", platform] : [platform];
        var folders = names.SelectMany(name => roots.Select(root => Path.Combine(root, name))).Distinct().ToList();
        return folders.Find(folder => Directory.Exists(folder) && TryFile(folder, "llama") is not null)
            ?? throw new DllNotFoundException($"llama.cpp's libraries are missing: looked in {string.Join(", ", folders)}. With Node and a network, build again, or run: node src/Compat/LLamaSharp/fetch-llama.mjs");
    }

    private static string Platform()
    {
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        if (OperatingSystem.IsWindows())
            return "win-" + processor;
        return OperatingSystem.IsMacOS() ? (processor == "arm64" ? "mac-arm64-metal" : "mac-x64") : "linux-" + processor;
    }

    private static string FileIn(string folder, string library) => TryFile(folder, library)
        ?? throw new DllNotFoundException($"{folder} has no library {library}. Delete the folder and build again.");

    /// <summary>Libraries carry llama.cpp's release in their names: libllama.b8390.so.</summary>
    private static string? TryFile(string folder, string library) => Directory.EnumerateFiles(folder)
        .FirstOrDefault(file => Path.GetFileName(file) is var name
            && (name.StartsWith("lib" + library + ".", StringComparison.Ordinal) || name.StartsWith(library + ".", StringComparison.Ordinal))
            && Path.GetExtension(name) is ".so" or ".dylib" or ".dll");
}
