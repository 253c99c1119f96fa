using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.DirectLine;

/// <summary>Begins conversations of the embedded Direct Line and gives out the tokens for them.</summary>
internal static class DirectLineConversationEndpoints
{
    private const int MaxOrigins = 20;

    public static async Task<IResult> GenerateAsync(
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

    public static async Task<IResult> RefreshAsync(
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

    public static async Task<IResult> StartAsync(
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

    public static async Task<IResult> ReconnectAsync(
        HttpRequest request, string conversationId, string? watermark, DirectLineTokens tokens, DirectLineConversations conversations, CancellationToken ct)
    {
        var (caller, conversation, refusal) = await DirectLineEndpoints.OpenAsync(request, conversationId, tokens, conversations, ct);
        if (conversation is null)
            return refusal!;
        // An empty watermark means «only what is new». That holds once something has been read; before, everything is new
        // (a client whose first stream never opened comes back with an empty watermark, too).
        if (DirectLineEndpoints.Place(watermark, conversation.WasRead ? conversation.LastSequence : 0) is not { } after)
            return DirectLineEndpoints.BadWatermark();
        return Results.Ok(await ConversationAsync(request, caller! with { ConversationId = conversationId }, Math.Min(after, conversation.LastSequence), tokens,
            ct));
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
                $"{scheme}://{request.Host}{request.PathBase}{DirectLineEndpoints.Base}/conversations/{conversationId}/stream?watermark={after}&t={stream}"),
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
}
