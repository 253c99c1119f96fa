namespace SupportBot.Turns;

/// <summary>The circuits of the hosts that the bot calls, and no more of them than it can bear: who may write to the bot may
/// name hosts without end.</summary>
internal sealed class ChannelCircuits(TimeProvider time, ILogger<ChannelCircuit> logger) : IDisposable
{
    public const int MaxHosts = 1000;

    /// <summary>The longest answer that is read; a channel's is an id.</summary>
    public const int MaxAnswerBytes = 4 * 1024 * 1024;

    private readonly Recent<ChannelCircuit> _circuits = new(MaxHosts);

    public int Count => _circuits.Count;

    public ChannelCircuit Of(string host) => _circuits.Get(host, () => new ChannelCircuit(host, time, logger));

    public void Dispose() => _circuits.Dispose();
}
