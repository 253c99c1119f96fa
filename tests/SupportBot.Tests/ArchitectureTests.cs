using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SupportBot.Tests;

/// <summary>References point one way: host → Bot → Core ← Llm. A new reference fails here and must be argued for.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["SupportBot"] = ["SupportBot.Bot", "SupportBot.Core", "SupportBot.Llm"],
        ["SupportBot.Bot"] = ["SupportBot.Core"],
        ["SupportBot.Core"] = [],
        ["SupportBot.Llm"] = ["SupportBot.Core"],
    };

    private static readonly string Source = Path.Combine(Settings.Root, "src");

    [Theory]
    [InlineData("SupportBot")]
    [InlineData("SupportBot.Bot")]
    [InlineData("SupportBot.Core")]
    [InlineData("SupportBot.Llm")]
    public void Project_References_PointOneWay(string project)
    {
        var references = XDocument.Load(Path.Combine(Source, project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order();

        Assert.Equal(AllowedReferences[project], references);
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
    [InlineData("Microsoft.Bot", "SupportBot/Channels", "SupportBot/DirectLine", "SupportBot.Bot", "BotDialogs")]
    [InlineData("Microsoft.Rest", "SupportBot/Channels", "SupportBot/DirectLine")]
    [InlineData("LLama", "SupportBot.Llm/Runtime")]
    [InlineData("Microsoft.Data.Sqlite", "SupportBot/Databases.cs", "SupportBot/DatabasesSetup.cs", "SupportBot/SampleData")]
    [InlineData("Microsoft.AspNetCore", "SupportBot")]
    public void Using_OfALibrary_StaysInItsFolders(string library, params string[] folders)
    {
        var strangers = Files().Where(file => UsingsOf(file).Any(name => name == library || name.StartsWith(library + ".", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(file => !folders.Any(folder => file == folder || file.StartsWith(folder + "/", StringComparison.Ordinal)));

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

    [GeneratedRegex(@"^\s*namespace\s+(Microsoft\.Bot|LLama)\b", RegexOptions.Multiline)]
    private static partial Regex SdkNamespace();
}
