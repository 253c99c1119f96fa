using System.Collections.Concurrent;

namespace SupportBot.Hosting.Tokens;

/// <summary>Tells operators that a secret which is being replaced is still in use, so that they know when it may go.
/// Callers may be concurrent.</summary>
internal sealed partial class PreviousSecrets(TimeProvider time, ILogger<PreviousSecrets> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _sayAgainAt = new();

    /// <param name="setting">The setting that holds the secret, such as <c>WebChat:PreviousSecret</c>.</param>
    public void Used(string setting)
    {
        var now = time.GetUtcNow();
        if (_sayAgainAt.TryGetValue(setting, out var sayAgainAt) && now < sayAgainAt)
            return;
        _sayAgainAt[setting] = now + Pause;
        LogUsed(setting);
    }

    [LoggerMessage(LogLevel.Warning, "{Setting} was used. Somebody still has the previous secret; this is said once a minute while they do, and the setting may go when it isn't any more")]
    private partial void LogUsed(string setting);
}
