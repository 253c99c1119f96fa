using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Fakes;

/// <summary>A queue that no agent looks at. A conversation counts as bound to the customer who asks in it.</summary>
internal sealed class InMemoryHandoffQueue : IHandoffQueue
{
    private readonly List<HandoffTicket> _tickets = [];

    public static QueuePlace Place { get; } = new(1, null, null, IsStaffed: true);

    /// <summary>What was asked for and not called off.</summary>
    public List<HandoffRequest> Requests { get; } = [];

    /// <summary>What a customer with these orders reads when they are handed over for the first time.</summary>
    public static HandoffReceipt ReceiptOf(params string[] orderIds) =>
        new(TicketOf(22, new HandoffRequest(new("test", "c"), null, null, "", orderIds)), IsNew: true, Place);

    public async Task<HandoffReceipt> RequestAsync(HandoffRequest request, CancellationToken ct)
    {
        Requests.Add(request);
        var open = _tickets.FindIndex(ticket => ticket.IsOpen && ticket.Conversation == request.Conversation);
        if (open < 0)
            _tickets.Add(TicketOf(22 + _tickets.Count, request));
        else
            _tickets[open] = request.JoinedTo(_tickets[open]) with { Line = request.Line };
        var ticket = open < 0 ? _tickets[^1] : _tickets[open];
        return new(ticket, IsNew: open < 0, await PlaceAsync(ticket, ct));
    }

    public Task<HandoffTicket?> LatestAsync(ConversationKey conversation, CancellationToken ct) =>
        Task.FromResult(_tickets.Where(ticket => ticket.Conversation == conversation).MaxBy(ticket => ticket.IsOpen ? int.MaxValue : _tickets.IndexOf(ticket)));

    public Task<HandoffTicket?> UnseenAsync(CustomerId customer, string channelId, CancellationToken ct) =>
        Task.FromResult(_tickets.LastOrDefault(ticket => ticket.IsOpen && ticket.Customer == customer && ticket.Conversation.ChannelId == channelId));

    public Task<QueuePlace> PlaceAsync(HandoffTicket ticket, CancellationToken ct) => Task.FromResult(
        ticket.IsOpen ? Place with { Position = 1 + _tickets.TakeWhile(other => other.Id != ticket.Id).Count(other => other.IsOpen) } : Place with { Position = 0 });

    public Task WithdrawAsync(HandoffTicket ticket, CancellationToken ct)
    {
        Requests.RemoveAll(request => request.Conversation == ticket.Conversation);
        _tickets[IndexOf(ticket)] = ticket with { State = HandoffState.Closed, Outcome = HandoffOutcome.Abandoned };
        return Task.CompletedTask;
    }

    public Task WroteAsync(HandoffTicket ticket, string line, CancellationToken ct) => throw new InvalidOperationException("Nobody accepts here.");

    public Task KeepLineAsync(HandoffTicket ticket, string line, CancellationToken ct)
    {
        if (_tickets[IndexOf(ticket)].IsOpen)
            _tickets[IndexOf(ticket)] = _tickets[IndexOf(ticket)] with { Line = line };
        return Task.CompletedTask;
    }

    public Task RequireNotAcceptedAsync(ConversationKey conversation, CancellationToken ct) => Task.CompletedTask;

    public Task RateAsync(HandoffTicket ticket, int rating, string? comment, CancellationToken ct) => throw new InvalidOperationException("Nobody closes here.");

    public Task CommentAsync(HandoffTicket ticket, string comment, CancellationToken ct) => throw new InvalidOperationException("Nobody closes here.");

    private int IndexOf(HandoffTicket ticket) => _tickets.FindIndex(other => other.Id == ticket.Id);

    private static HandoffTicket TicketOf(int number, HandoffRequest request) => new(
        $"H-TEST{number}", HandoffState.Queued, request.Reason, request.Conversation, request.Customer, request.CustomerName, request.OrderIds, DateTimeOffset.UnixEpoch, null)
    {
        OrdersAreCandidates = request.OrdersAreCandidates,
        QueuedAt = DateTimeOffset.UnixEpoch,
        Line = request.Line,
        Locale = request.Locale,
    };
}
