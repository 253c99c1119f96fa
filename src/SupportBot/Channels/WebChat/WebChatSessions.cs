using System.Text.Json;
using SupportBot.Channels.DirectLine;

namespace SupportBot.Channels.WebChat;

/// <summary>Gives a verified customer a Direct Line token for a conversation that is bound to them: a new one, or the one they
/// had. In Development the caller may just say who to be.
/// Who asks for it and has none yet comes back to the one where a person saw to them.</summary>
internal sealed partial class WebChatSessions(
    IHostEnvironment environment,
    IOptions<WebChatOptions> options,
    ShopTokens shopTokens,
    Strangers strangers,
    ICustomerDirectory customers,
    IConversationBindings bindings,
    IHandoffQueue handoffs,
    DirectLineConversations conversations,
    DirectLineTokens directLine,
    LinkCodes linkCodes,
    DirectLineLimits limits,
    PageTextCatalog words,
    TimeProvider time,
    ILogger<WebChatSessions> logger)
{
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    public Task<IResult> OpenAsync(HttpRequest request, CancellationToken ct) => AnswerAsync(request, async asker =>
    {
        var (body, userId, isVouchedFor, customer) = asker;
        if (customer is null && !isVouchedFor)
            return Problem(request, StatusCodes.Status403Forbidden, "UnknownCustomer");
        var unseen = body is { ConversationId: null, ResumeHandoff: true } && isVouchedFor && customer is not null ? await UnseenAsync(customer, ct) : null;
        body = body with { ConversationId = body.ConversationId ?? unseen?.Id };
        if (body.ConversationId is null && limits.Conversation(userId) is { } wait)
            return SessionLimit.TooMany(request.HttpContext, wait, "You have begun many chats. Please go on in one of them, or try again later.");
        var conversation = unseen ?? (body.ConversationId is null
            ? await conversations.CreateAsync(DirectLineConversations.NewUserId(), null, ct)
            : await conversations.FindAsync(body.ConversationId, ct));
        // A conversation that isn't there and one of somebody else get the same answer, so that ids can't be probed.
        if (conversation is not { UserId: { } directLineUser } || !await MayUseAsync(conversation, body, userId, customer, ct))
        {
            LogForeignConversation();
            return Problem(request, StatusCodes.Status403Forbidden, "Gone");
        }

        var holder = new DirectLineCaller(conversation.Id, directLineUser, "", time.GetUtcNow() + options.Value.SessionLifetime);
        var (token, expiresIn) = await directLine.ForCallsAsync(holder, ct);
        return Results.Ok(new { token, conversationId = conversation.Id, userId = directLineUser, expires_in = expiresIn });
    }, ct);

    /// <summary>Answers a request for a code that links a chat elsewhere with the customer.</summary>
    public Task<IResult> GiveLinkCodeAsync(HttpRequest request, CancellationToken ct) => AnswerAsync(request, async asker =>
    {
        if (asker.Customer is not { } customer)
            return Problem(request, StatusCodes.Status403Forbidden, "UnknownCustomer");
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new { code = await linkCodes.CreateAsync(customer.Id, ct), expires_in = (int)LinkCodes.Lifetime.TotalSeconds });
    }, ct);

    /// <summary>Finds out who asks; what is wrong with the request is answered here.</summary>
    private async Task<IResult> AnswerAsync(HttpRequest request, Func<Asker, Task<IResult>> answer, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } body)
            return Problem(request, StatusCodes.Status400BadRequest, "UnreadableRequest");
        try
        {
            var (userId, isVouchedFor, refusal) = await IdentifyAsync(request, body, ct);
            if (userId is null)
                return refusal!;
            var customer = await customers.FindByUserIdAsync(userId, ct);
            if (customer is null)
                LogUnknownCustomer();
            return await answer(new(body, userId, isVouchedFor, customer));
        }
        catch (Exception error) when (error is OrdersUnavailableException or ShopKeysUnavailableException)
        {
            LogUnavailable(error);
            return Problem(request, StatusCodes.Status503ServiceUnavailable, "Unavailable");
        }
    }

    /// <returns>The conversation in which an agent may have written to the customer meanwhile; <c>null</c> when there is none.</returns>
    private async Task<DirectLineConversation?> UnseenAsync(Customer customer, CancellationToken ct) =>
        await handoffs.UnseenAsync(customer.Id, DirectLineChannel.Id, ct) is { } handoff
            && await conversations.FindAsync(handoff.Conversation.ConversationId, ct) is { UserId: not null } conversation ? conversation : null;

    /// <summary>Gives a new conversation to its customer before its token exists; an old one must be theirs already. Whom the shop
    /// vouches for without having a record of gets one that is bound to nobody: the bot tells them and offers a person.</summary>
    private async Task<bool> MayUseAsync(DirectLineConversation conversation, SessionRequest body, string userId, Customer? customer, CancellationToken ct)
    {
        var key = new ConversationKey(DirectLineChannel.Id, conversation.Id);
        if (body.ConversationId is null && customer is null)
        {
            await strangers.KeepAsync(conversation.Id, userId, ct);
            return true;
        }

        if (body.ConversationId is not null)
        {
            var isOfStranger = await strangers.IsTheirsAsync(conversation.Id, userId, ct);
            if (await bindings.FindAsync(key, ct) is { } bound)
                // A stranger's chat that was linked with a customer stays the stranger's, too.
                return bound == customer?.Id || (customer is null && isOfStranger);
            if (!isOfStranger)
                return false;
        }

        // Also a stranger of before, whom the shop has a record of by now.
        return customer is null || await bindings.BindAsync(key, customer.Id, ct);
    }

    private async Task<(string? UserId, bool IsVouchedFor, IResult? Refusal)> IdentifyAsync(HttpRequest request, SessionRequest body, CancellationToken ct)
    {
        // Also with a bearer of another kind beside it: the example shop lends Development a key.
        if (environment.IsDevelopment() && !string.IsNullOrWhiteSpace(body.CustomerId))
            return (body.CustomerId, false, null);

        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (options.Value.HasKey && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            var check = await shopTokens.UseAsync(header[scheme.Length..].Trim(), ct);
            if (check.UserId is not null)
                return (check.UserId, true, null);
            LogRefusedToken(check.Refusal!);
            return (null, false, Unauthorized(request, check.Refusal!));
        }

        if (environment.IsDevelopment())
            return (null, false, Problem(request, StatusCodes.Status400BadRequest, "WhichCustomer"));

        return (null, false, Unauthorized(request, "Send the token that the shop signed for its customer: Authorization: Bearer <JWT>."));
    }

    /// <returns><c>null</c> when there is a body that isn't what we expect.</returns>
    private static async Task<SessionRequest?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (await RequestBody.ReadBytesAsync(request, MaxBodyBytes, share: null, ct) is not { } body)
            return null;
        try
        {
            return body.IsEmpty ? new(null, null, false) : JsonSerializer.Deserialize<SessionRequest>(body.Span, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="why">For whoever connects the shop; the page has words of its own for its customers.</param>
    private IResult Unauthorized(HttpRequest request, string why)
    {
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: words.For(request)["SignInTitle"]);
    }

    private IResult Problem(HttpRequest request, int status, string what)
    {
        var texts = words.For(request);
        return Results.Problem(texts[what + "Text"], statusCode: status, title: texts[what + "Title"]);
    }

    /// <param name="ResumeHandoff">Whether a customer whom the shop vouches for wants to come back to where a person sees to them,
    /// rather than begin anew.</param>
    private sealed record SessionRequest(string? CustomerId, string? ConversationId, bool ResumeHandoff);

    /// <param name="IsVouchedFor">By the shop; in Development the caller may just say who to be.</param>
    /// <param name="Customer"><c>null</c> when the shop has no record of them.</param>
    private sealed record Asker(SessionRequest Body, string UserId, bool IsVouchedFor, Customer? Customer);

    [LoggerMessage(LogLevel.Warning, "A web chat session was asked for by somebody whom the shop has no record of")]
    private partial void LogUnknownCustomer();

    [LoggerMessage(LogLevel.Warning, "A web chat session was refused: the conversation is not this customer's")]
    private partial void LogForeignConversation();

    [LoggerMessage(LogLevel.Warning, "A web chat session was refused: {Reason}")]
    private partial void LogRefusedToken(string reason);

    [LoggerMessage(LogLevel.Error, "A web chat session could not be opened")]
    private partial void LogUnavailable(Exception error);
}
