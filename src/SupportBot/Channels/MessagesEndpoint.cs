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
    ILogger<MessagesEndpoint> logger)
{
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken ct)
    {
        if (await RequestBody.ReadAsync(request, ct) is not { } body)
            return Problem(StatusCodes.Status413PayloadTooLarge, $"An activity may have {RequestBody.MostBytes / 1024} KiB at most; send files as attachments by URL.");

        Activity activity;
        try
        {
            activity = ActivityJson.Read(body);
        }
        catch (JsonException error)
        {
            return Problem(StatusCodes.Status400BadRequest, $"The body must be one Bot Framework activity as JSON, nested {ActivityJson.MaxDepth} deep at most: {error.Message}");
        }

        if (Missing(activity) is { } missing)
            return Problem(StatusCodes.Status400BadRequest, $"The activity has no «{missing}».");

        AuthenticateRequestResult caller;
        try
        {
            // The SDK doesn't look.
            if (StrictTokenHandler.IsCritical(request.Headers.Authorization.ToString().Split(' ')[^1]))
                throw new CriticalTokenException();
            caller = await authentication.AuthenticateRequestAsync(activity, request.Headers.Authorization, ct);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or SecurityTokenException or ArgumentException or FormatException)
        {
            // Malformed tokens escape from the SDK as other exceptions than a wrong signature does.
            LogRefused(error.GetType().Name);
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem(StatusCodes.Status401Unauthorized, "The bearer token was refused. It must be one of Bot Service or the Emulator, made out for this bot's MicrosoftAppId.");
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or IOException
            || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogNoKeys(error);
            return Problem(StatusCodes.Status503ServiceUnavailable, "The signing keys of the Bot Framework could not be fetched, so the token can't be checked. Try again later.");
        }

        activity.CallerId = caller.CallerId;
        if (string.IsNullOrEmpty(activity.Id))
            activity.Id = Guid.CreateVersion7().ToString("N");
        await identity.IdentifyAsync(activity, ct);

        if (activity.Type == ActivityTypes.Invoke || activity.DeliveryMode == DeliveryModes.ExpectReplies)
        {
            var response = await turns.AddAndWaitAsync(activity, caller.Audience, ct);
            return response.Body is null ? Results.StatusCode(response.Status) : Results.Content(response.Body, "application/json", Encoding.UTF8, response.Status);
        }

        // Nothing is answered to it, and it is worth nothing a moment later.
        if (activity.Type == ActivityTypes.Typing)
            await lines.TypingAsync(TurnQueue.KeyOf(activity), ct);
        else
            await turns.AddAsync(activity, caller.Audience, ct);
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

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    [LoggerMessage(LogLevel.Warning, "A call of /api/messages was refused: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "The Bot Framework's signing keys could not be fetched; check the way to BotFramework:OpenIdMetadata")]
    private partial void LogNoKeys(Exception error);
}
