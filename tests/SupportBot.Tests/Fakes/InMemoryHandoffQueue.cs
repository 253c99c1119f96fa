using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Fakes;

/// <summary>Remembers what was requested.</summary>
internal sealed class InMemoryHandoffQueue : IHandoffQueue
{
    public List<HandoffRequest> Requests { get; } = [];

    public Task<(HandoffTicket Ticket, bool IsNew)> RequestAsync(HandoffRequest request, CancellationToken ct)
    {
        Requests.Add(request);
        return Task.FromResult((TicketOf(request), Requests.Count == 1));
    }

    public Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffState? state, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<HandoffTicket>>([.. Requests.Select(TicketOf)]);

    public Task<HandoffTicket?> FindAsync(string id, CancellationToken ct) =>
        Task.FromResult(Requests.Select(TicketOf).FirstOrDefault(ticket => ticket.Id == id));

    private static HandoffTicket TicketOf(HandoffRequest request) => new(
        "H-TEST22", HandoffState.Queued, request.Reason, request.Conversation, request.Customer, request.CustomerName, request.OrderIds, DateTimeOffset.UnixEpoch, null);
}
