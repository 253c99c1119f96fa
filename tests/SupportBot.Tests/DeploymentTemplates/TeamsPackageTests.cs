using System.IO.Compression;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>The Teams app package, as an administrator makes and uploads it.</summary>
public sealed class TeamsPackageTests : IDisposable
{
    private const string BotId = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private const string SsoAppId = "99999999-8888-7777-6666-555555555555";
    private const string TenantId = "11111111-2222-3333-4444-555555555555";

    private static readonly Dictionary<string, string> Given = new()
    {
        ["bot-id"] = BotId,
        ["domain"] = "bot.shop.example",
        ["tenant-id"] = TenantId,
        ["developer"] = "The \"Shop\" & Söhne",
        ["website"] = "https://shop.example",
        ["privacy"] = "https://shop.example/privacy",
        ["terms"] = "https://shop.example/terms?a=b&c=$&",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Package_RightArguments_HoldsAManifestThatTeamsSchemaTakes()
    {
        var manifest = await PackageAsync(Given);

        Assert.Equal("[]", (await TemplateTools.ReadAsync("manifest.cjs", _folder.File("manifest.json"))).Trim());
        Assert.DoesNotContain("${{", manifest.ToString(), StringComparison.Ordinal);
        Assert.Equal((BotId, BotId), ((string?)manifest["id"], (string?)manifest.SelectToken("bots[0].botId")));
        Assert.Equal(Given["developer"], (string?)manifest.SelectToken("developer.name"));
        Assert.Equal(Given["terms"], (string?)manifest.SelectToken("developer.termsOfUseUrl"));
        Assert.Equal(["personal", "team", "groupChat"], manifest.SelectToken("bots[0].scopes")!.Values<string>());
        Assert.Equal(["bot.shop.example", "token.botframework.com"], manifest["validDomains"]!.Values<string>());
        Assert.Equal((BotId, $"api://botid-{BotId}"), ((string?)manifest.SelectToken("webApplicationInfo.id"), (string?)manifest.SelectToken("webApplicationInfo.resource")));
        Assert.False((bool)manifest.SelectToken("bots[0].supportsFiles")!);
        Assert.All(manifest.SelectToken("bots[0].commandLists")!, list => Assert.Equal(3, list["commands"]!.Count()));
        // Nothing that an administrator would have to consent to.
        Assert.Equal(["identity"], manifest["permissions"]!.Values<string>());
        Assert.Null(manifest["authorization"]);
    }

    [Fact]
    public async Task Package_AllArguments_AreUsed()
    {
        var manifest = await PackageAsync(new(Given)
        {
            ["sso-app-id"] = SsoAppId,
            ["teams-app-id"] = TenantId,
            ["name"] = "Shop help",
            ["version"] = "2.10.3",
        });

        Assert.Equal("[]", (await TemplateTools.ReadAsync("manifest.cjs", _folder.File("manifest.json"))).Trim());
        Assert.Equal((TenantId, BotId, SsoAppId), ((string?)manifest["id"], (string?)manifest.SelectToken("bots[0].botId"), (string?)manifest.SelectToken("webApplicationInfo.id")));
        Assert.Equal($"api://botid-{BotId}", (string?)manifest.SelectToken("webApplicationInfo.resource"));
        Assert.Equal(("Shop help", "2.10.3"), ((string?)manifest.SelectToken("name.short"), (string?)manifest["version"]));
    }

    [Fact]
    public async Task Manifest_SchemaVersion_IsTheNewestThatMicrosoftPublished()
    {
        await TemplateTools.ReadAsync("manifest.cjs", await FilledManifestAsync());
        var published = Directory.EnumerateDirectories(Path.Combine(TemplateTools.NodeModules, "@microsoft", "app-manifest", "build", "json-schemas", "teams"), "v1.*")
            .Select(folder => Version.Parse(Path.GetFileName(folder)[1..])).Max();

        var manifest = JObject.Parse(await File.ReadAllTextAsync(_folder.File("manifest.json")));

        Assert.Equal(published!.ToString(), (string?)manifest["manifestVersion"]);
        Assert.Equal($"https://developer.microsoft.com/json-schemas/teams/v{published}/MicrosoftTeams.schema.json", (string?)manifest["$schema"]);
    }

    [Fact]
    public async Task Icons_InThePackage_AreAsTeamsWantsThem()
    {
        await PackageAsync(Given);

        var color = JObject.Parse(await TemplateTools.ReadAsync("picture.cjs", _folder.File("color.png")));
        var outline = JObject.Parse(await TemplateTools.ReadAsync("picture.cjs", _folder.File("outline.png")));

        Assert.Equal((192, 192), ((int)color["width"]!, (int)color["height"]!));
        var colors = color["pixels"]!.Values<string>().ToList();
        Assert.All(colors, pixel => Assert.EndsWith("ff", pixel, StringComparison.Ordinal));
        // Full bleed: the rim has the accent colour, the rounded corners are left to Teams.
        Assert.Equal("0b6b62ff", colors[0]);
        Assert.Equal(["0b6b62ff"], colors.Where((_, i) => i < 192 || i >= 191 * 192 || i % 192 is 0 or 191).Distinct());
        Assert.Contains("ffffffff", colors);

        Assert.Equal((32, 32), ((int)outline["width"]!, (int)outline["height"]!));
        var strokes = outline["pixels"]!.Values<string>().Select(pixel => pixel!).ToList();
        Assert.All(strokes, pixel => Assert.True(pixel.EndsWith("00", StringComparison.Ordinal) || pixel.StartsWith("ffffff", StringComparison.Ordinal), pixel));
        Assert.Equal("00", strokes[0][6..]);
        Assert.InRange(strokes.Count(pixel => pixel == "ffffffff"), 40, 400);
    }

    [Fact]
    public async Task Package_MadeTwice_IsTheSameFile()
    {
        await PackageAsync(Given);
        var first = await File.ReadAllBytesAsync(_folder.File("app.zip"));

        await PackageAsync(Given);

        Assert.Equal(first, await File.ReadAllBytesAsync(_folder.File("app.zip")));
    }

    [Theory]
    [InlineData("bot-id", "1234", "--bot-id must be a GUID")]
    [InlineData("bot-id", "00000000-0000-0000-0000-000000000000", "--bot-id must be a GUID")]
    [InlineData("tenant-id", "shop.onmicrosoft.com", "--tenant-id must be a GUID")]
    [InlineData("domain", "http://bot.shop.example", "--domain must be a host name")]
    [InlineData("domain", "bot.shop.example:8080", "--domain must be a host name")]
    [InlineData("domain", "localhost", "--domain must be a host name")]
    [InlineData("domain", "10.0.0.1", "--domain must be a host name")]
    [InlineData("website", "http://shop.example", "--website must be an https:// address")]
    [InlineData("privacy", "shop.example/privacy", "--privacy must be an https:// address")]
    [InlineData("terms", "javascript:alert(1)", "--terms must be an https:// address")]
    [InlineData("developer", "The shop with a name that is longer than Teams takes", "--developer must be 1 to 32 characters")]
    [InlineData("name", "${{BOT_ID}}", "--name must be 1 to 30 characters")]
    [InlineData("version", "1.0", "--version must be three numbers")]
    [InlineData("sso-app-id", "x", "--sso-app-id must be a GUID")]
    [InlineData("colour", "red", "Unknown option '--colour'")]
    [InlineData("bot-id", null, "--bot-id is missing")]
    [InlineData("terms", null, "--terms is missing")]
    public async Task Package_ArgumentBroken_IsRefusedAndSaysWhich(string name, string? value, string words)
    {
        var arguments = new Dictionary<string, string>(Given);
        arguments.Remove(name);
        if (value is not null)
            arguments[name] = value;

        var (exitCode, _, errors) = await RunAsync(arguments);

        Assert.Equal(1, exitCode);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("    at ", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("app.zip")));
    }

    [Fact]
    public async Task Package_Help_NamesEveryArgument()
    {
        var help = await TemplateTools.PrintedAsync("bash", Script, "--help");

        Assert.All(Given.Keys.Concat(["sso-app-id", "teams-app-id", "name", "version", "out"]), name => Assert.Contains($"  --{name} ", help, StringComparison.Ordinal));
    }

    private static string Script => Path.Combine(TemplateTools.Templates, "teams", "package.sh");

    private async Task<string> FilledManifestAsync()
    {
        await PackageAsync(Given);
        return _folder.File("manifest.json");
    }

    /// <summary>Makes the package, takes its files out and reads the manifest.</summary>
    private async Task<JObject> PackageAsync(Dictionary<string, string> arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);
        Assert.True(exitCode == 0, errors);
        Assert.Contains($"Teams__AllowedTenants__0={TenantId}", output, StringComparison.Ordinal);
        await using var zip = await ZipFile.OpenReadAsync(_folder.File("app.zip"));
        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        await zip.ExtractToDirectoryAsync(_folder.Path, overwriteFiles: true);
        return JObject.Parse(await File.ReadAllTextAsync(_folder.File("manifest.json")));
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(Dictionary<string, string> arguments) =>
        TemplateTools.RunAsync("bash", [Script, "--out", _folder.File("app.zip"), .. arguments.SelectMany(pair => new[] { "--" + pair.Key, pair.Value })]);
}
