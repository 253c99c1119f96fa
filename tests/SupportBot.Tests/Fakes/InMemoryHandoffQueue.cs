using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Fakes;

/// <summary>Remembers what was requested.</summary>
internal sealed class InMemoryHandoffQueue : IHandoffQueue
{
    public static QueuePlace Place { get; } = new(1, null, null, IsStaffed: true);

    public List<HandoffRequest> Requests { get; } = [];

    /// <summary>What a customer with these orders reads when they are handed over for the first time.</summary>
    public static HandoffReceipt ReceiptOf(params string[] orderIds) =>
        new(TicketOf(new HandoffRequest(new("test", "c"), null, null, "", orderIds)), IsNew: true, Place);

    public Task<HandoffReceipt> RequestAsync(HandoffRequest request, CancellationToken ct)
    {
        Requests.Add(request);
        return Task.FromResult(new HandoffReceipt(TicketOf(request), Requests.Count == 1, Place));
    }

    public Task<HandoffTicket?> LatestAsync(ConversationKey conversation, CancellationToken ct) =>
        Task.FromResult(Requests.Where(request => request.Conversation == conversation).Select(TicketOf).LastOrDefault());

    public Task<HandoffTicket?> UnseenAsync(CustomerId customer, string channelId, CancellationToken ct) =>
        Task.FromResult(Requests.Where(request => request.Customer == customer && request.Conversation.ChannelId == channelId).Select(TicketOf).LastOrDefault());

    public Task<QueuePlace> PlaceAsync(HandoffTicket ticket, CancellationToken ct) => Task.FromResult(Place);

    public Task WithdrawAsync(HandoffTicket ticket, CancellationToken ct)
    {
        Requests.RemoveAll(request => request.Conversation == ticket.Conversation);
        return Task.CompletedTask;
    }

    public Task WroteAsync(HandoffTicket ticket, string line, CancellationToken ct) => throw new InvalidOperationException("Nobody accepts here.");

    public Task KeepLineAsync(HandoffTicket ticket, string line, CancellationToken ct) => Task.CompletedTask;

    public Task RequireNotAcceptedAsync(ConversationKey conversation, CancellationToken ct) => Task.CompletedTask;

    public Task RateAsync(HandoffTicket ticket, int rating, string? comment, CancellationToken ct) => throw new InvalidOperationException("Nobody closes here.");

    public Task CommentAsync(HandoffTicket ticket, string comment, CancellationToken ct) => throw new InvalidOperationException("Nobody closes here.");

    private static HandoffTicket TicketOf(HandoffRequest request) => new(
        "H-TEST22", HandoffState.Queued, request.Reason, request.Conversation, request.Customer, request.CustomerName, request.OrderIds, DateTimeOffset.UnixEpoch, null);
}
