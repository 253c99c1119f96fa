using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Protocols;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Reads which channels each signing key endorses. Stands for <c>Microsoft.Bot.Connector.Authentication.EndorsementsRetriever</c>.</summary>
public sealed class EndorsementsRetriever : IDocumentRetriever, IConfigurationRetriever<IDictionary<string, HashSet<string>>>
{
    public const string JsonWebKeySetUri = "jwks_uri";

    private readonly HttpClient _httpClient;

    public EndorsementsRetriever(HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        _httpClient = httpClient;
    }

    public async Task<IDictionary<string, HashSet<string>>> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(retriever);

        var endorsements = new Dictionary<string, HashSet<string>>();
        var keySet = await retriever.GetDocumentAsync(address, cancellationToken);
        if (string.IsNullOrWhiteSpace(keySet) || JObject.Parse(keySet)["keys"] is not JArray keys)
            return endorsements;

        foreach (var key in keys.OfType<JObject>())
        {
            if (key.Value<string>("kid") is { } id && key["endorsements"] is JArray names)
                endorsements.TryAdd(id, names.Values<string>().ToHashSet());
        }

        return endorsements;
    }

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);

        var metadata = await ReadAsync(address, cancellationToken);
        if (string.IsNullOrWhiteSpace(metadata) || JObject.Parse(metadata).Value<string>(JsonWebKeySetUri) is not { } keySetAddress)
            return string.Empty;
        return await ReadAsync(keySetAddress, cancellationToken);
    }

    private async Task<string> ReadAsync(string address, CancellationToken cancellationToken)
    {
        using var response = await _httpClient.GetAsync(new Uri(address), cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"Document at address '{address}' was not received: {(int)response.StatusCode}.", null, response.StatusCode);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
