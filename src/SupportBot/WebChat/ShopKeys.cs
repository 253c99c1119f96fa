using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.WebChat;

/// <summary>The shop's public keys can't be read. The message is for operators.</summary>
internal sealed class ShopKeysUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>The shop's public keys, kept for an hour, and read again when a token names one that is new.</summary>
internal sealed class ShopKeys(HttpClient http, IOptions<WebChatOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Unknown keys make us ask the shop no more often than this, whoever invents them.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IList<SecurityKey> _keys = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <param name="keyId">The <c>kid</c> of the token, if it has one.</param>
    /// <exception cref="ShopKeysUnavailableException">The address doesn't answer with a key set.</exception>
    public async Task<IEnumerable<SecurityKey>> ForAsync(string? keyId, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var age = time.GetUtcNow() - _readAt;
            var isNew = !string.IsNullOrEmpty(keyId) && _keys.All(key => key.KeyId != keyId);
            if (age >= Kept || (isNew && age >= Pause))
            {
                _keys = await ReadAsync(ct);
                _readAt = time.GetUtcNow();
            }

            return _keys;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        http.Dispose();
    }

    private async Task<IList<SecurityKey>> ReadAsync(CancellationToken ct)
    {
        try
        {
            return new JsonWebKeySet(await http.GetStringAsync(options.Value.JwksUri, ct)).GetSigningKeys();
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentException or System.Text.Json.JsonException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ShopKeysUnavailableException($"WebChat:JwksUri {options.Value.JwksUri} gave no key set.", e);
        }
    }
}
