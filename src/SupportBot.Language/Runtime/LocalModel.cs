namespace SupportBot.Language.Runtime;

/// <summary>A model in this process: its file, its engine and its client. Whoever opens it closes it.</summary>
internal sealed class LocalModel : IAsyncDisposable
{
    private readonly ModelFile _file;

    private LocalModel(ModelFile file, Engine engine, string backend)
    {
        _file = file;
        Engine = engine;
        Client = new LocalChatClient(file, engine);
        Backend = backend;
    }

    public Engine Engine { get; }

    /// <summary>Whether it was trained by models/training for our prompts.</summary>
    public bool IsOurs => _file.Name?.StartsWith("SupportBot", StringComparison.Ordinal) == true;

    public LocalChatClient Client { get; }

    /// <summary>What it really runs on.</summary>
    public string Backend { get; }

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

    public Task DrainAsync(TimeSpan limit) => Engine.DrainAsync(limit);

    public async ValueTask DisposeAsync()
    {
        var wasStalled = Engine.Status == EngineStatus.Stalled;
        await Engine.DisposeAsync();
        // What a stuck decode still reads can't be freed.
        if (!wasStalled)
            _file.Dispose();
    }
}
