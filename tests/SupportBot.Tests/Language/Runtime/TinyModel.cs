using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Benchmarks.RandomModels;
using SupportBot.Language.Runtime;

namespace SupportBot.Tests.Language.Runtime;

/// <summary>A small model with random weights on the real llama.cpp, made once for a class of tests.</summary>
public sealed class TinyModel : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"supportbot-tiny-{Guid.NewGuid():N}.gguf");

    public TinyModel()
    {
        RandomModel.Write(_path, ModelShape.Named("tiny"), seed: 7, texts: []);
        File = Load(new LlmOptions { Slots = 16, Threads = 1, ContextTokens = 8192 }, slots: 16);
    }

    internal string FilePath => _path;

    internal ModelFile File { get; }

    internal ModelFile Load(LlmOptions options, int slots) =>
        ModelFile.Load(_path, options, gpuLayers: 0, Engine.SequencesOf(new EngineOptions(slots, 0)), CancellationToken.None);

    internal Engine Start(EngineOptions? options = null, ModelFile? file = null) =>
        new((file ?? File).OpenContext, (file ?? File).Tokens, options ?? new EngineOptions(Slots: 16, QueueLimit: 100), TimeProvider.System, NullLogger.Instance);

    public void Dispose()
    {
        File.Dispose();
        System.IO.File.Delete(_path);
    }
}
