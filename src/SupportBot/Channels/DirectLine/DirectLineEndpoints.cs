using System.Net.Mime;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;

namespace SupportBot.Channels.DirectLine;

internal static class DirectLineEndpoints
{
    public const string Base = "/v3/directline";

    /// <summary>Where pages ask for the session id, which goes with a cookie.</summary>
    public const string Session = Base + "/session";

    private const string SessionCookie = "supportbot-directline-session";

    /// <summary>Maps all routes; the services come from <see cref="DirectLineSetup.AddDirectLine"/>.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Base).AddEndpointFilter<DirectLineErrorFilter>();
        group.MapPost("/tokens/generate", DirectLineConversationEndpoints.GenerateAsync);
        group.MapPost("/tokens/refresh", DirectLineConversationEndpoints.RefreshAsync);
        group.MapPost("/conversations", DirectLineConversationEndpoints.StartAsync);
        group.MapGet("/conversations/{conversationId}", DirectLineConversationEndpoints.ReconnectAsync);
        group.MapGet("/conversations/{conversationId}/activities", ReadAsync);
        group.MapPost("/conversations/{conversationId}/activities", PostAsync);
        group.MapPost("/conversations/{conversationId}/upload", DirectLineUploadEndpoint.UploadAsync).DisableAntiforgery();
        group.MapGet("/conversations/{conversationId}/stream", StreamAsync);
        group.MapGet("/attachments/{id}", DirectLineUploadEndpoint.DownloadAsync).WithName(DirectLineUploadEndpoint.DownloadName);
        group.MapGet("/session/getsessionid", SessionId);
        return endpoints;
    }

    /// <summary>The caller and the conversation it may use, or the refusal.</summary>
    public static async Task<(DirectLineCaller? Caller, DirectLineConversation? Conversation, IResult? Refusal)> OpenAsync(
        HttpRequest request, string conversationId, DirectLineTokens tokens, DirectLineConversations conversations, CancellationToken ct)
    {
        var (caller, refusal) = await tokens.CallerAsync(request, ct);
        if (caller is null)
            return (null, null, refusal);
        if (!caller.MayUse(conversationId))
            return (null, null, DirectLineError.Forbidden("The token is for another conversation."));
        return await conversations.FindAsync(conversationId, ct) is { } conversation
            ? (caller, conversation, null)
            : (null, null, DirectLineError.NotFound("There is no such conversation."));
    }

    /// <returns>Whose the conversation counts as: the customer whom it is bound to, else its user.</returns>
    public static async Task<string> CustomerAsync(
        DirectLineCaller caller, DirectLineConversation conversation, IConversationBindings bindings, CancellationToken ct) =>
        (await bindings.FindAsync(new(DirectLineChannel.Id, conversation.Id), ct))?.Value ?? caller.UserId ?? conversation.UserId ?? conversation.Id;

    private static async Task<IResult> ReadAsync(
        HttpRequest request,
        string conversationId,
        string? watermark,
        DirectLineTokens tokens,
        DirectLineConversations conversations,
        DirectLineActivities activities,
        DirectLineLimits limits,
        CancellationToken ct)
    {
        var (_, conversation, refusal) = await OpenAsync(request, conversationId, tokens, conversations, ct);
        if (conversation is null)
            return refusal!;
        if (Place(watermark, 0) is not { } after)
            return BadWatermark();
        var page = await activities.ReadAsync(conversationId, Math.Min(after, conversation.LastSequence), long.MaxValue, ct);
        var place = limits.BeginAnswer(ClientAddress.Of(request.HttpContext), page.Bytes);
        // Clients end for good when a poll is refused; those who hear of nothing new ask again.
        if (place is null)
            page = new([], Math.Min(after, conversation.LastSequence));
        else
            request.HttpContext.Response.RegisterForDispose(place);
        if (page.Activities.Count > 0)
            await conversations.MarkReadAsync(conversation, ct);
        return Results.Text(DirectLineSocket.ActivitySet(page), MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request,
        string conversationId,
        DirectLineTokens tokens,
        DirectLineConversations conversations,
        DirectLineReceiver receiver,
        DirectLineLimits limits,
        [FromServices] IConversationBindings bindings,
        CancellationToken ct)
    {
        var (caller, conversation, refusal) = await OpenAsync(request, conversationId, tokens, conversations, ct);
        if (conversation is null)
            return refusal!;
        var (bytes, tooLarge) = await DirectLineBody.ReadBytesAsync(request, DirectLineBody.MaxBytes, ct);
        if (limits.Activity(request.HttpContext, conversationId, await CustomerAsync(caller!, conversation, bindings, ct), bytes.Length) is { } wait)
            return DirectLineError.TooMany(request.HttpContext, wait);
        if (tooLarge is not null)
            return tooLarge;
        var body = DirectLineBody.Parse(bytes.Span);
        return body.Value is null ? body.Refusal! : await receiver.ReceiveAsync(conversation, caller!.UserId, body.Value, Upload.None, ct);
    }

    private static async Task<IResult> StreamAsync(
        HttpContext context,
        string conversationId,
        string? watermark,
        string? t,
        DirectLineTokens tokens,
        DirectLineConversations conversations,
        DirectLineSocket stream,
        DirectLineStreams streams,
        DirectLineLimits limits,
        IHostApplicationLifetime host,
        CancellationToken ct)
    {
        var (pass, refusal) = await tokens.StreamPassAsync(context.Request, t ?? "", ct);
        if (pass is null)
            return refusal!;
        if (!pass.Caller.MayUse(conversationId))
            return DirectLineError.Forbidden("The stream is for another conversation.");
        if (Place(watermark, 0) is not { } after)
            return BadWatermark();
        if (await conversations.FindAsync(conversationId, ct) is not { } conversation)
            return DirectLineError.NotFound("There is no such conversation.");
        if (!context.WebSockets.IsWebSocketRequest)
            return DirectLineError.BadArgument("The stream is a WebSocket.");
        using var place = limits.Stream(context);
        using var subscription = place is null ? null : streams.Listen(conversationId);
        if (subscription is null)
            return DirectLineError.TooMany(context, TimeSpan.FromMinutes(1));
        if (await tokens.UseUpAsync(pass, ct) is { } used)
            return used;

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await stream.RunAsync(
            socket, conversation, pass, ClientAddress.Of(context), Math.Min(after, conversation.LastSequence), subscription.News, ending.Token);
        return Results.Empty;
    }

    /// <summary>Ties OAuth cards to the browser that shows them.</summary>
    private static IResult SessionId(HttpContext context)
    {
        var session = context.Request.Cookies[SessionCookie];
        if (session is not { Length: 32 } || !session.All(char.IsAsciiHexDigitLower))
            session = RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(SessionCookie, session, new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = context.Request.IsHttps ? SameSiteMode.None : SameSiteMode.Lax,
            Path = Base,
        });
        return Results.Ok(new { sessionId = session });
    }

    /// <returns><c>null</c> for what was never a watermark of ours. May lie past the end: after the database was restored from
    /// a copy, clients come back with places that are still to be.</returns>
    public static long? Place(string? watermark, long whenEmpty) =>
        string.IsNullOrEmpty(watermark) ? whenEmpty
        : long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place
        : null;

    public static IResult BadWatermark() => DirectLineError.BadArgument("The watermark is not one that this service gave.");
}
