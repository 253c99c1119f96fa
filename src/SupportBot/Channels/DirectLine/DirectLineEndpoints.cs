using System.Net.Mime;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Customers;
using SupportBot.Hosting;

namespace SupportBot.Channels.DirectLine;

internal static class DirectLineEndpoints
{
    public const string Base = "/v3/directline";

    /// <summary>Where pages ask for the session id, which goes with a cookie.</summary>
    public const string Session = Base + "/session";

    private const int MaxOrigins = 20;

    private const string SessionCookie = "supportbot-directline-session";

    /// <summary>Maps all routes; the services come from <see cref="DirectLineRegistration.AddDirectLine"/>.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Base).AddEndpointFilter<DirectLineErrorFilter>();
        group.MapPost("/tokens/generate", GenerateAsync);
        group.MapPost("/tokens/refresh", RefreshAsync);
        group.MapPost("/conversations", StartAsync);
        group.MapGet("/conversations/{conversationId}", ReconnectAsync);
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

    private static async Task<IResult> GenerateAsync(
        HttpRequest request, DirectLineTokens tokens, DirectLineConversations conversations, CancellationToken ct)
    {
        var (caller, refusal) = await tokens.CallerAsync(request, ct);
        if (caller is null)
            return refusal!;
        if (!caller.HasSecret)
            return DirectLineError.Forbidden("New tokens are made with the secret; a token can only be refreshed.");
        var body = await DirectLineBody.ReadSmallAsync(request, ct);
        if (body.Value is null)
            return body.Refusal!;

        var (userId, userName) = UserIn(body.Value);
        if (userId is not null && !userId.StartsWith("dl_", StringComparison.Ordinal))
            return DirectLineError.BadArgument("user.id must start with dl_.");
        if (OriginsIn(body.Value) is not { } origins)
            return DirectLineError.BadArgument($"trustedOrigins must be a list of at most {MaxOrigins} origins such as https://shop.example.");
        var conversation = await conversations.CreateAsync(userId, userName, ct);
        return Results.Ok(await TokenAsync(caller with { ConversationId = conversation.Id, UserId = userId, Origins = origins }, tokens, ct));
    }

    private static async Task<IResult> RefreshAsync(
        HttpRequest request, DirectLineTokens tokens, DirectLineConversations conversations, CancellationToken ct)
    {
        var (caller, refusal) = await tokens.CallerAsync(request, ct);
        if (caller is null)
            return refusal!;
        if (caller.HasSecret)
            return DirectLineError.BadArgument("A secret doesn't expire; only tokens are refreshed.");
        if (await conversations.FindAsync(caller.ConversationId!, ct) is null)
            return DirectLineError.NotFound("There is no such conversation.");
        return Results.Ok(await TokenAsync(caller, tokens, ct));
    }

    private static async Task<IResult> StartAsync(
        HttpRequest request, DirectLineTokens tokens, DirectLineConversations conversations, DirectLineReceiver receiver, CancellationToken ct)
    {
        var (caller, refusal) = await tokens.CallerAsync(request, ct);
        if (caller is null)
            return refusal!;
        var body = await DirectLineBody.ReadSmallAsync(request, ct);
        if (body.Value is null)
            return body.Refusal!;

        var (userId, userName) = caller.UserId is null ? UserIn(body.Value) : (caller.UserId, null);
        if (caller is { HasSecret: false, UserId: null } && userId is not null && DirectLineConversations.IsReserved(userId))
            return DirectLineError.Forbidden("A user.id that starts with dl_ must be part of the token.");
        var conversation = caller.HasSecret
            ? await conversations.CreateAsync(userId, userName, ct)
            : await conversations.FindAsync(caller.ConversationId!, ct);
        if (conversation is null)
            return DirectLineError.NotFound("There is no such conversation.");

        await receiver.StartAsync(conversation, userId, userName, DirectLineReceiver.ShortText(body.Value, "locale"), ct);
        // A client that starts a started conversation was reloaded: it gets everything again.
        var answer = await ConversationAsync(request, caller with { ConversationId = conversation.Id }, 0, tokens, ct);
        return Results.Json(answer, statusCode: conversation.Started ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReconnectAsync(
        HttpRequest request, string conversationId, string? watermark, DirectLineTokens tokens, DirectLineConversations conversations, CancellationToken ct)
    {
        var (caller, conversation, refusal) = await OpenAsync(request, conversationId, tokens, conversations, ct);
        if (conversation is null)
            return refusal!;
        // An empty watermark means «only what is new». That holds once something has been read; before, everything is new
        // (a client whose first stream never opened comes back with an empty watermark, too).
        if (Place(watermark, conversation.WasRead ? conversation.LastSequence : 0) is not { } after)
            return BadWatermark();
        return Results.Ok(await ConversationAsync(request, caller! with { ConversationId = conversationId }, Math.Min(after, conversation.LastSequence), tokens,
            ct));
    }

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

    private static async Task<object> TokenAsync(DirectLineCaller holder, DirectLineTokens tokens, CancellationToken ct)
    {
        var (token, expiresIn) = await tokens.ForCallsAsync(holder, ct);
        return new { conversationId = holder.ConversationId, token, expires_in = expiresIn };
    }

    private static async Task<object> ConversationAsync(
        HttpRequest request, DirectLineCaller holder, long after, DirectLineTokens tokens, CancellationToken ct)
    {
        var conversationId = holder.ConversationId!;
        var stream = await tokens.ForStreamAsync(holder, ct);
        var (token, expiresIn) = await tokens.ForCallsAsync(holder, ct);
        var scheme = request.IsHttps ? "wss" : "ws";
        return new
        {
            conversationId,
            token,
            expires_in = expiresIn,
            streamUrl = string.Create(
                CultureInfo.InvariantCulture,
                $"{scheme}://{request.Host}{request.PathBase}{Base}/conversations/{conversationId}/stream?watermark={after}&t={stream}"),
            referenceGrammarId = conversationId,
        };
    }

    /// <summary>Server samples write the keys in Pascal case; the documentation in camel case.</summary>
    private static (string? Id, string? Name) UserIn(JObject body)
    {
        var user = body.GetValue("user", StringComparison.OrdinalIgnoreCase) as JObject;
        return (DirectLineReceiver.ShortText(user, "id"), DirectLineReceiver.ShortText(user, "name"));
    }

    /// <returns>The origins with spaces between, or <c>null</c> when they aren't such.</returns>
    private static string? OriginsIn(JObject body)
    {
        var origins = body.GetValue("trustedOrigins", StringComparison.OrdinalIgnoreCase);
        if (origins is null or { Type: JTokenType.Null })
            return "";
        if (origins is not JArray { Count: <= MaxOrigins } list)
            return null;
        var read = list.Select(entry => entry.Type == JTokenType.String
            && Uri.TryCreate((string?)entry, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.PathAndQuery == "/"
                ? uri.GetLeftPart(UriPartial.Authority)
                : null).ToList();
        return read.Contains(null) ? null : string.Join(' ', read);
    }

    /// <returns><c>null</c> for what was never a watermark of ours. May lie past the end: after the database was restored from
    /// a copy, clients come back with places that are still to be.</returns>
    private static long? Place(string? watermark, long whenEmpty)
    {
        if (string.IsNullOrEmpty(watermark))
            return whenEmpty;
        return long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
    }

    private static IResult BadWatermark() => DirectLineError.BadArgument("The watermark is not one that this service gave.");
}
