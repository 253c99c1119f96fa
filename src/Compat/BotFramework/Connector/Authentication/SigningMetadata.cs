using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>The signing keys and endorsements behind one OpenID metadata address, shared by everybody who validates against it.</summary>
internal sealed class SigningMetadata
{
    private static readonly ConcurrentDictionary<string, SigningMetadata> Known = new ConcurrentDictionary<string, SigningMetadata>();

    // Tokens with made-up key ids must not turn into as many requests to the identity provider.
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new Lock();
    private readonly string _address;
    private readonly HttpClient _httpClient;
    private volatile Managers _managers;
    private Task _renewal = Task.CompletedTask;
    private DateTimeOffset _nextRenewal = DateTimeOffset.MinValue;

    private SigningMetadata(string address, HttpClient httpClient)
    {
        _address = address;
        _httpClient = httpClient;
        _managers = Create();
    }

    public static SigningMetadata At(string address, HttpClient httpClient) => Known.GetOrAdd(address, key => new SigningMetadata(key, httpClient));

    public Task<OpenIdConnectConfiguration> GetOpenIdAsync() => _managers.OpenId.GetConfigurationAsync(CancellationToken.None);

    public Task<IDictionary<string, HashSet<string>>> GetEndorsementsAsync() => _managers.Endorsements.GetConfigurationAsync(CancellationToken.None);

    /// <summary>Fetches everything anew, because a token names a key that <paramref name="used"/> lacks.</summary>
    /// <returns>Whether there is something newer than <paramref name="used"/> now.</returns>
    public async Task<bool> RenewAsync(OpenIdConnectConfiguration used)
    {
        Task renewal;
        lock (_lock)
        {
            if (_renewal.IsCompleted && DateTimeOffset.UtcNow >= _nextRenewal)
            {
                _nextRenewal = DateTimeOffset.UtcNow + BetweenRenewals;
                _renewal = FetchAsync();
            }

            renewal = _renewal;
        }

        await renewal;
        return !ReferenceEquals(await GetOpenIdAsync(), used);
    }

    private async Task FetchAsync()
    {
        var fresh = Create();
        try
        {
            await fresh.OpenId.GetConfigurationAsync(CancellationToken.None);
            await fresh.Endorsements.GetConfigurationAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
        {
            // The provider is out of reach: the keys at hand stay good for all other tokens.
            return;
        }

        _managers = fresh;
    }

    private Managers Create()
    {
        // Plain HTTP reaches no further than this machine: a stand-in provider of a test or a development setup.
        var documents = new HttpDocumentRetriever(_httpClient) { RequireHttps = !(Uri.TryCreate(_address, UriKind.Absolute, out var uri) && uri.IsLoopback) };
        var endorsements = new EndorsementsRetriever(_httpClient);
        return new Managers(
            new ConfigurationManager<OpenIdConnectConfiguration>(_address, new OpenIdConnectConfigurationRetriever(), documents),
            new ConfigurationManager<IDictionary<string, HashSet<string>>>(_address, endorsements, endorsements));
    }

    private sealed record Managers(
        ConfigurationManager<OpenIdConnectConfiguration> OpenId,
        ConfigurationManager<IDictionary<string, HashSet<string>>> Endorsements);
}
