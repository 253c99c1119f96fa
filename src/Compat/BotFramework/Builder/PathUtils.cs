using System.IO;

namespace Microsoft.Bot.Builder;

/// <summary>Makes paths fit the operating system. Stands for <c>Microsoft.Bot.Builder.PathUtils</c>.</summary>
public static class PathUtils
{
    public static string NormalizePath(string ambiguousPath) =>
        ambiguousPath.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar);
}
