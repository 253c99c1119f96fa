using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SupportBot.Hosting;

namespace SupportBot.Tests;

/// <summary>References point one way: host → Bot → Core ← Language. A new reference fails here and must be argued for.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["SupportBot"] = ["SupportBot.Bot", "SupportBot.Core", "SupportBot.Language"],
        ["SupportBot.Bot"] = ["SupportBot.Core"],
        ["SupportBot.Core"] = [],
        ["SupportBot.Language"] = ["SupportBot.Core"],
    };

    private static readonly string Source = Path.Combine(Settings.Root, "src");

    public static TheoryData<string> Assemblies => [.. AllowedReferences.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Project_References_PointOneWay(string project)
    {
        var references = XDocument.Load(Path.Combine(Source, project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order();

        Assert.Equal(AllowedReferences[project], references);
    }

    /// <summary>Namespaces are folders. Of two folders that need each other, neither can be understood or moved alone.</summary>
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Folders_OfAProject_HaveNoCycles(string project)
    {
        var graph = FolderGraph.Of(Assembly.Load(project));

        Assert.Equal([], graph.Cycles());
    }

    [Fact]
    public void FolderGraph_TwoFoldersThatNeedEachOther_AreACycle()
    {
        var graph = new FolderGraph([("A", "B", "X", "Y"), ("B", "C", "Y", "Z"), ("C", "A", "Z", "X"), ("C", "D", "Z", "W")]);

        Assert.Equal(["A -> B (X uses Y)", "B -> C (Y uses Z)", "C -> A (Z uses X)"], graph.Cycles());
    }

    [Fact]
    public void Namespaces_AreTheirFolders()
    {
        var strangers = Files().Where(file => !file.StartsWith(Path.Combine(Source, "BotDialogs"), StringComparison.Ordinal))
            .Select(file => (Folder: Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace('/', '.'), Name: Namespace().Match(File.ReadAllText(file))))
            .Where(file => file.Name.Success && file.Name.Groups["name"].Value != file.Folder);

        Assert.Empty(strangers);
    }

    [Fact]
    public void Core_PackagesAndFrameworks_AreNone()
    {
        var core = XDocument.Load(Path.Combine(Source, "SupportBot.Core", "SupportBot.Core.csproj"));

        Assert.Empty(core.Descendants("PackageReference"));
        Assert.Empty(core.Descendants("FrameworkReference"));
        Assert.Empty(core.Descendants("UsesBotFramework"));
    }

    [Theory]
    [InlineData("Microsoft.Bot", "SupportBot/Turns", "SupportBot/Channels", "SupportBot.Bot", "BotDialogs")]
    [InlineData("Microsoft.Rest", "SupportBot/Turns", "SupportBot/Channels")]
    [InlineData("LLama", "SupportBot.Language/Runtime")]
    [InlineData("Microsoft.ML", "SupportBot.Language/Runtime")]
    [InlineData("Microsoft.Data.Sqlite", "SupportBot/Hosting")]
    [InlineData("Microsoft.AspNetCore", "SupportBot")]
    public void Using_OfALibrary_StaysInItsFolders(string library, params string[] folders)
    {
        var strangers = Files().Where(file => UsingsOf(file).Any(name => name == library || name.StartsWith(library + ".", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(file => !folders.Any(folder => file == folder || file.StartsWith(folder + "/", StringComparison.Ordinal)));

        Assert.Empty(strangers);
    }

    /// <summary>What a project imports for all its files, the test above doesn't see: so no library that has folders of its own.</summary>
    [Fact]
    public void Using_ForAWholeProject_IsOfDotNetOrOurOwn()
    {
        string[] projects = [.. Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories), .. Directory.EnumerateFiles(Settings.Root, "Directory.Build.*")];
        var strangers = projects.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".targets", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(file).Descendants("Using").Select(use => use.Attribute("Include")!.Value))
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("SupportBot.", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Namespaces_OfTheSdks_AreDefinedInBotDialogsOnly()
    {
        var strangers = Files().Concat(Directory.EnumerateFiles(Path.Combine(Settings.Root, "tests"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.StartsWith(Path.Combine(Source, "BotDialogs"), StringComparison.Ordinal))
            .Where(file => SdkNamespace().IsMatch(File.ReadAllText(file)));

        Assert.Empty(strangers);
    }

    [Fact]
    public void PreprocessorConditions_AreNowhere()
    {
        var strangers = Files().Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

        Assert.Empty(strangers);
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> UsingsOf(string file) =>
        File.ReadLines(file).Select(line => Using().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(?<name>[\w.]+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*namespace\s+(Microsoft\.Bot|LLama)\b", RegexOptions.Multiline)]
    private static partial Regex SdkNamespace();
}
