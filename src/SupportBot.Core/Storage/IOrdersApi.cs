using System.Text.Json;

namespace SupportBot.Core.Storage;

/// <summary>A shop's own service that tells of customers and orders. Callers may be concurrent.</summary>
public interface IOrdersApi
{
    /// <param name="path">Below the service's address, escaped: <c>customers/6</c>.</param>
    /// <returns>The answer; <c>null</c> when there is no such thing (404).</returns>
    /// <exception cref="OrdersUnavailableException">The service can't be reached, is too slow, or says something else.</exception>
    Task<JsonElement?> GetAsync(string path, CancellationToken ct);

    /// <summary>Notes that an answer was about somebody else.</summary>
    void Refused(string what);
}
