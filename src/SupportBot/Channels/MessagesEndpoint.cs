using System.Text;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json;
using SupportBot.Tokens;

namespace SupportBot.Channels;

/// <summary>
/// <c>POST /api/messages</c>, where Azure Bot Service, the Emulator and the Agents Playground deliver activities. Checks
/// who calls, writes the activity to the inbox and answers; the turn runs afterwards. Errors are RFC 9457 problem details.
/// </summary>
internal sealed partial class MessagesEndpoint(
    BotFrameworkAuthentication authentication,
    TurnQueue turns,
    DevelopmentIdentity identity,
    HandoffLines lines,
    MessagesAccess access,
    TimeProvider time,
    ILogger<MessagesEndpoint> logger)
{
    /// <summary>What is said of a body that can't be read; it may quote from it.</summary>
    private const int MaxReason = 300;

    /// <summary>Anybody can be refused, as often as they like; the log must not grow by it.</summary>
    private static readonly TimeSpan PauseBetweenWarnings = TimeSpan.FromSeconds(1);

    /// <summary>In ticks.</summary>
    private long _warnAgainAt;

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken ct)
    {
        // Who shows no token at all isn't even listened to.
        if (access.IsAuthenticated && request.Headers.Authorization.Count == 0)
            return Refused(request, "no token");
        if (await RequestBody.ReadBytesAsync(request, RequestBody.MostBytes, ct) is not { } body)
            return Problem(StatusCodes.Status413PayloadTooLarge, $"An activity may have {RequestBody.MostBytes / 1024} KiB at most; send files as attachments by URL.");
        // To read an activity takes time: for those only who may send one.
        var claimed = ActivityOrigin.In(body.Span);
        var (caller, refusal) = await CallerAsync(new Activity { ChannelId = claimed.ChannelId, ServiceUrl = claimed.ServiceUrl }, request, ct);
        if (caller is null)
            return refusal!;
        var (activity, problem) = Read(body.Span);
        if (activity is null)
            return Problem(StatusCodes.Status400BadRequest, problem);
        if (activity.ChannelId != claimed.ChannelId || activity.ServiceUrl != claimed.ServiceUrl)
            return Problem(StatusCodes.Status400BadRequest, "The channelId and the serviceUrl must stand in the activity once, in plain characters.");

        activity.CallerId = caller.CallerId;
        if (string.IsNullOrEmpty(activity.Id))
            activity.Id = Guid.CreateVersion7().ToString("N");
        try
        {
            return await TakeAsync(activity, caller.Audience, ct);
        }
        catch (JsonException error)
        {
            return Problem(StatusCodes.Status400BadRequest, ReasonOf(error));
        }
        catch (TimeoutException)
        {
            return Problem(StatusCodes.Status504GatewayTimeout, "The activity is kept, but its turn did not end in time. A retry gets its response.");
        }
    }

    private static (Activity? Activity, string Problem) Read(ReadOnlySpan<byte> body)
    {
        var (json, problem) = UntrustedJson.Read(body);
        if (json is null)
            return (null, $"The body must be one Bot Framework activity as JSON; this one {problem}.");
        try
        {
            var activity = ActivityJson.Read(json);
            return Missing(activity) is { } missing ? (null, $"The activity has no «{missing}».") : (activity, "");
        }
        catch (JsonException error)
        {
            return (null, ReasonOf(error));
        }
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

    private async Task<IResult> TakeAsync(Activity activity, string? audience, CancellationToken ct)
    {
        var storable = StorableActivity.Of(activity);
        await identity.IdentifyAsync(activity, ct);
        if (activity.Type == ActivityTypes.Invoke || activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            var response = await turns.AddAndWaitAsync(storable, audience, ct);
            return response.Body is null ? Results.StatusCode(response.Status) : Results.Content(response.Body, "application/json", Encoding.UTF8, response.Status);
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

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    [LoggerMessage(LogLevel.Warning, "A call of /api/messages was refused: {Reason}. Said once a second at most")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "The Bot Framework's signing keys could not be fetched; check the way to BotFramework:OpenIdMetadata")]
    private partial void LogNoKeys(Exception error);
}
