using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Hosting;
using SupportBot.Language;
using SupportBot.Language.Models;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Fakes;
using SupportBot.Tests.Hosting;
using SupportBot.Tests.Language.Runtime;

namespace SupportBot.Tests.Language.Models;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>Model files that are good, garbage, cut off, or deadly to the process that tries them: customers are answered each time.</summary>
public sealed class ModelHostTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private static readonly string Program = Path.Combine(
        Settings.Root, "src", "SupportBot", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name, "SupportBot.dll");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Start_GoodFile_AnswersByTheModel()
    {
        await using var host = await StartAsync(model.FilePath);

        Assert.Null(host.Status.Detail);
        Assert.Equal(ModelState.Ready, host.Status.State);
        Assert.StartsWith("CPU (", host.Status.Backend, StringComparison.Ordinal);
        Assert.NotNull(((ICurrentModel)host).Current);
    }

    [Fact]
    public async Task Start_Garbage_AnswersWithoutIt()
    {
        var path = _folder.File("garbage.gguf");
        await File.WriteAllBytesAsync(path, [.. "GGUF"u8, .. new byte[4000]]);

        await using var host = await StartAsync(path);

        await AssertFailedAsync(host, "is not used");
    }

    [Fact]
    public async Task Start_FileCutOff_AnswersWithoutIt()
    {
        var path = _folder.File("cut.gguf");
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(model.FilePath))[..^20_000]);

        await using var host = await StartAsync(path);

        await AssertFailedAsync(host, "is not used");
    }

    [Fact]
    public async Task Start_FileThatKillsItsChild_IsNotLoadedHere()
    {
        await using var host = await StartAsync(model.FilePath, ["/bin/sh", "-c", "kill -9 $$"]);

        await AssertFailedAsync(host, "signal 9");
        Assert.Null(host.Local);
    }

    [Fact]
    public async Task Start_UnknownModel_AnswersWithoutIt()
    {
        await using var host = await StartAsync("no-such-model");

        await AssertFailedAsync(host, "built-in");
    }

    [Fact]
    public async Task Remote_EndpointThatHangs_CostsAFewMessagesTheirTimeAndNoMoreAfterThat()
    {
        var time = new FakeTimeProvider();
        var asked = new SemaphoreSlim(0);
        await using var hanging = await StandInModel.StartAsync((context, _) =>
        {
            asked.Release();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var host = await StartAsync(hanging.Url.ToString(), time: time);
        var language = Language(host, time);
        for (var i = 0; i < ModelCircuit.FailuresThatOpen; i++)
        {
            var understood = UnderstandAsync(language);
            await asked.WaitAsync();
            time.Advance(new LlmOptions().UnderstandTimeout);
            Assert.Equal(1, (await understood).LlmCalls);
        }

        await AssertFailedAsync(host, "asked again from");
        Assert.Equal(ModelCircuit.FailuresThatOpen, hanging.Requests.Count);
        time.Advance(ModelCircuit.FirstPause);
        hanging.Answer = (context, _) => StandInModel.SendAsync(context, """{"act":"ask","intent":"ORDER_INFO","topics":["status"],"orders":[]}""");
        Assert.Equal(1, (await UnderstandAsync(language)).LlmCalls);
        Assert.Equal(ModelState.Ready, host.Status.State);
    }

    [Fact]
    public async Task Stop_RunningEngine_Drains()
    {
        var host = await StartAsync(model.FilePath);
        var engine = host.Local!.Engine;
        await host.StopAsync(CancellationToken.None);

        Assert.Equal(EngineStatus.Closed, engine.Status);
        Assert.Null(((ICurrentModel)host).Current);
        await host.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertFailedAsync(ModelHost host, string said)
    {
        Assert.Equal(ModelState.Failed, host.Status.State);
        Assert.Contains(said, host.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await UnderstandAsync(host)).LlmCalls);
    }

    private static Task<Understanding> UnderstandAsync(ModelHost host) => UnderstandAsync(Language(host, TimeProvider.System));

    private static Task<Understanding> UnderstandAsync(ModelLanguage language) => language.UnderstandAsync(new Heard("any tidings of my blender", DateTimeOffset.UnixEpoch), CancellationToken.None);

    private static ModelLanguage Language(ModelHost host, TimeProvider time) =>
        new(NoEncoder.Instance, host, Options.Create(new LlmOptions()), time, NullLogger<ModelLanguage>.Instance);

    private async Task<ModelHost> StartAsync(string setting, string[]? trial = null, TimeProvider? time = null)
    {
        var host = new ModelHost(
            Options.Create(new LlmOptions { Model = setting, Slots = 2, Threads = 1 }),
            new LanguagePlaces(Path.Combine(Settings.Root, "models"), _folder.Path, trial ?? ["dotnet", Program, "models", "try"]),
            time ?? TimeProvider.System,
            NullLogger<ModelHost>.Instance);
        await host.StartAsync(CancellationToken.None);
        await host.Loaded;
        return host;
    }
}
