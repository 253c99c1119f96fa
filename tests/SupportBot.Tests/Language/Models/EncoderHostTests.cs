using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Hosting;
using SupportBot.Language;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Fakes;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Language.Models;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>The encoder's file is there, is missing, or is damaged: the bot runs on and says what it lacks.</summary>
public sealed class EncoderHostTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Settings.Root, "models");

    private readonly TemporaryFolder _models = new();
    private readonly TemporaryFolder _pulled = new();

    [Fact]
    public async Task Start_ShippedFile_Understands()
    {
        using var host = await StartAsync(Shipped);

        Assert.Null(host.Fault);
        Assert.Equal((Act.Ask, Intent.OrderInfo), await ReadAsync(host, "where is my order?"));
        await host.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Shipped_File_IsTheCatalogs()
    {
        var catalog = ModelCatalog.Read(Shipped, _pulled.Path);

        Assert.NotNull(catalog.Encoder.Sha256);
        Assert.Null(await ModelFiles.FaultAsync(catalog.Encoder, Path.Combine(Shipped, catalog.Encoder.File), CancellationToken.None));
        Assert.InRange(new FileInfo(Path.Combine(Shipped, catalog.Encoder.File)).Length, 1, 40 * 1024 * 1024);
    }

    [Fact]
    public async Task Start_FileMissing_SaysHowToMendItAndUnderstandsWhatFormDecides()
    {
        File.Copy(Path.Combine(Shipped, "catalog.json"), _models.File("catalog.json"));

        using var host = await StartAsync(_models.Path);

        Assert.Contains("encoder.onnx is missing", host.Fault, StringComparison.Ordinal);
        Assert.Contains("train-encoder.sh", host.Fault, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Shipped, "training", "train-encoder.sh")));
        await AssertOnlyFormAsync(host);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("cut off")]
    [InlineData("another model")]
    public async Task Start_FileDamaged_SaysSoAndUnderstandsWhatFormDecides(string damage)
    {
        File.Copy(Path.Combine(Shipped, "catalog.json"), _models.File("catalog.json"));
        await File.WriteAllBytesAsync(_models.File("encoder.onnx"), damage switch
        {
            "garbage" => [.. "GGUF"u8, .. new byte[4000]],
            "cut off" => (await File.ReadAllBytesAsync(Path.Combine(Shipped, "encoder.onnx")))[..^200_000],
            _ => await File.ReadAllBytesAsync(Path.Combine(Shipped, "built-in.gguf")),
        });

        using var host = await StartAsync(_models.Path);

        Assert.Contains("encoder.onnx has ", host.Fault, StringComparison.Ordinal);
        Assert.Contains("train-encoder.sh", host.Fault, StringComparison.Ordinal);
        await AssertOnlyFormAsync(host);
    }

    [Fact]
    public async Task Start_OwnFileThatWorks_IsUsed()
    {
        File.Copy(Path.Combine(Shipped, "encoder.onnx"), _models.File("encoder.onnx"));
        var catalog = await File.ReadAllTextAsync(Path.Combine(Shipped, "catalog.json"));
        var hash = ModelCatalog.Read(Shipped, _pulled.Path).Encoder.Sha256!;
        await File.WriteAllTextAsync(_models.File("catalog.json"), catalog.Replace(hash, new string('0', hash.Length), StringComparison.Ordinal));

        using var host = await StartAsync(_models.Path);

        Assert.Null(host.Fault);
        Assert.Equal((Act.Ask, Intent.OrderInfo), await ReadAsync(host, "where is my order?"));
    }

    [Fact]
    public async Task Stop_BeforeItIsLoaded_LetsThoseWhoWaitGo()
    {
        using var host = new EncoderHost(new LanguagePlaces(Shipped, _pulled.Path, []), TimeProvider.System, NullLogger<EncoderHost>.Instance);

        await host.StopAsync(CancellationToken.None);

        Assert.Null(await ((ICurrentEncoder)host).Loaded);
    }

    public void Dispose()
    {
        _models.Dispose();
        _pulled.Dispose();
    }

    /// <summary>Numbers, buttons and «a person»; all else is unsure, so that the bot asks.</summary>
    private static async Task AssertOnlyFormAsync(EncoderHost host)
    {
        Assert.Equal((Act.Choose, Intent.OrderInfo), await ReadAsync(host, "#4711"));
        Assert.Equal((Act.Agree, Intent.OrderHelp), await ReadAsync(host, "Yes, please"));
        Assert.Equal((Act.WantPerson, Intent.OrderHelp), await ReadAsync(host, "a person"));
        Assert.True((await UnderstandAsync(host, "where is my order")).IsUnsure is false, "It is a button's text.");
        Assert.True((await UnderstandAsync(host, "what about that parcel of mine")).IsUnsure);
    }

    private static async Task<(Act Act, Intent Intent)> ReadAsync(EncoderHost host, string text) => await UnderstandAsync(host, text) is { IsUnsure: false } read ? (read.Act, read.Intent) : default;

    private static Task<Understanding> UnderstandAsync(EncoderHost host, string text) =>
        new ModelLanguage(host, new ScriptedModel { IsLoaded = false }, Options.Create(new LlmOptions()), TimeProvider.System, NullLogger<ModelLanguage>.Instance).UnderstandAsync(
            new Heard(text, DateTimeOffset.UnixEpoch) { Orders = [new Order("4711", OrderStatus.Shipped, new(2026, 9, 20), null, null)] }, CancellationToken.None);

    private async Task<EncoderHost> StartAsync(string models)
    {
        var host = new EncoderHost(new LanguagePlaces(models, _pulled.Path, []), TimeProvider.System, NullLogger<EncoderHost>.Instance);
        await host.StartAsync(CancellationToken.None);
        await ((ICurrentEncoder)host).Loaded;
        return host;
    }
}
