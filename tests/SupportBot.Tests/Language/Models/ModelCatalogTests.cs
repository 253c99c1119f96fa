using SupportBot.Hosting;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Language.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Read_ProjectsCatalog_HasTheThreeModels()
    {
        var catalog = ModelCatalog.Read(Path.Combine(Settings.Root, "models"), _folder.Path);

        Assert.Equal(["built-in", "phi-3-mini", "mistral-7b"], catalog.Entries.Select(entry => entry.Name));
        // Whoever trains the built-in model anew writes its size and checksum into the catalog.
        var builtIn = catalog.Find("built-in")!;
        Assert.Null(await ModelFiles.FaultAsync(builtIn, catalog.PathOf(builtIn), CancellationToken.None));
        Assert.NotNull(builtIn.Size);
        Assert.InRange(builtIn.Size.Value, 1, 40_000_000);
    }

    [Theory]
    [InlineData("none", typeof(ModelChoice.Rules))]
    [InlineData("http://127.0.0.1:8080/v1", typeof(ModelChoice.Remote))]
    [InlineData("built-in", typeof(ModelChoice.LocalFile))]
    public void Resolve_Setting_NamesAChoice(string setting, Type choice) =>
        Assert.IsType(choice, ModelCatalog.Read(Path.Combine(Settings.Root, "models"), _folder.Path).Resolve(setting));

    [Theory]
    [InlineData("phi-3-mini", "models pull phi-3-mini")]
    [InlineData("gpt-99", "built-in, phi-3-mini, mistral-7b")]
    public void Resolve_NothingThere_SaysWhatToDo(string setting, string said) =>
        Assert.Contains(said, Assert.Throws<ModelException>(() => ModelCatalog.Read(Path.Combine(Settings.Root, "models"), _folder.Path).Resolve(setting)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"models":[{"name":"x","file":"../x","profile":"chat","contextTokens":1024,"licence":"MIT"}]}""", "plain name")]
    [InlineData("""{"models":[{"name":"x","file":"x","profile":"poet","contextTokens":1024,"licence":"MIT"}]}""", "profile")]
    [InlineData("""{"models":[{"name":"x","file":"x","profile":"chat","contextTokens":1024,"licence":"MIT","sha256":"12"}]}""", "sha256")]
    [InlineData("""{"models":[{"name":"x","file":"x","profile":"chat","contextTokens":1024,"licence":"MIT","url":"http://a/b"}]}""", "https")]
    [InlineData("""{"models":[{"name":"x","file":"x","profile":"chat","contextTokens":1024,"licence":"MIT"},{"name":"x","file":"y","profile":"chat","contextTokens":1024,"licence":"MIT"}]}""", "two models")]
    [InlineData("not json", "can't be read")]
    public void Read_WrongEntry_SaysWhatIsWrong(string json, string said)
    {
        File.WriteAllText(_folder.File("catalog.json"), json);

        Assert.Contains(said, Assert.Throws<ModelException>(() => ModelCatalog.Read(_folder.Path, _folder.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
