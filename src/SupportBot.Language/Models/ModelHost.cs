using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using SupportBot.Language.Composing;
using SupportBot.Language.Understanding;

namespace SupportBot.Language.Models;

/// <summary>Loads the model that the settings name, beside the start of the rest, and loads it again when it is lost. While there
/// is none, written sentences answer.</summary>
public sealed partial class ModelHost : IHostedService, ICurrentModel, IAsyncDisposable
{
    private static readonly TimeSpan TrialLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan InstructionsLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private const int MaxReloads = 5;

    private readonly LlmOptions _options;
    private readonly LanguagePlaces _places;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelHost> _log;
    private readonly CancellationTokenSource _stopping = new();
    private volatile LocalModel? _local;
    private volatile LoadedModel? _loaded;
    private volatile ModelCircuit? _remote;
    private volatile ModelStatus _status;
    private Task _work = Task.CompletedTask;
    private bool _isDisposed;
    private readonly TaskCompletionSource _loading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ModelHost(IOptions<LlmOptions> options, LanguagePlaces places, TimeProvider time, ILogger<ModelHost> log)
    {
        _options = options.Value;
        _places = places;
        _time = time;
        _log = log;
        _status = new ModelStatus(
            string.Equals(_options.Model, LlmOptions.None, StringComparison.OrdinalIgnoreCase) ? ModelState.None : ModelState.Loading, _options.Model);
    }

    public ModelStatus Status => _local?.Engine.Status switch
    {
        null when _remote?.OpenUntil is { } end => _status with
        {
            State = ModelState.Failed,
            Detail = FormattableString.Invariant($"The endpoint failed {ModelCircuit.FailuresThatOpen} times in a row; written sentences answer. It is asked again from {end:HH:mm:ss} UTC on."),
        },
        null or EngineStatus.Running => _status,
        var lost => _status with { State = ModelState.Failed, Detail = $"The model's engine is {lost}; written sentences answer." },
    };

    LoadedModel? ICurrentModel.Current => _remote is not { IsOpen: true } && _local is null or { Engine.Status: EngineStatus.Running } ? _loaded : null;

    /// <summary>Done when the first load has come to its end, good or bad.</summary>
    public Task Loaded => _loading.Task;

    /// <summary>The engine of a model in this process, for measurements.</summary>
    internal LocalModel? Local => _local;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_status.State == ModelState.None)
            _loading.TrySetResult();
        else
            _work = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None).ContinueWith(_ => _loading.TrySetResult(), TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_local is { } model)
        {
            await model.Engine.DrainAsync(DrainLimit);
            await CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes it once for each way in which it is registered.
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var pause = FirstPause;
        for (var reload = 0; reload <= MaxReloads; reload++)
        {
            try
            {
                await LoadAsync(ct);
                _loading.TrySetResult();
                while (_local is null or not { Engine.Status: EngineStatus.Broken })
                    await Task.Delay(Watch, _time, ct);
                _status = _status with { State = ModelState.Failed, Detail = "The model failed several times in a row; it is loaded again after a pause." };
                await CloseAsync();
            }
            catch (ModelException error)
            {
                await CloseAsync();
                _status = new ModelStatus(ModelState.Failed, _options.Model, Detail: error.Message);
                LogFailed(_options.Model, error.Message);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            // The bot answers whatever a model does; the log tells what that was.
            catch (Exception error)
            {
                await CloseAsync();
                _status = new ModelStatus(ModelState.Failed, _options.Model, Detail: $"{error.GetType().Name}; the log tells more.");
                LogUnexpected(error, _options.Model);
                return;
            }

            await Task.Delay(pause, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause *= 2;
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var catalog = ModelCatalog.Read(_places.ShippedModels, _places.PulledModels);
        switch (catalog.Resolve(_options.Model))
        {
            case ModelChoice.Remote { Endpoint: var endpoint }:
                _remote = new ModelCircuit(_time) { Changed = LogCircuit };
                _loaded = new LoadedModel($"{endpoint}#{_options.RemoteModel}", RemoteModel.Create(endpoint, _options, _remote, _time), PromptProfile.Remote);
                _status = new ModelStatus(ModelState.Ready, $"{_options.RemoteModel} at {endpoint.GetLeftPart(UriPartial.Path)}");
                break;
            case ModelChoice.LocalFile file:
                await LoadFileAsync(file, ct);
                break;
            case ModelChoice.Rules:
                _status = new ModelStatus(ModelState.None, _options.Model);
                return;
        }

        LogReady(_status.InWords);
    }

    private void LogCircuit(DateTimeOffset? openUntil)
    {
        if (openUntil is { } end)
            LogLeftOut(_status.Name, ModelCircuit.FailuresThatOpen, end);
        else
            LogBack(_status.Name);
    }

    private async Task LoadFileAsync(ModelChoice.LocalFile file, CancellationToken ct)
    {
        if (file.Entry is { } entry)
            await ModelFiles.RequireAsync(entry, file.Path, ct);
        var gpuLayers = _options.GpuLayers ?? file.Entry?.GpuLayers ?? 0;
        await ModelTrial.InChildAsync(_places.TrialCommand, file.Path, _options, gpuLayers, TrialLimit, _time, ct);

        var model = LocalModel.Open(file.Path, _options, gpuLayers, _time, _log, ct);
        var name = file.Entry?.Name ?? Path.GetFileNameWithoutExtension(file.Path);
        var info = new FileInfo(file.Path);
        _local = model;
        var profile = ProfileOf(file.Entry, model);
        await ReadInstructionsAsync(model, profile, ct);
        _loaded = new LoadedModel(FormattableString.Invariant($"{name}#{info.Length}-{info.LastWriteTimeUtc.Ticks}"), model.Client, profile);
        var warning = gpuLayers != 0 && NativeBackend.GpuLayers == 0
            ? "Layers on the GPU were asked for, but llama.cpp runs on the CPU. Install the CUDA libraries (docs/models.md), or set Llm:GpuLayers to 0."
            : null;
        _status = new ModelStatus(ModelState.Ready, name, model.Backend, warning);
        if (warning is not null)
            LogWarning(warning);
    }

    /// <summary>Large models read their instructions for a minute on a CPU. The first customer must not wait for that.</summary>
    private static async Task ReadInstructionsAsync(LocalModel model, PromptProfile profile, CancellationToken ct)
    {
        var shortest = new ChatOptions { MaxOutputTokens = 1 }.WithTimeLimit(InstructionsLimit);
        try
        {
            if (profile != PromptProfile.BuiltIn)
                await model.Client.GetResponseAsync(LargeModelPrompt.Write(profile, new Heard("-", DateTimeOffset.UnixEpoch), []), shortest, ct);
            await model.Client.GetResponseAsync(ComposePrompt.Write(profile, new FactNames(OrderStatus.Shipped, [], [], "en")), shortest, ct);
        }
        catch (LanguageUnavailableException error)
        {
            throw new ModelException($"The model can't read its instructions: {error.Message} Set Llm:ContextTokens higher, or Llm:Slots lower.", error);
        }
    }

    private async Task CloseAsync()
    {
        var model = _local;
        _loaded = null;
        _local = null;
        if (model is not null)
            await model.DisposeAsync();
    }

    /// <summary>A file that no catalog knows is taken for an instruction-tuned model with a chat template, unless it says that it is ours.</summary>
    private static PromptProfile ProfileOf(CatalogEntry? entry, LocalModel model) => entry?.Profile switch
    {
        "built-in" => PromptProfile.BuiltIn,
        null when model.IsOurs => PromptProfile.BuiltIn,
        "chat-without-system" => PromptProfile.ChatWithoutSystem,
        _ => PromptProfile.Chat,
    };

    [LoggerMessage(LogLevel.Information, "Replies are worded by {Language}")]
    private partial void LogReady(string language);

    [LoggerMessage(LogLevel.Error, "Written sentences answer, because model {Model} failed {Failures} times in a row; it is asked again from {End} on")]
    private partial void LogLeftOut(string model, int failures, DateTimeOffset end);

    [LoggerMessage(LogLevel.Information, "Model {Model} answers again")]
    private partial void LogBack(string model);

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(LogLevel.Error, "Written sentences answer, because the model {Model} can't: {Reason}")]
    private partial void LogFailed(string model, string reason);

    [LoggerMessage(LogLevel.Error, "Written sentences answer, because the model {Model} failed")]
    private partial void LogUnexpected(Exception error, string model);
}
