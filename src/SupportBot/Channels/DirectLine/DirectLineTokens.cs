using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Channels.DirectLine;

/// <summary>Who calls: the holder of a token for one conversation, or with the secret a server of the shop.</summary>
/// <param name="ConversationId"><c>null</c> with the secret, which opens every conversation.</param>
/// <param name="UserId">Who the token says the user is; the <c>from.id</c> of every activity.</param>
/// <param name="Origins">The origins of pages that may use the token, with spaces between; empty when any may.</param>
/// <param name="SessionEnds">No token of the session, however often renewed, is good for longer than this.</param>
internal sealed record DirectLineCaller(string? ConversationId, string? UserId, string Origins, DateTimeOffset SessionEnds)
{
    public bool HasSecret => ConversationId is null;

    public bool MayUse(string conversationId) => HasSecret || ConversationId == conversationId;
}

/// <summary>A token for calls, and its life in whole seconds as clients are told.</summary>
internal readonly record struct DirectLineToken(string Token, int ExpiresIn);

/// <summary>A good <c>t</c> of a stream URL.</summary>
/// <param name="TokenId">It counts once.</param>
/// <param name="Expires">When it may be forgotten.</param>
internal sealed record DirectLineStreamPass(DirectLineCaller Caller, string TokenId, string KeyId, DateTimeOffset Expires);

/// <summary>Makes and checks the signed tokens of the embedded Direct Line. Web Chat reads the claim <c>user</c>.</summary>
internal sealed class DirectLineTokens(
    DirectLineKeys keys, DirectLineLimits limits, UsedTokens used, PreviousSecrets previous, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>How long a stream URL may wait to be opened.</summary>
    public static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);

    private const string Issuer = "supportbot";
    private const string Audience = "directline";
    private const string ForCalls = "token";
    private const string ForStream = "stream";
    private const int TokenIdBytes = 16;

    private readonly StrictTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public async Task<DirectLineToken> ForCallsAsync(DirectLineCaller holder, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var expires = Earlier(now + options.Value.TokenLifetime, holder.SessionEnds);
        // Whole seconds, as the token has them.
        return new(await CreateAsync(ForCalls, holder, holder.UserId, expires, ct), (int)(expires.ToUnixTimeSeconds() - now.ToUnixTimeSeconds()));
    }

    public Task<string> ForStreamAsync(DirectLineCaller holder, CancellationToken ct) =>
        CreateAsync(ForStream, holder, null, Earlier(time.GetUtcNow() + StreamLifetime, holder.SessionEnds), ct);

    /// <summary>Reads who calls from the Authorization header.</summary>
    public async Task<(DirectLineCaller? Caller, IResult? Refusal)> CallerAsync(HttpRequest request, CancellationToken ct)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || header[scheme.Length..].Trim() is not { Length: > 0 } bearer)
            return (null, Refuse(request, DirectLineError.Unauthorized("The call needs the header Authorization: Bearer <token>.")));
        if (IsSecret(bearer))
            return (new(null, null, "", time.GetUtcNow() + options.Value.SessionLifetime), null);
        var (token, refusal) = await CheckAsync(request, bearer, ForCalls, ct);
        return (token?.Caller, refusal);
    }

    /// <summary>Checks the <c>t</c> of a stream URL; <see cref="UseUpAsync"/> uses it up.</summary>
    public async Task<(DirectLineStreamPass? Pass, IResult? Refusal)> StreamPassAsync(HttpRequest request, string token, CancellationToken ct)
    {
        var (read, refusal) = await CheckAsync(request, token, ForStream, ct);
        if (read is null)
            return (null, refusal);
        // Those of a version in which they counted more often have no id; clients ask for another when one is refused.
        return read.Id is { } id
            ? (new(read.Caller, id, read.KeyId, read.Expires), null)
            : (null, StreamUsed());
    }

    /// <returns><c>null</c> when the stream may be opened, else the refusal.</returns>
    public async Task<IResult?> UseUpAsync(DirectLineStreamPass pass, CancellationToken ct) =>
        await used.UseUpAsync("directline stream " + pass.TokenId, pass.Expires, ct) ? null : StreamUsed();

    private static IResult StreamUsed() => DirectLineError.Forbidden("A stream's address counts once; GET the conversation for another.");

    private bool IsSecret(string bearer)
    {
        if (Is(options.Value.Secret, bearer))
            return true;
        if (!Is(options.Value.PreviousSecret, bearer))
            return false;
        previous.Used("DirectLine:PreviousSecret");
        return true;
    }

    private static bool Is(string? secret, string bearer) =>
        !string.IsNullOrEmpty(secret)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private async Task<string> CreateAsync(string use, DirectLineCaller holder, string? userId, DateTimeOffset expires, CancellationToken ct)
    {
        var claims = new Dictionary<string, object>
        {
            ["conv"] = holder.ConversationId!,
            ["use"] = use,
            ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["session_ends"] = holder.SessionEnds.ToUnixTimeSeconds(),
        };
        if (userId is not null)
            claims["user"] = userId;
        if (holder.Origins.Length > 0)
            claims["origins"] = holder.Origins;
        if (use == ForStream)
            claims["jti"] = RandomNumberGenerator.GetHexString(TokenIdBytes * 2, lowercase: true);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            SigningCredentials = new SigningCredentials((await keys.NewestAsync(ct)).Value, SecurityAlgorithms.HmacSha256),
        });
    }

    private async Task<(ReadToken? Token, IResult? Refusal)> CheckAsync(HttpRequest request, string token, string use, CancellationToken ct)
    {
        if (await ReadAsync(token, ct) is not { } read || read.Use != use)
            return (null, Refuse(request, DirectLineError.Forbidden("The token is not one of ours, or not for this use.")));
        // In whole seconds, as the token has it.
        if (time.GetUtcNow().ToUnixTimeSeconds() >= read.Expires.ToUnixTimeSeconds())
            return (null, DirectLineError.TokenExpired());
        if (!IsTrusted(read.Caller, request.Headers.Origin.ToString()))
            return (null, DirectLineError.Forbidden("The token is for other origins."));
        return limits.Call(read.Caller.ConversationId!) is { } wait ? (null, DirectLineError.TooMany(request.HttpContext, wait)) : (read, null);
    }

    /// <returns><c>null</c> for what we didn't sign.</returns>
    private async Task<ReadToken?> ReadAsync(string token, CancellationToken ct)
    {
        if (await keys.FindAsync(_handler.KeyIdOf(token), ct) is not { } key)
            return null;
        var check = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = key.Value,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            // Expired is another answer than forged, and the clock is ours.
            ValidateLifetime = false,
        });
        if (!check.IsValid || Claim(check, "conv") is not { } conversationId || Instant(check, "exp") is not { } expires)
            return null;
        // Those of a version in which sessions had no end.
        var ends = Instant(check, "session_ends") ?? (Instant(check, "iat") ?? time.GetUtcNow()) + options.Value.SessionLifetime;
        return new(
            new(conversationId, Claim(check, "user"), Claim(check, "origins") ?? "", ends), Claim(check, "use"), Claim(check, "jti"), key.Id, Earlier(
                expires, ends));
    }

    /// <summary>Whoever goes on trying tokens gets no reasons any more.</summary>
    private IResult Refuse(HttpRequest request, IResult reason) =>
        limits.BadToken(request.HttpContext) is { } wait ? DirectLineError.TooMany(request.HttpContext, wait) : reason;

    /// <summary>Browsers name the origin in all calls from another one; what sends none is no page.</summary>
    private static bool IsTrusted(DirectLineCaller caller, string origin) =>
        caller.Origins.Length == 0 || origin.Length == 0 || caller.Origins.Split(' ').Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static string? Claim(TokenValidationResult check, string name) =>
        check.Claims.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? Instant(TokenValidationResult check, string name) =>
        long.TryParse(Claim(check, name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record ReadToken(DirectLineCaller Caller, string? Use, string? Id, string KeyId, DateTimeOffset Expires);
}
