using Microsoft.Extensions.Hosting;
using SupportBot.Language.Understanding;

namespace SupportBot.Language.Models;

/// <summary>Loads the encoder beside the start of the rest. Without it only numbers, buttons and «a person» are understood.</summary>
public sealed partial class EncoderHost : IHostedService, ICurrentEncoder, IDisposable
{
    private readonly LanguagePlaces _places;
    private readonly TimeProvider _time;
    private readonly ILogger<EncoderHost> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<Task<MessageEncoder?>> _encoder;
    private EncoderFile? _file;

    internal EncoderHost(LanguagePlaces places, TimeProvider time, ILogger<EncoderHost> log)
    {
        (_places, _time, _log) = (places, time, log);
        _encoder = new(() => Task.Run(LoadAsync));
    }

    /// <summary>Why there is none, and how to mend that; <c>null</c> while it loads and when it is there.</summary>
    public string? Fault { get; private set; }

    /// <summary>What understands messages now, in a few words.</summary>
    public string InWords => Fault is null ? "the encoder" : "order numbers and buttons alone (the encoder failed)";

    Task<MessageEncoder?> ICurrentEncoder.Loaded => _encoder.Value;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = _encoder.Value;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose()
    {
        _file?.Dispose();
        _stopping.Dispose();
    }

    private async Task<MessageEncoder?> LoadAsync()
    {
        string? other = null;
        try
        {
            var catalog = ModelCatalog.Read(_places.ShippedModels, _places.PulledModels);
            var path = Path.Combine(_places.ShippedModels, catalog.Encoder.File);
            // An owner's own encoder is welcome; where a file fails, that it isn't the one that ships says why.
            if (File.Exists(path))
                other = await ModelFiles.FaultAsync(catalog.Encoder, path, _stopping.Token);
            _file = EncoderFile.Load(path);
            _stopping.Token.ThrowIfCancellationRequested();
            var encoder = new MessageEncoder(_file);
            encoder.Read(new Core.Conversation.Heard("hello", _time.GetUtcNow()), EncoderWords.Read("hello", []));
            return encoder;
        }
        // Whatever fails here, the bot runs on and says so.
        catch (Exception error)
        {
            Fault = error is ModelException ? error.Message : $"{error.GetType().Name}; the log tells more.";
            if (other is not null)
                Fault = $"{other} Get it from the repository again, or make it anew: models/training/train-encoder.sh. {Fault}";
            LogFailed(error, Fault);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Only order numbers, buttons and «a person» are understood, because the encoder can't be used: {Reason}")]
    private partial void LogFailed(Exception error, string reason);
}
