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
    PageWords words,
    ILogger<WebChatSessions> logger)
{
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>Answers a request for a session.</summary>
    public async Task<IResult> OpenAsync(HttpRequest request, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } body)
            return Problem(request, StatusCodes.Status400BadRequest, "UnreadableRequest");

        try
        {
            var (userId, refusal) = await IdentifyAsync(request, body, ct);
            if (userId is null)
                return refusal!;
            if (await customers.FindByUserIdAsync(userId, ct) is not { } customer)
            {
                LogUnknownCustomer();
                return Problem(request, StatusCodes.Status403Forbidden, "UnknownCustomer");
            }

            var conversation = body.ConversationId is null
                ? await conversations.CreateAsync(DirectLineConversations.NewUserId(), null, ct)
                : await conversations.FindAsync(body.ConversationId, ct);
            // A conversation that isn't there and one of somebody else get the same answer, so that ids can't be probed.
            if (conversation is not { UserId: { } directLineUser } || !await MayUseAsync(conversation, body, customer, ct))
            {
                LogForeignConversation();
                return Problem(request, StatusCodes.Status403Forbidden, "Gone");
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
            return Problem(request, StatusCodes.Status503ServiceUnavailable, "Unavailable");
        }
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
        if (environment.IsDevelopment() && !string.IsNullOrWhiteSpace(body.CustomerId))
            return (body.CustomerId, null);

        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (options.Value.HasKey && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            var check = await shopTokens.UseAsync(header[scheme.Length..].Trim(), ct);
            return check.UserId is not null ? (check.UserId, null) : (null, Unauthorized(request, check.Refusal!));
        }

        if (environment.IsDevelopment())
            return (null, Problem(request, StatusCodes.Status400BadRequest, "WhichCustomer"));

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

    private sealed record SessionRequest(string? CustomerId, string? ConversationId);

    [LoggerMessage(LogLevel.Warning, "A web chat session was refused: the shop has no such customer")]
    private partial void LogUnknownCustomer();

    [LoggerMessage(LogLevel.Warning, "A web chat session was refused: the conversation is not this customer's")]
    private partial void LogForeignConversation();

    [LoggerMessage(LogLevel.Error, "A web chat session could not be opened")]
    private partial void LogUnavailable(Exception error);
}
