namespace SupportBot.Turns;

/// <summary>Bounds what the SDK does for one call to a channel, the fetching of its own token included.</summary>
internal static class ChannelCall
{
    public static readonly TimeSpan MaxTime = ChannelCircuit.MaxCall + TimeSpan.FromSeconds(5);

    /// <exception cref="OperationCanceledException">Cancelled, or it took too long; what doesn't heed its token is left behind.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(MaxTime);
        return await call(limit.Token).WaitAsync(limit.Token);
    }
}
