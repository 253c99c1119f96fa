using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Core.Storage;

namespace SupportBot.WebChat;

/// <summary>What became of a customer token: the shop's <c>user_id</c>, or in words why it doesn't count.</summary>
internal readonly record struct ShopTokenCheck(string? UserId, string? Refusal);

/// <summary>Checks the tokens by which the shop vouches for a customer. Each counts once.</summary>
internal sealed class ShopTokens(IOptions<WebChatOptions> options, ShopKeys keys, BotDatabase database, TimeProvider time)
{
    private const int MaxIdLength = 200;

    /// <summary>How far the shop's clock may be off ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>A token passes once through a browser, right away. One that is good for longer than this is a mistake of the
    /// shop's, and would lie about as a key to a customer's orders until then.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    private static readonly string[] PublicKeyAlgorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public static BotTables Tables { get; } = new("""
        CREATE TABLE IF NOT EXISTS webchat_used_tokens (
            token_id TEXT NOT NULL PRIMARY KEY,
            forget_after_unix BIGINT NOT NULL
        )
        """);

    /// <summary>Checks a token and uses it up.</summary>
    /// <exception cref="ShopKeysUnavailableException">The shop's public keys can't be read.</exception>
    public async Task<ShopTokenCheck> UseAsync(string token, CancellationToken ct)
    {
        if (!_handler.CanReadToken(token))
            return Refused("The customer token is not a JWT.");

        var parameters = new TokenValidationParameters
        {
            ValidateAudience = options.Value.Audience is { Length: > 0 },
            ValidAudience = options.Value.Audience,
            ValidateIssuer = options.Value.Issuer is { Length: > 0 },
            ValidIssuer = options.Value.Issuer,
            // The clock is ours, see below.
            ValidateLifetime = false,
        };
        if (options.Value.Secret is { Length: > 0 } secret)
        {
            parameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
            parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        }
        else
        {
            parameters.IssuerSigningKeys = await keys.ForAsync(_handler.ReadJsonWebToken(token).Kid, ct);
            parameters.ValidAlgorithms = PublicKeyAlgorithms;
        }

        var check = await _handler.ValidateTokenAsync(token, parameters);
        if (!check.IsValid)
        {
            return Refused(check.Exception switch
            {
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
        if (!await UseUpAsync(tokenId, expires + Skew, now, ct))
            return Refused("The customer token was used before; each counts once.");
        return new(userId, null);
    }

    private async Task<bool> UseUpAsync(string tokenId, DateTimeOffset forgetAfter, DateTimeOffset now, CancellationToken ct) =>
        await database.WriteAsync(async (transaction, token) =>
        {
            await using var forget = transaction.Command(
                "DELETE FROM webchat_used_tokens WHERE forget_after_unix < @now", ("@now", now.ToUnixTimeSeconds()));
            await forget.ExecuteNonQueryAsync(token);
            await using var use = transaction.Command(
                "INSERT INTO webchat_used_tokens (token_id, forget_after_unix) VALUES (@id, @forget) ON CONFLICT (token_id) DO NOTHING",
                ("@id", tokenId),
                ("@forget", forgetAfter.ToUnixTimeSeconds()));
            return await use.ExecuteNonQueryAsync(token) == 1;
        }, ct);

    private static DateTimeOffset? Instant(TokenValidationResult check, string claim)
    {
        if (!check.Claims.TryGetValue(claim, out var value)
            || !long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 0 or > 253_402_214_400)
            return null;
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

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
