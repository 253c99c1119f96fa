using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Channels.WebChat;

/// <summary>The shop's public keys can't be read. The message is for operators.</summary>
internal sealed class ShopKeysUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>The shop's public keys, kept for an hour, and read again when a token names one that is new.</summary>
internal sealed class ShopKeys(HttpClient http, IOptions<WebChatOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Unknown keys make us ask the shop no more often than this, whoever invents them.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>The same after the shop gave no answer.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile KeySet _known = new([], DateTimeOffset.MinValue);
    private DateTimeOffset _askAgainAt = DateTimeOffset.MinValue;
    private ShopKeysUnavailableException? _failure;

    /// <param name="keyId">The <c>kid</c> of the token, if it has one.</param>
    /// <exception cref="ShopKeysUnavailableException">The address doesn't answer with a key set.</exception>
    public async Task<IEnumerable<SecurityKey>> ForAsync(string? keyId, CancellationToken ct)
    {
        // Whoever brings a key that we have doesn't wait for those who don't.
        if (Has(keyId))
            return _known.Keys;

        await _one.WaitAsync(ct);
        try
        {
            if (Has(keyId))
                return _known.Keys;
            if (time.GetUtcNow() >= _askAgainAt)
                await AskAsync();
            return _failure is null ? _known.Keys : throw _failure;
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

    private bool Has(string? keyId)
    {
        var known = _known;
        return time.GetUtcNow() - known.ReadAt < Kept && (string.IsNullOrEmpty(keyId) || known.Keys.Any(key => key.KeyId == keyId));
    }

    /// <summary>Not cancelled with the call that needs the keys: whoever made up keys and left could have the shop asked each time.</summary>
    private async Task AskAsync()
    {
        try
        {
            _known = new(await ReadAsync(), time.GetUtcNow());
            (_failure, _askAgainAt) = (null, _known.ReadAt + Pause);
        }
        catch (ShopKeysUnavailableException failure)
        {
            (_failure, _askAgainAt) = (failure, time.GetUtcNow() + PauseAfterFailure);
        }
    }

    private async Task<IList<SecurityKey>> ReadAsync()
    {
        try
        {
            return new JsonWebKeySet(await http.GetStringAsync(options.Value.JwksUri)).GetSigningKeys();
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentException or System.Text.Json.JsonException or OperationCanceledException)
        {
            throw new ShopKeysUnavailableException($"WebChat:JwksUri {options.Value.JwksUri} gave no key set.", e);
        }
    }

    private sealed record KeySet(IList<SecurityKey> Keys, DateTimeOffset ReadAt);
}
