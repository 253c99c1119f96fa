namespace SupportBot.Language.Models;

/// <summary>Leaves out a model that fails several times in a row, so that customers don't wait for it, and asks it again after a pause:
/// one call first, then all. Polly's circuit goes by shares of calls and knows no streams. Callers may be concurrent.</summary>
internal sealed class ModelCircuit(TimeProvider time)
{
    /// <summary>So many failures in a row open it.</summary>
    public const int FailuresThatOpen = 3;

    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private int _failures;
    private bool _isAsked;
    private DateTimeOffset? _openUntil;

    /// <summary>Told when it opens, with the end of the pause, and with <c>null</c> when it closes.</summary>
    public Action<DateTimeOffset?>? Changed { get; init; }

    /// <summary>When the model is asked again; <c>null</c> while it isn't left out.</summary>
    public DateTimeOffset? OpenUntil
    {
        get
        {
            lock (_lock)
                return _openUntil;
        }
    }

    /// <summary>Whether nobody asks the model now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _openUntil is { } end && (_isAsked || time.GetUtcNow() < end);
        }
    }

    /// <returns>Whether the model may be asked; then <see cref="End"/> must follow.</returns>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (_openUntil is not { } end)
                return true;
            if (_isAsked || time.GetUtcNow() < end)
                return false;
            return _isAsked = true;
        }
    }

    /// <param name="isGood"><c>null</c> when the caller gave up, which says nothing about the model.</param>
    public void End(bool? isGood)
    {
        lock (_lock)
        {
            var wasAsked = _isAsked;
            _isAsked = false;
            if (isGood is null)
                return;
            if (isGood is true)
                Close();
            else if (++_failures >= FailuresThatOpen && (wasAsked || _openUntil is null))
                Open();
        }
    }

    private void Close()
    {
        _failures = 0;
        if (_openUntil is null)
            return;
        _openUntil = null;
        Changed?.Invoke(null);
    }

    private void Open()
    {
        var isFirst = _openUntil is null;
        var pause = FirstPause * Math.Pow(2, Math.Min(_failures - FailuresThatOpen, 10));
        _openUntil = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        if (isFirst)
            Changed?.Invoke(_openUntil);
    }
}
