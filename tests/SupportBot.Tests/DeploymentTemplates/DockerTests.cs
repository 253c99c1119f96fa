using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Hosting;
using YamlDotNet.RepresentationModel;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>The image's recipe and the compose file. No Docker runs here: they are read as Docker would read them.</summary>
public sealed partial class DockerTests
{
    private static readonly string Compose = Path.Combine(TemplateTools.Templates, "docker", "compose.yaml");

    [Fact]
    public async Task Copy_OfAFile_HasOneThatTheBuilderGets()
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var own = OwnFiles();
        var context = await ContextAsync(own);

        foreach (var copy in dockerfile.Stages.SelectMany(stage => stage.All("COPY")).Where(copy => !copy.Flags.ContainsKey("from")))
        {
            Assert.All(copy.Arguments[..^1], source =>
                Assert.True(context.Any(file => file == source || file.StartsWith(source.TrimEnd('/') + "/", StringComparison.Ordinal)), $"Line {copy.Line}: {source}"));
        }

        // All of the source goes along; models only as files, without how they are trained.
        Assert.Equal(own.Where(file => file.StartsWith("src/", StringComparison.Ordinal)), context.Where(file => file.StartsWith("src/", StringComparison.Ordinal)));
        Assert.DoesNotContain(context, file => file.StartsWith("models/training/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Context_WithBuildsAndFetchedFilesLyingAbout_LeavesThemOut()
    {
        string[] lyingAbout =
        [
            "src/SupportBot/bin/Release/net10.0/SupportBot.dll", "src/BotDialogs/obj/project.assets.json", "src/SupportBot/wwwroot/lib/webchat.js",
            "data/bot.db", "deploymentTemplates/docker/.env", ".git/config", "tests/SupportBot.Tests/SupportBot.Tests.csproj",
        ];

        Assert.Empty(await ContextAsync(lyingAbout));
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda")]
    public async Task Stages_OfAVariant_ExistBeforeTheyAreUsed(string variant)
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var before = new HashSet<string>();
        foreach (var stage in dockerfile.Stages)
        {
            var from = dockerfile.Filled(stage.From, variant);
            Assert.DoesNotContain('$', from);
            Assert.True(before.Contains(from) || PinnedImage().IsMatch(from), from);
            Assert.All(stage.All("COPY").Where(copy => copy.Flags.ContainsKey("from")), copy => Assert.Contains(copy.Flags["from"], before));
            before.Add(stage.Name);
        }

        Assert.Contains($"runtime-{variant}", before);
        Assert.Equal($"runtime-{variant}", dockerfile.Filled(dockerfile.Final.From, variant));
    }

    [Fact]
    public async Task Publishing_OfTheCudaVariant_AsksForItsLibraries()
    {
        var run = string.Join(' ', (await Dockerfile.ReadAsync()).Stages.Single(stage => stage.Name == "build").All("RUN").First().Arguments);

        Assert.Contains("cpu) cuda=false", run, StringComparison.Ordinal);
        Assert.Contains("cuda) cuda=true", run, StringComparison.Ordinal);
        Assert.Contains("-p:LlamaCuda=$cuda", run, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void Backend_OfAnImagesPlatform_IsInThePackage(string platform) =>
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(BackendPackage(), "LLamaSharpRuntimes", platform), "libllama.so", SearchOption.AllDirectories));

    [Fact]
    public async Task Image_Running_IsNoRootAndSaysHowItIs()
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var final = dockerfile.Final;

        Assert.Equal("1654:1654", Assert.Single(final.All("USER")).Arguments.Single());
        // Nothing is done as another user after that.
        Assert.True(final.Instructions.FindIndex(i => i.Keyword == "USER") > final.Instructions.FindLastIndex(i => i.Keyword is "COPY" or "RUN"));
        Assert.Equal(dockerfile.Environment["SUPPORTBOT_DATA"], final.All("VOLUME").Single().Arguments.Single());
        Assert.Equal("1654:1654", final.All("COPY").Single(copy => copy.Arguments[^1] == dockerfile.Environment["SUPPORTBOT_DATA"]).Flags["chown"]);
        Assert.Equal(new Uri(dockerfile.Environment["ASPNETCORE_URLS"].Replace("+", "any", StringComparison.Ordinal)).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), final.All("EXPOSE").Single().Arguments.Single());
        Assert.Equal("Production", dockerfile.Environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal([.. final.Command("ENTRYPOINT"), "health"], final.Command("HEALTHCHECK"));
        Assert.All(dockerfile.Environment.Keys, name => Assert.True(KnownSettings.Has(name), name));
    }

    [Fact]
    public async Task Image_Recipe_HoldsNoSecret()
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var names = dockerfile.Defaults.Keys.Concat(dockerfile.Environment.Keys).Concat(dockerfile.Stages.SelectMany(stage => stage.All("ARG")).Select(argument => argument.Arguments[0].Split('=')[0]));

        Assert.DoesNotContain(names, name => Secret().IsMatch(name));
    }

    [Fact]
    public async Task Compose_File_FitsTheSchemaOfCompose()
    {
        await TemplateTools.ReadAsync("dockerfile.cjs", Dockerfile.File);
        var (exitCode, output, errors) = await TemplateTools.RunAsync("node", Path.Combine(TemplateTools.NodeModules, "dclint", "bin", "dclint.cjs"), Compose, "--max-warnings", "0", "--disable-rule", "service-keys-order");

        Assert.True(exitCode == 0, output + errors);
    }

    [Fact]
    public async Task Compose_Bot_IsShutInAndKeepsItsData()
    {
        var dockerfile = await Dockerfile.ReadAsync();
        var compose = ReadCompose();
        var bot = (YamlMappingNode)compose["services"]["bot"];

        Assert.Equal(Path.GetFullPath(Dockerfile.File), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Compose)!, Text(bot["build"]["context"]), Text(bot["build"]["dockerfile"]))));
        Assert.Equal(Settings.Root.TrimEnd('/'), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Compose)!, Text(bot["build"]["context"]))).TrimEnd('/'));
        Assert.All((YamlMappingNode)bot["build"]["args"], argument => Assert.Contains(Text(argument.Key), dockerfile.Defaults.Keys));
        Assert.All((YamlMappingNode)bot["environment"], variable => Assert.True(KnownSettings.Has(Text(variable.Key)), Text(variable.Key)));
        // Secrets come from outside; without them nothing starts.
        Assert.All(((YamlMappingNode)bot["environment"]).Where(variable => Secret().IsMatch(Text(variable.Key))), variable => Assert.Matches(@"^\$\{\w+:\?.+\}$", Text(variable.Value)));
        Assert.Equal([$"data:{dockerfile.Environment["SUPPORTBOT_DATA"]}"], Texts(bot["volumes"]));
        Assert.True(((YamlMappingNode)compose["volumes"]).Children.ContainsKey("data"));
        Assert.EndsWith($":{dockerfile.Final.All("EXPOSE").Single().Arguments.Single()}", Assert.Single(Texts(bot["ports"])), StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", Texts(bot["ports"])[0], StringComparison.Ordinal);
        Assert.Equal(["CMD", .. dockerfile.Final.Command("HEALTHCHECK")], Texts(bot["healthcheck"]["test"]));
        Assert.All(((YamlMappingNode)compose["services"]).Select(service => service.Value), service =>
        {
            Assert.Equal("true", Text(service["read_only"]));
            Assert.Equal(["ALL"], Texts(service["cap_drop"]));
            Assert.Contains("no-new-privileges:true", Texts(service["security_opt"]));
            Assert.Contains("/tmp", Texts(service["tmpfs"]));
            Assert.NotNull(service["healthcheck"]);
        });
    }

    [Fact]
    public void Compose_ModelServer_StartsOnRequestOnlyAndAtAPinnedRelease()
    {
        var llama = ReadCompose()["services"]["llama"];

        Assert.Equal(["llama"], Texts(llama["profiles"]));
        Assert.Matches(PinnedImage(), Text(llama["image"]));
        // Pinned; which release the bot's own libraries are of, their package does not say.
        Assert.EndsWith("-b8390", Text(llama["image"]), StringComparison.Ordinal);
    }

    private static string BackendPackage() => typeof(DockerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "LlamaBackend").Value!;

    private static YamlNode ReadCompose()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Compose)));
        return yaml.Documents[0].RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string[] Texts(YamlNode node) => [.. ((YamlSequenceNode)node).Select(Text)];

    /// <summary>What of the root, of models and of src is ours: neither built nor fetched.</summary>
    private static string[] OwnFiles() =>
        Directory.EnumerateFiles(Settings.Root)
            .Concat(new[] { "models", "src" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Settings.Root, folder), "*", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Settings.Root, file).Replace('\\', '/'))
            .Where(file => !BuiltOrFetched().IsMatch(file))
            .ToArray();

    /// <summary>Those of the files that go to the builder.</summary>
    private static async Task<string[]> ContextAsync(IEnumerable<string> files) =>
        JsonSerializer.Deserialize<string[]>(await TemplateTools.ReadAsync("context.cjs", files, Dockerfile.File + ".dockerignore"))!;

    /// <summary>A registry's image with a tag that says a version, or a digest.</summary>
    [GeneratedRegex(@"^[a-z0-9./_-]+(:[\w.-]*\d[\w.-]*|@sha256:[0-9a-f]{64})$")]
    private static partial Regex PinnedImage();

    [GeneratedRegex(@"/(bin|obj|node_modules|wwwroot/lib)/")]
    private static partial Regex BuiltOrFetched();

    [GeneratedRegex("secret|password|key|token", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
