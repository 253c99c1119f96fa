namespace SupportBot.Core.Storage;

/// <summary>Everything that one turn changes, collected while it runs and committed in one transaction with its replies and its
/// done-mark, so that a kill at any moment leaves either all of it or nothing.</summary>
public sealed class TurnWork : IDisposable
{
    private static readonly AsyncLocal<TurnWork?> Running = new();

    private readonly List<Func<DbTransaction, CancellationToken, Task>> _writes = [];
    private readonly List<Action> _afterwards = [];

    private TurnWork()
    {
    }

    /// <summary>The turn that runs in this flow of control, or <c>null</c> outside any.</summary>
    public static TurnWork? Current => Running.Value;

    /// <summary>Begins a turn in this flow of control; disposing ends it and drops what was not committed.</summary>
    public static TurnWork Begin()
    {
        if (Running.Value is not null)
            throw new InvalidOperationException("A turn is running already in this flow of control.");
        return Running.Value = new TurnWork();
    }

    public void Add(Func<DbTransaction, CancellationToken, Task> write) => _writes.Add(write);

    /// <summary>What is to be done once the turn has committed; dropped with it when it fails.</summary>
    public void AfterCommit(Action action) => _afterwards.Add(action);

    public void Committed()
    {
        foreach (var action in _afterwards)
            action();
    }

    /// <summary>Does all collected writes, in order, in the caller's transaction.</summary>
    public async Task WriteAllAsync(DbTransaction transaction, CancellationToken ct)
    {
        foreach (var write in _writes)
            await write(transaction, ct);
    }

    public void Dispose()
    {
        if (ReferenceEquals(Running.Value, this))
            Running.Value = null;
    }
}
