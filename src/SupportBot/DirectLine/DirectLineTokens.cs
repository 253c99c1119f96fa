using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Core.Storage;

namespace SupportBot.DirectLine;

/// <summary>Who calls: the holder of a token for one conversation, or with the secret a server of the shop.</summary>
/// <param name="ConversationId"><c>null</c> with the secret, which opens every conversation.</param>
/// <param name="UserId">Who the token says the user is; the <c>from.id</c> of every activity.</param>
/// <param name="Origins">The origins of pages that may use the token, with spaces between; empty when any may.</param>
internal sealed record DirectLineCaller(string? ConversationId, string? UserId, string Origins)
{
    public bool HasSecret => ConversationId is null;

    public bool MayUse(string conversationId) => HasSecret || ConversationId == conversationId;
}

/// <summary>
/// Makes and checks the signed tokens of the embedded Direct Line. The key is random, made once and kept in the bot's
/// database, so that tokens outlive a restart and every instance takes them. Web Chat reads the claim <c>user</c>.
/// </summary>
internal sealed class DirectLineTokens(BotDatabase database, DirectLineLimits limits, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>How long a stream URL may wait to be opened.</summary>
    public static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);

    private const string Issuer = "supportbot";
    private const string Audience = "directline";
    private const string ForCalls = "token";
    private const string ForStream = "stream";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private SymmetricSecurityKey? _key;

    /// <summary>Life of a token, in whole seconds as clients are told.</summary>
    public int ExpiresIn => (int)options.Value.TokenLifetime.TotalSeconds;

    public Task<string> ForCallsAsync(string conversationId, string? userId, CancellationToken ct) =>
        ForCallsAsync(conversationId, userId, "", ct);

    /// <param name="origins">As in <see cref="DirectLineCaller"/>.</param>
    public Task<string> ForCallsAsync(string conversationId, string? userId, string origins, CancellationToken ct) =>
        CreateAsync(ForCalls, conversationId, userId, origins, options.Value.TokenLifetime, ct);

    public Task<string> ForStreamAsync(string conversationId, string origins, CancellationToken ct) =>
        CreateAsync(ForStream, conversationId, null, origins, StreamLifetime, ct);

    /// <summary>Reads who calls from the Authorization header.</summary>
    /// <returns>Exactly one of the two.</returns>
    public async Task<(DirectLineCaller? Caller, IResult? Refusal)> CallerAsync(HttpRequest request, CancellationToken ct)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || header[scheme.Length..].Trim() is not { Length: > 0 } bearer)
            return (null, Refuse(request, DirectLineError.Unauthorized("The call needs the header Authorization: Bearer <token>.")));
        if (IsSecret(bearer))
            return (new(null, null, ""), null);
        return await CheckAsync(request, bearer, ForCalls, ct);
    }

    /// <summary>Checks the <c>t</c> of a stream URL.</summary>
    public Task<(DirectLineCaller? Caller, IResult? Refusal)> StreamCallerAsync(HttpRequest request, string token, CancellationToken ct) =>
        CheckAsync(request, token, ForStream, ct);

    private bool IsSecret(string bearer) =>
        options.Value.Secret is { } secret
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private async Task<string> CreateAsync(
        string use, string conversationId, string? userId, string origins, TimeSpan life, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["conv"] = conversationId,
            ["use"] = use,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.Add(life).ToUnixTimeSeconds(),
        };
        if (userId is not null)
            claims["user"] = userId;
        if (origins.Length > 0)
            claims["origins"] = origins;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            SigningCredentials = new SigningCredentials(await KeyAsync(ct), SecurityAlgorithms.HmacSha256),
        });
    }

    private async Task<(DirectLineCaller? Caller, IResult? Refusal)> CheckAsync(HttpRequest request, string token, string use, CancellationToken ct)
    {
        var check = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = await KeyAsync(ct),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            // Expired is another answer than forged, and the clock is ours.
            ValidateLifetime = false,
        });
        if (!check.IsValid
            || Claim(check, "use") != use
            || Claim(check, "conv") is not { } conversationId
            || !long.TryParse(Claim(check, "exp"), NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
            return (null, Refuse(request, DirectLineError.Forbidden("The token is not one of ours, or not for this use.")));
        if (time.GetUtcNow().ToUnixTimeSeconds() >= expires)
            return (null, DirectLineError.TokenExpired());
        var caller = new DirectLineCaller(conversationId, Claim(check, "user"), Claim(check, "origins") ?? "");
        if (!IsTrusted(caller, request.Headers.Origin.ToString()))
            return (null, DirectLineError.Forbidden("The token is for other origins."));
        return limits.Call(conversationId) is { } wait ? (null, DirectLineError.TooMany(request.HttpContext, wait)) : (caller, null);
    }

    /// <summary>Whoever goes on trying tokens gets no reasons any more.</summary>
    private IResult Refuse(HttpRequest request, IResult reason) =>
        limits.BadToken(request.HttpContext) is { } wait ? DirectLineError.TooMany(request.HttpContext, wait) : reason;

    /// <summary>Browsers name the origin in all calls from another one; what sends none is no page.</summary>
    private static bool IsTrusted(DirectLineCaller caller, string origin) =>
        caller.Origins.Length == 0 || origin.Length == 0 || caller.Origins.Split(' ').Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static string? Claim(TokenValidationResult check, string name) =>
        check.Claims.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private async Task<SymmetricSecurityKey> KeyAsync(CancellationToken ct)
    {
        if (_key is { } known)
            return known;
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var kept = await database.WriteAsync(async (transaction, token) =>
        {
            await using var insert = transaction.Command(
                "INSERT INTO directline_key (id, value) VALUES (1, @value) ON CONFLICT (id) DO NOTHING", ("@value", fresh));
            await insert.ExecuteNonQueryAsync(token);
            await using var select = transaction.Command("SELECT value FROM directline_key WHERE id = 1");
            return (string)(await select.ExecuteScalarAsync(token))!;
        }, ct);
        return _key = new SymmetricSecurityKey(Convert.FromBase64String(kept));
    }
}
