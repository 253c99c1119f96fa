using SupportBot.Core.Handoff;
using SupportBot.Core.Orders;

namespace SupportBot.AgentConsole;

/// <summary><c>/api/agent</c>: handoffs with their transcripts, for agents. Talks to the handoff desk and reads the
/// orders of the customer who asked. Errors are RFC 9457 problem details.</summary>
internal sealed class AgentApi(IHandoffDesk desk, Transcripts transcripts, IOrders orders, AgentSessions sessions)
{
    private const int LongestText = 4_000;
    private const int LongestId = 200;

    public IResult SignIn(SignInRequest request) => string.IsNullOrWhiteSpace(request.Name)
        ? Results.Problem("The body must be {\"name\":\"…\"}.", statusCode: StatusCodes.Status400BadRequest)
        : Results.Ok(new { token = sessions.Open(request.Name.Trim()), expires_in = (int)AgentSessions.Lifetime.TotalSeconds });

    public async Task<IResult> ListAsync(string? state, string? search, CancellationToken ct)
    {
        HandoffState? wanted = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.GetNames<HandoffState>().Contains(state, StringComparer.OrdinalIgnoreCase))
                return Results.Problem($"state must be one of {string.Join(", ", Enum.GetNames<HandoffState>()).ToLowerInvariant()}.", statusCode: StatusCodes.Status400BadRequest);
            wanted = Enum.Parse<HandoffState>(state, ignoreCase: true);
        }

        return Results.Ok((await desk.ListAsync(wanted, search, ct)).Select(HandoffRow.Of));
    }

    public async Task<IResult> GetAsync(string id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return NotFound(id);

        var said = await transcripts.ReadAsync(ticket.Conversation, ct);
        var lines = said.Select(line => new { at = line.At, from = line.By.ToString().ToLowerInvariant(), text = line.Text });
        var row = HandoffRow.Of(ticket);
        var facts = await FactsAsync(ticket, ct);
        return Results.Ok(new
        {
            row.Id, row.State, row.Reason, row.Customer, row.OrderIds, row.Channel, row.RequestedAt, row.Agent, row.Outcome, row.AcceptedAt, row.ClosedAt,
            resolution = ticket.Resolution,
            rating = ticket.Rating,
            ratingComment = ticket.RatingComment,
            summary = SummaryText.Of(ticket, said),
            orders = facts,
            steps = await desk.StepsAsync(id, ct),
            transcript = lines,
        });
    }

    public async Task<IResult> AcceptAsync(string id, Agent agent, CancellationToken ct) =>
        Answer(id, await desk.AcceptAsync(id, agent, ct));

    public async Task<IResult> SayAsync(string id, TextRequest body, Agent agent, CancellationToken ct)
    {
        if (body.MessageId is { Length: > LongestId })
            return Results.Problem($"messageId may have {LongestId} characters at most.", statusCode: StatusCodes.Status400BadRequest);
        return Mistake(body.Text) ?? Answer(id, await desk.SayAsync(id, agent, body.Text!, body.MessageId, ct));
    }

    public async Task<IResult> NoteAsync(string id, TextRequest body, Agent agent, CancellationToken ct) =>
        Mistake(body.Text) ?? Answer(id, await desk.NoteAsync(id, agent, body.Text!, ct));

    public async Task<IResult> TypeAsync(string id, Agent agent, CancellationToken ct) =>
        Answer(id, await desk.TypeAsync(id, agent, ct));

    public async Task<IResult> ReleaseAsync(string id, Agent agent, CancellationToken ct) =>
        Answer(id, await desk.ReleaseAsync(id, agent, ct));

    public async Task<IResult> CloseAsync(string id, CloseRequest body, Agent agent, CancellationToken ct)
    {
        if (body.Resolution is { Length: > LongestText })
            return Results.Problem($"resolution may have {LongestText} characters at most.", statusCode: StatusCodes.Status400BadRequest);
        return Answer(id, await desk.CloseAsync(id, agent, body.Resolution?.Trim() ?? "", body.ReturnToBot, ct));
    }

    private static IResult? Mistake(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > LongestText
        ? Results.Problem($"The body must be {{\"text\":\"…\"}} with 1 to {LongestText} characters.", statusCode: StatusCodes.Status400BadRequest)
        : null;

    private static IResult Answer(string id, DeskResult result) => result switch
    {
        { Outcome: DeskOutcome.Done, Ticket: { } ticket } => Results.Ok(HandoffRow.Of(ticket)),
        { Outcome: DeskOutcome.Taken, Ticket: { } ticket } => Conflict($"{ticket.Agent} has taken handoff {id} already.", "Already taken"),
        { Outcome: DeskOutcome.Closed } => Conflict($"Handoff {id} has ended already.", "Already closed"),
        { Outcome: DeskOutcome.NotAccepted } => Conflict($"Accept handoff {id} first: POST /api/agent/handoffs/{id}/accept.", "Not accepted yet"),
        _ => NotFound(id),
    };

    private static IResult Conflict(string detail, string title) => Results.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: title);

    private static IResult NotFound(string id) => Results.Problem($"There is no handoff {id}.", statusCode: StatusCodes.Status404NotFound);

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

/// <summary>The body of a message or a note.</summary>
/// <param name="MessageId">The same for a repetition of the same message, which then isn't sent again. Optional.</param>
internal sealed record TextRequest(string? Text, string? MessageId);

/// <summary>The body of a closing.</summary>
internal sealed record CloseRequest(string? Resolution, bool ReturnToBot);

/// <summary>A handoff in the list.</summary>
internal sealed record HandoffRow(
    string Id,
    string State,
    string Reason,
    HandoffCustomer Customer,
    IReadOnlyList<string> OrderIds,
    string Channel,
    DateTimeOffset RequestedAt,
    string? Agent,
    string? Outcome,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? ClosedAt)
{
    public static HandoffRow Of(HandoffTicket ticket) => new(
        ticket.Id,
        ticket.State.ToString().ToLowerInvariant(),
        ticket.Reason,
        new HandoffCustomer(ticket.Customer?.Value, ticket.CustomerName),
        ticket.OrderIds,
        ticket.Conversation.ChannelId,
        ticket.RequestedAt,
        ticket.Agent,
        ticket.Outcome is { } outcome ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : null,
        ticket.AcceptedAt,
        ticket.ClosedAt);
}

/// <summary>Who asked; empty for somebody whom the shop doesn't know.</summary>
internal sealed record HandoffCustomer(string? UserId, string? Name);
