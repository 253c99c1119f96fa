namespace SupportBot.Language.Runtime;

/// <summary>A model in this process: its file, its engine and its client. Whoever opens it closes it.</summary>
internal sealed class LocalModel(ModelFile file, Engine engine, string backend) : IAsyncDisposable
{
    public Engine Engine => engine;

    /// <summary>Whether it was trained by models/training for our prompts.</summary>
    public bool IsOurs => file.Name?.StartsWith("SupportBot", StringComparison.Ordinal) == true;

    public LocalChatClient Client { get; } = new(file, engine);

    /// <summary>What it really runs on.</summary>
    public string Backend => backend;

    /// <exception cref="ModelException">It can't be used; the message says why.</exception>
    public static LocalModel Open(string path, LlmOptions options, int gpuLayers, TimeProvider time, ILogger log, CancellationToken ct)
    {
        NativeBackend.Begin();
        var bounds = new EngineOptions(options.SlotsWith(gpuLayers), options.QueueLimit);
        var file = ModelFile.Load(path, options, gpuLayers, Engine.SequencesOf(bounds), ct);
        try
        {
            return new LocalModel(file, new Engine(file.OpenContext, file.Tokens, bounds, time, log), NativeBackend.Describe());
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var wasStalled = engine.Status == EngineStatus.Stalled;
        await engine.DisposeAsync();
        // What a stuck decode still reads can't be freed.
        if (!wasStalled)
            file.Dispose();
    }
}
