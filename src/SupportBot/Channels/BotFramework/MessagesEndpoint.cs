using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json;
using SupportBot.Hosting.Tokens;

namespace SupportBot.Channels.BotFramework;

/// <summary><c>POST /api/messages</c>, where Azure Bot Service, the Emulator and the Agents Playground deliver activities. Checks
/// who calls, writes the activity to the inbox and answers; the turn runs afterwards. Errors are RFC 9457 problem details.</summary>
internal sealed partial class MessagesEndpoint(
    BotFrameworkAuthentication authentication,
    IOptions<MicrosoftAppOptions> app,
    RequestMemory room,
    TurnQueue turns,
    DevelopmentIdentity identity,
    HandoffNotifier lines,
    TimeProvider time,
    ILogger<MessagesEndpoint> logger)
{
    /// <summary>What is said of a body that can't be read; it may quote from it.</summary>
    private const int MaxReason = 300;

    /// <summary>How long a body may be on its way.</summary>
    public static readonly TimeSpan MaxBody = TimeSpan.FromSeconds(15);

    /// <summary>How long an activity may wait for its place.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    /// <summary>Anybody can be refused, as often as they like; the log must not grow by it.</summary>
    private static readonly TimeSpan PauseBetweenWarnings = TimeSpan.FromSeconds(1);

    /// <summary>In ticks.</summary>
    private long _warnAgainAt;

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken ct)
    {
        // Strangers aren't listened to; whether a token is true is checked with the activity.
        if (app.Value.Id is { } appId && !IsMadeOutFor(appId, request.Headers.Authorization))
            return Refused(request, "no token for this bot");
        using var share = room.Enter();
        try
        {
            if (await ReadBodyAsync(request, share, ct) is not { } body)
                return Problem(StatusCodes.Status413PayloadTooLarge, $"An activity may have {RequestBody.MaxBytes / 1024} KiB at most; send files as attachments by URL.");
            var (storable, audience, refusal) = await ReceiveAsync(request, body, ct);
            return storable is null ? refusal! : await TakeAsync(storable, audience, ct);
        }
        catch (NoRoomException)
        {
            return Busy(request);
        }
        catch (TimeoutException)
        {
            return Problem(StatusCodes.Status504GatewayTimeout, "The activity is kept, but its turn did not end in time. A retry gets its response.");
        }
    }

    private static bool IsMadeOutFor(string appId, StringValues authorization)
    {
        try
        {
            return authorization is [{ } header] && header.Split(' ') is [_, var token]
                && new JsonWebToken(token).Audiences.Contains(appId, StringComparer.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, RequestMemory.Share share, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(MaxBody, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await RequestBody.ReadBytesAsync(request, RequestBody.MaxBytes, share, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new BadHttpRequestException($"The body took more than {MaxBody.TotalSeconds} s.", StatusCodes.Status408RequestTimeout);
        }
    }

    /// <summary>Reads an activity and checks who sent it.</summary>
    private async Task<(StorableActivity? Activity, string? Audience, IResult? Refusal)> ReceiveAsync(
        HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        // To read an activity takes time and memory: for those only who may send one.
        var claimed = ActivityOrigin.In(body.Span);
        var (caller, refusal) = await CallerAsync(new Activity { ChannelId = claimed.ChannelId, ServiceUrl = claimed.ServiceUrl }, request, ct);
        if (caller is null)
            return (null, null, refusal);
        if (!await room.BeginReadingAsync(MaxWait, ct))
            return (null, null, Busy(request));
        try
        {
            var (activity, problem) = Read(body.Span);
            if (activity is null)
                return (null, null, Problem(StatusCodes.Status400BadRequest, problem));
            if (activity.ChannelId != claimed.ChannelId || activity.ServiceUrl != claimed.ServiceUrl)
                return (null, null, Problem(StatusCodes.Status400BadRequest, "The channelId and the serviceUrl must stand in the activity once, in plain characters."));

            activity.CallerId = caller.CallerId;
            if (string.IsNullOrEmpty(activity.Id))
                activity.Id = Guid.CreateVersion7().ToString("N");
            return (StorableActivity.Of(activity), caller.Audience, null);
        }
        catch (JsonException error)
        {
            return (null, null, Problem(StatusCodes.Status400BadRequest, ReasonOf(error)));
        }
        finally
        {
            room.EndReading();
        }
    }

    /// <exception cref="JsonException">It is JSON, but no activity.</exception>
    private static (Activity? Activity, string Problem) Read(ReadOnlySpan<byte> body)
    {
        var (json, problem) = UntrustedJson.Read(body);
        if (json is null)
            return (null, $"The body must be one Bot Framework activity as JSON; this one {problem}.");
        var activity = ActivityJson.Read(json);
        return Missing(activity) is { } missing ? (null, $"The activity has no «{missing}».") : (activity, "");
    }

    private async Task<(AuthenticateRequestResult? Caller, IResult? Refusal)> CallerAsync(Activity activity, HttpRequest request, CancellationToken ct)
    {
        try
        {
            // The SDK doesn't look.
            if (StrictTokenHandler.IsCritical(request.Headers.Authorization.ToString().Split(' ')[^1]))
                throw new CriticalTokenException();
            return (await authentication.AuthenticateRequestAsync(activity, request.Headers.Authorization, ct), null);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or SecurityTokenException or ArgumentException or FormatException)
        {
            // Malformed tokens escape from the SDK as other exceptions than a wrong signature does.
            return (null, Refused(request, error.GetType().Name));
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or IOException
            || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogNoKeys(error);
            return (null, Problem(StatusCodes.Status503ServiceUnavailable, "The signing keys of the Bot Framework could not be fetched, so the token can't be checked. Try again later."));
        }
    }

    private IResult Refused(HttpRequest request, string reason)
    {
        var now = time.GetUtcNow();
        if (now.UtcTicks >= Interlocked.Read(ref _warnAgainAt))
        {
            Interlocked.Exchange(ref _warnAgainAt, (now + PauseBetweenWarnings).UtcTicks);
            LogRefused(reason);
        }

        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(StatusCodes.Status401Unauthorized, "The bearer token was refused. It must be one of Bot Service or the Emulator, made out for this bot's MicrosoftAppId.");
    }

    private async Task<IResult> TakeAsync(StorableActivity storable, string? audience, CancellationToken ct)
    {
        var activity = storable.Activity;
        await identity.IdentifyAsync(activity, ct);
        if (activity.Type == ActivityTypes.Invoke || activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            var response = await turns.AddAndWaitAsync(storable, audience, ct);
            return response.Body is null ? Results.StatusCode(response.Status)
                : Results.Content(response.Body, "application/json", Encoding.UTF8, response.Status);
        }

        // Nothing is answered to it, and it is worth nothing a moment later.
        if (activity.Type == ActivityTypes.Typing)
            await lines.TypingAsync(TurnQueue.KeyOf(activity), ct);
        else
            await turns.AddAsync(storable, audience, ct);
        return Results.Ok();
    }

    private static string? Missing(Activity activity) => activity switch
    {
        { Type: null or "" } => "type",
        { ChannelId: null or "" } => "channelId",
        { Conversation.Id: null or "" } or { Conversation: null } => "conversation.id",
        { From: null } => "from",
        { ServiceUrl: null or "" } => "serviceUrl",
        _ when !Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") => "serviceUrl with http or https",
        _ => null,
    };

    private static string ReasonOf(JsonException error)
    {
        var reason = error.Message.Length > MaxReason ? error.Message[..MaxReason] + "…" : error.Message;
        return $"The body must be one Bot Framework activity as JSON: {reason}";
    }

    private static IResult Busy(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = StorageUnavailableHandler.RetryAfter;
        return Problem(StatusCodes.Status503ServiceUnavailable, "Too many activities come in at once. Try again soon.");
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    [LoggerMessage(LogLevel.Warning, "A call of /api/messages was refused: {Reason}. Said once a second at most")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "The Bot Framework's signing keys could not be fetched; check the way to BotFramework:OpenIdMetadata")]
    private partial void LogNoKeys(Exception error);
}
