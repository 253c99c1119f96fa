using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;
using SupportBot.DirectLine;

namespace SupportBot.WebChat;

/// <summary>
/// Gives a verified customer a Direct Line token for a conversation that is bound to them: a new one, or the one they
/// had. In Development the caller may just say who to be.
/// </summary>
internal sealed partial class WebChatSessions(
    IHostEnvironment environment,
    IOptions<WebChatOptions> options,
    ShopTokens shopTokens,
    ICustomerDirectory customers,
    IConversationBindings bindings,
    DirectLineConversations conversations,
    DirectLineTokens directLine,
    LinkCodes linkCodes,
    ILogger<WebChatSessions> logger)
{
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>Answers a request for a session.</summary>
    public async Task<IResult> OpenAsync(HttpRequest request, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } body)
            return Unreadable();

        try
        {
            var (customer, refusal) = await FindCustomerAsync(request, body, ct);
            if (customer is null)
                return refusal!;

            var conversation = body.ConversationId is null
                ? await conversations.CreateAsync(DirectLineConversations.NewUserId(), null, ct)
                : await conversations.FindAsync(body.ConversationId, ct);
            // A conversation that isn't there and one of somebody else get the same answer, so that ids can't be probed.
            if (conversation is not { UserId: { } directLineUser } || !await MayUseAsync(conversation, body, customer, ct))
            {
                LogForeignConversation();
                return Problem(
                    StatusCodes.Status403Forbidden, "That conversation can't be continued",
                    "It isn't there any more, or belongs to somebody else. Please start a new one.");
            }

            return Results.Ok(new
            {
                token = await directLine.ForCallsAsync(conversation.Id, directLineUser, ct),
                conversationId = conversation.Id,
                userId = directLineUser,
                expires_in = directLine.ExpiresIn,
            });
        }
        catch (Exception error) when (error is OrdersUnavailableException or ShopKeysUnavailableException)
        {
            LogUnavailable(error);
            return Unavailable();
        }
    }

    /// <summary>Answers a request for a code that links a chat elsewhere with the customer.</summary>
    public async Task<IResult> GiveLinkCodeAsync(HttpRequest request, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } body)
            return Unreadable();
        try
        {
            var (customer, refusal) = await FindCustomerAsync(request, body, ct);
            if (customer is null)
                return refusal!;
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return Results.Ok(new { code = await linkCodes.CreateAsync(customer.Id, ct), expires_in = (int)LinkCodes.Lifetime.TotalSeconds });
        }
        catch (Exception error) when (error is OrdersUnavailableException or ShopKeysUnavailableException)
        {
            LogUnavailable(error);
            return Unavailable();
        }
    }

    private async Task<(Customer? Customer, IResult? Refusal)> FindCustomerAsync(HttpRequest request, SessionRequest body, CancellationToken ct)
    {
        var (userId, refusal) = await IdentifyAsync(request, body, ct);
        if (userId is null)
            return (null, refusal);
        if (await customers.FindByUserIdAsync(userId, ct) is { } customer)
            return (customer, null);
        LogUnknownCustomer();
        return (null, Problem(
            StatusCodes.Status403Forbidden, "We don't know this customer yet",
            "The shop's records hold no customer for this sign-in, so we can't open the order chat. Please contact the shop."));
    }

    /// <summary>Binds a new conversation before its token exists; an old one must be bound to this customer already.</summary>
    private async Task<bool> MayUseAsync(DirectLineConversation conversation, SessionRequest body, Customer customer, CancellationToken ct)
    {
        var key = new ConversationKey(DirectLineChannel.Id, conversation.Id);
        return body.ConversationId is null
            ? await bindings.BindAsync(key, customer.Id, ct)
            : await bindings.FindAsync(key, ct) == customer.Id;
    }

    private async Task<(string? UserId, IResult? Refusal)> IdentifyAsync(HttpRequest request, SessionRequest body, CancellationToken ct)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (options.Value.HasKey && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            var check = await shopTokens.UseAsync(header[scheme.Length..].Trim(), ct);
            return check.UserId is not null ? (check.UserId, null) : (null, Unauthorized(request, check.Refusal!));
        }

        if (environment.IsDevelopment())
        {
            return string.IsNullOrWhiteSpace(body.CustomerId)
                ? (null, Problem(
                    StatusCodes.Status400BadRequest, "Which customer?",
                    "In Development, say which sample customer to be: {\"customerId\":\"6\"}."))
                : (body.CustomerId, null);
        }

        return (null, Unauthorized(request, "Send the token that the shop signed for its customer: Authorization: Bearer <JWT>."));
    }

    /// <returns><c>null</c> when there is a body that isn't what we expect.</returns>
    private static async Task<SessionRequest?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (kept.Length + read > MaxBodyBytes)
                return null;
            kept.Write(buffer, 0, read);
        }

        if (kept.Length == 0)
            return new(null, null);
        try
        {
            return JsonSerializer.Deserialize<SessionRequest>(kept.GetBuffer().AsSpan(0, (int)kept.Length), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Unreadable() =>
        Problem(StatusCodes.Status400BadRequest, "The request could not be read", "The body must be empty or a small JSON object.");

    private static IResult Unavailable() => Problem(
        StatusCodes.Status503ServiceUnavailable, "The chat can't be opened right now",
        "We can't look customers up at the moment. Please try again in a minute.");

    private static IResult Unauthorized(HttpRequest request, string detail)
    {
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(StatusCodes.Status401Unauthorized, "Please sign in at the shop", detail);
    }

    private static IResult Problem(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);

    private sealed record SessionRequest(string? CustomerId, string? ConversationId);

    [LoggerMessage(LogLevel.Warning, "A web chat session was refused: the shop has no such customer")]
    private partial void LogUnknownCustomer();

    [LoggerMessage(LogLevel.Warning, "A web chat session was refused: the conversation is not this customer's")]
    private partial void LogForeignConversation();

    [LoggerMessage(LogLevel.Error, "A web chat session could not be opened")]
    private partial void LogUnavailable(Exception error);
}
