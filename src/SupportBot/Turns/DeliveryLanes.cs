using Microsoft.Bot.Schema;

namespace SupportBot.Turns;

/// <summary>Where replies wait to leave: a lane for the channels of our own, which no network holds up, and one for each remote
/// channel and host.</summary>
internal sealed class DeliveryLanes(Connectors connectors) : IDisposable
{
    public const int MaxRemote = 1000;

    private const int OwnPlaces = 32;
    private const int PlacesOfAHost = 8;

    private readonly Recent<DeliveryLane> _remote = new(MaxRemote);

    public int Count => _remote.Count;

    public DeliveryLane Own { get; } = new(OwnPlaces);

    public DeliveryLane Of(Activity reply) =>
        connectors.IsLocal(reply.ServiceUrl) ? Own : _remote.Get($"{reply.ChannelId} {HostOf(reply.ServiceUrl)}", () => new DeliveryLane(PlacesOfAHost));

    public void Dispose() => _remote.Dispose();

    private static string HostOf(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) ? url.Authority : "";
}

/// <summary>Places side by side.</summary>
#pragma warning disable CA1001 // Whoever is still in it when it is forgotten must be able to leave; without a wait handle it holds nothing.
internal sealed class DeliveryLane(int places)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _places = new(places);

    /// <summary>Waits for a place; disposing the result leaves it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        return new Place(_places);
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
