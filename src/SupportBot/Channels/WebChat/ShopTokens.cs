using Microsoft.IdentityModel.Tokens;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Channels.WebChat;

/// <summary>What became of a customer token: the shop's <c>user_id</c>, or in words why it doesn't count.</summary>
internal readonly record struct ShopTokenCheck(string? UserId, string? Refusal);

/// <summary>Checks the tokens by which the shop vouches for a customer. Each counts once.</summary>
internal sealed class ShopTokens(IOptions<WebChatOptions> options, ShopKeys keys, UsedTokens used, PreviousSecrets previous, TimeProvider time)
{
    private const int MaxIdLength = 200;

    /// <summary>How far the shop's clock may be off ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>A token passes once through a browser, right away. One that is good for longer than this is a mistake of the
    /// shop's, and would lie about as a key to a customer's orders until then.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    private static readonly string[] SecretAlgorithms = [SecurityAlgorithms.HmacSha256];

    private readonly StrictTokenHandler _handler = new();

    private readonly SymmetricSecurityKey? _secret = KeyOf(options.Value.Secret);
    private readonly SymmetricSecurityKey? _previousSecret = KeyOf(options.Value.PreviousSecret);

    /// <summary>Checks a token and uses it up.</summary>
    /// <exception cref="ShopKeysUnavailableException">The shop's public keys can't be read.</exception>
    public async Task<ShopTokenCheck> UseAsync(string token, CancellationToken ct)
    {
        if (!_handler.CanReadToken(token))
            return Refused("The customer token is not a JWT.");

        var check = await CheckAsync(token, ct);
        if (!check.IsValid)
        {
            return Refused(check.Exception switch
            {
                CriticalTokenException => "The customer token names critical extensions, crit, that the bot doesn't know.",
                SecurityTokenInvalidIssuerException => "The customer token comes from another issuer.",
                SecurityTokenInvalidAudienceException => "The customer token is made out for another audience.",
                _ => "The customer token is not signed by the shop.",
            });
        }

        var now = time.GetUtcNow();
        if (Instant(check, "exp") is not { } expires)
            return Refused("The customer token lacks its expiry, exp.");
        if (now >= expires + Skew)
            return Refused("The customer token has expired.");
        if (expires > now + LongestLife + Skew)
            return Refused("The customer token is good for more than a day; the shop must make tokens that expire sooner.");
        if (Instant(check, "nbf") is { } begins && now < begins - Skew)
            return Refused("The customer token is not valid yet.");
        if (Id(check, "sub") is not { } userId)
            return Refused("The customer token lacks the customer's user id, sub.");
        if (Id(check, "jti") is not { } tokenId)
            return Refused("The customer token lacks its own id, jti.");
        if (!await used.UseUpAsync(tokenId, expires + Skew, ct))
            return Refused("The customer token was used before; each counts once.");
        return new(userId, null);
    }

    /// <summary>Checks who signed it and whom it is made out for.</summary>
    private async Task<TokenValidationResult> CheckAsync(string token, CancellationToken ct)
    {
        if (_previousSecret is not null && await CheckAsync(token, [_previousSecret], SecretAlgorithms) is { IsValid: true } before)
        {
            previous.Used("WebChat:PreviousSecret");
            return before;
        }

        return _secret is not null
            ? await CheckAsync(token, [_secret], SecretAlgorithms)
            : await CheckAsync(token, await keys.ForAsync(_handler.KeyIdOf(token), ct), StrictTokenHandler.PublicKeyAlgorithms);
    }

    /// <param name="algorithms">Those of the keys' kind alone, so that no public key counts as a secret.</param>
    private Task<TokenValidationResult> CheckAsync(string token, IEnumerable<SecurityKey> signers, string[] algorithms) =>
        _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidateAudience = options.Value.Audience is { Length: > 0 },
            ValidAudience = options.Value.Audience,
            ValidateIssuer = options.Value.Issuer is { Length: > 0 },
            ValidIssuer = options.Value.Issuer,
            // The clock is ours, see above.
            ValidateLifetime = false,
            IssuerSigningKeys = signers,
            ValidAlgorithms = algorithms,
        });

    private static SymmetricSecurityKey? KeyOf(string? secret) => string.IsNullOrEmpty(secret) ? null : new(Encoding.UTF8.GetBytes(secret));

    private static DateTimeOffset? Instant(TokenValidationResult check, string claim) =>
        check.Claims.TryGetValue(claim, out var value)
        && long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= 253_402_214_400
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>User ids are numbers in some shops' tokens and text in others'.</summary>
    private static string? Id(TokenValidationResult check, string claim) =>
        check.Claims.TryGetValue(claim, out var value)
        && value is string or int or long
        && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 and <= MaxIdLength } id
        && !string.IsNullOrWhiteSpace(id)
        && !id.Any(char.IsControl)
            ? id
            : null;

    private static ShopTokenCheck Refused(string why) => new(null, why);
}
