using System.Diagnostics.CodeAnalysis;

namespace SupportBot.Language.Composing;

/// <summary>A text in the making, with those who wait for it. It goes on while anybody does.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no wait handle, so there is nothing to free, and it may be cancelled after the end.")]
internal sealed class Generation
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<Composition> _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IProgress<string>> _listeners = [];
    private string _soFar = "";
    private int _waiting;

    public Task<Composition> Made => _made.Task;

    public CancellationToken Stopped => _stop.Token;

    /// <summary>Who comes later hears at once what was told before.</summary>
    public void Join(IProgress<string>? soFar)
    {
        lock (_gate)
        {
            _waiting++;
            if (soFar is null)
                return;
            _listeners.Add(soFar);
            if (_soFar.Length > 0)
                soFar.Report(_soFar);
        }
    }

    /// <returns>Whether nobody waits any more.</returns>
    public bool Leave(IProgress<string>? soFar)
    {
        lock (_gate)
        {
            if (soFar is not null)
                _listeners.Remove(soFar);
            return --_waiting == 0;
        }
    }

    public void StopIfAbandoned()
    {
        lock (_gate)
        {
            if (_waiting > 0 || _made.Task.IsCompleted)
                return;
        }
        _stop.Cancel();
    }

    public void Tell(string soFar)
    {
        lock (_gate)
        {
            _soFar = soFar;
            foreach (var listener in _listeners)
                listener.Report(soFar);
        }
    }

    public void End(Composition made) => _made.SetResult(made);

    public void Fail(Exception error)
    {
        if (error is OperationCanceledException)
            _made.SetCanceled();
        else
            _made.SetException(error);
    }
}
