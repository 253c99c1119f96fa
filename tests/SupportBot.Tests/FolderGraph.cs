using System.Reflection;
using ArchUnitNET.Loader;

namespace SupportBot.Tests;

/// <summary>Which folder of a project uses which, by the namespaces of its types.</summary>
/// <param name="Uses">From, to, and a type in each that shows it.</param>
internal sealed record FolderGraph(IReadOnlyList<(string From, string To, string User, string Used)> Uses)
{
    /// <summary>Reads signatures and bodies of all types of an assembly.</summary>
    public static FolderGraph Of(Assembly assembly)
    {
        var own = assembly.GetName().Name!;
        return new([.. new ArchLoader().LoadAssembly(assembly).Build().Types.SelectMany(type => type.Dependencies)
            .Select(use => (From: use.Origin.Namespace?.FullName ?? "", To: use.Target.Namespace?.FullName ?? "", User: use.Origin.Name, Used: use.Target.Name))
            .Where(use => use.From != use.To && IsOf(own, use.From) && IsOf(own, use.To))
            .DistinctBy(use => (use.From, use.To))]);
    }

    /// <returns>The uses that lie on a way back to where it began, in order of their names; empty when there are none.</returns>
    public IReadOnlyList<string> Cycles() =>
        [.. Uses.Where(use => Reaches(use.To, use.From)).Select(use => $"{use.From} -> {use.To} ({use.User} uses {use.Used})").Order(StringComparer.Ordinal)];

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var next = new Stack<string>([from]);
        while (next.TryPop(out var folder))
        {
            if (folder == to)
                return true;
            if (!seen.Add(folder))
                continue;
            foreach (var use in Uses.Where(use => use.From == folder))
                next.Push(use.To);
        }

        return false;
    }

    private static bool IsOf(string project, string folder) => folder == project || folder.StartsWith(project + ".", StringComparison.Ordinal);
}
