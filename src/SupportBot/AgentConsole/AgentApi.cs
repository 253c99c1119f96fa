using SupportBot.Core.Handoff;
using SupportBot.Core.Orders;

namespace SupportBot.AgentConsole;

/// <summary><c>/api/agent</c>: handoffs with their transcripts, for agents. Talks to the handoff queue and reads the
/// orders of the customer who asked.</summary>
internal sealed class AgentApi(IHandoffQueue queue, Transcripts transcripts, IOrders orders, AgentSessions sessions)
{
    public IResult SignIn(SignInRequest request) => string.IsNullOrWhiteSpace(request.Name)
        ? Results.Problem("The body must be {\"name\":\"…\"}.", statusCode: StatusCodes.Status400BadRequest)
        : Results.Ok(new { token = sessions.Open(request.Name.Trim()), expires_in = (int)AgentSessions.Lifetime.TotalSeconds });

    public async Task<IResult> ListAsync(string? state, CancellationToken ct)
    {
        HandoffState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.GetNames<HandoffState>().Contains(state, StringComparer.OrdinalIgnoreCase))
                return Results.Problem($"state must be one of {string.Join(", ", Enum.GetNames<HandoffState>()).ToLowerInvariant()}.", statusCode: StatusCodes.Status400BadRequest);
            wanted = Enum.Parse<HandoffState>(state, ignoreCase: true);
        }

        return Results.Ok((await queue.ListAsync(wanted, ct)).Select(HandoffRow.Of));
    }

    public async Task<IResult> GetAsync(string id, CancellationToken ct)
    {
        if (await queue.FindAsync(id, ct) is not { } ticket)
            return Results.Problem($"There is no handoff {id}.", statusCode: StatusCodes.Status404NotFound);

        var lines = (await transcripts.ReadAsync(ticket.Conversation, ct))
            .Select(line => new { at = line.At, from = line.By.ToString().ToLowerInvariant(), text = line.Text });
        var row = HandoffRow.Of(ticket);
        var facts = await FactsAsync(ticket, ct);
        return Results.Ok(new
        {
            row.Id, row.State, row.Reason, row.Customer, row.OrderIds, row.Channel, row.RequestedAt, row.Agent,
            summary = Summary(ticket),
            orders = facts,
            transcript = lines,
        });
    }

    private static string Summary(HandoffTicket ticket)
    {
        var who = string.IsNullOrEmpty(ticket.CustomerName) ? "An unknown customer" : ticket.CustomerName;
        var which = ticket.OrderIds.Count switch
        {
            0 => "no order is known",
            1 => $"order {ticket.OrderIds[0]}",
            _ => $"one of the orders {string.Join(", ", ticket.OrderIds)}",
        };
        return $"{who} wrote «{ticket.Reason}»; {which}.";
    }

    /// <returns>The ticket's orders as recorded now, or <c>null</c> while the orders database can't be read.</returns>
    private async Task<IReadOnlyList<Order>?> FactsAsync(HandoffTicket ticket, CancellationToken ct)
    {
        if (ticket.Customer is not { } customer)
            return [];
        try
        {
            var facts = new List<Order>();
            foreach (var orderId in ticket.OrderIds)
            {
                if (await orders.FindAsync(customer, orderId, ct) is { } order)
                    facts.Add(order);
            }

            return facts;
        }
        catch (OrdersUnavailableException)
        {
            return null;
        }
    }
}

/// <summary>The body of a sign-in.</summary>
internal sealed record SignInRequest(string? Name);

/// <summary>A handoff in the list.</summary>
internal sealed record HandoffRow(
    string Id,
    string State,
    string Reason,
    HandoffCustomer Customer,
    IReadOnlyList<string> OrderIds,
    string Channel,
    DateTimeOffset RequestedAt,
    string? Agent)
{
    public static HandoffRow Of(HandoffTicket ticket) => new(
        ticket.Id,
        ticket.State.ToString().ToLowerInvariant(),
        ticket.Reason,
        new HandoffCustomer(ticket.Customer?.Value, ticket.CustomerName),
        ticket.OrderIds,
        ticket.Conversation.ChannelId,
        ticket.RequestedAt,
        ticket.Agent);
}

/// <summary>Who asked; empty for somebody whom the shop doesn't know.</summary>
internal sealed record HandoffCustomer(string? UserId, string? Name);
