using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole.Api;

/// <summary><c>/api/agent</c>: handoffs with their transcripts, for agents. Talks to the audited desk only. Errors are RFC
/// 9457 problem details.</summary>
internal sealed class AgentApi(AgentDesk desk, AgentSessions sessions, IOptions<AgentsOptions> options, TimeProvider time)
{
    public const string NameShape = "{\"name\":\"…\"} with 1 to 100 characters";
    public const string TextShape = "{\"text\":\"…\"} with 1 to 4000 characters";
    public const string CloseShape = "{\"resolution\":\"…\",\"returnToBot\":false} with up to 4000 characters";
    public const string FollowUpShape = "{\"resolution\":\"…\"} with up to 4000 characters";

    private const int LongestName = 100;

    public async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SignInAsync(HttpContext context, CancellationToken ct)
    {
        var (body, problem) = await AgentBody.ReadAsync<SignInRequest>(context.Request, NameShape, ct);
        if (problem is not null)
            return problem;
        var name = body!.Name?.Trim() ?? "";
        return name.Length is 0 or > LongestName
            ? Bad($"The body must be {NameShape}.")
            : TypedResults.Ok(new SignInAnswer(sessions.Open(name), (int)AgentSessions.Lifetime.TotalSeconds));
    }

    public async Task<Results<Ok<HandoffRow[]>, ProblemHttpResult>> ListAsync(
        HttpContext context, string? state, string? outcome, string? needsFollowUp, string? search, CancellationToken ct)
    {
        if ((Mistake<HandoffState>("state", state) ?? Mistake<HandoffOutcome>("outcome", outcome)) is { } mistake)
            return mistake;
        if (needsFollowUp is { Length: > 0 } && !bool.TryParse(needsFollowUp, out _))
            return Bad("needsFollowUp must be true or false.");
        if (search is { Length: > HandoffLimits.MaxSearch } || search?.Contains('\0', StringComparison.Ordinal) == true)
            return Bad($"search may have {HandoffLimits.MaxSearch} characters at most.");

        var filter = new HandoffFilter(
            Parsed<HandoffState>(state), string.IsNullOrWhiteSpace(search) ? null : search.Trim(), Parsed<HandoffOutcome>(outcome),
            needsFollowUp is { Length: > 0 } ? bool.Parse(needsFollowUp) : null);
        return TypedResults.Ok((await desk.ListAsync(AgentClaims.AtWork(context), filter, ct)).Select(HandoffRow.Of).ToArray());
    }

    public async Task<Results<Ok<HandoffDetails>, ProblemHttpResult>> GetAsync(
        HttpContext context, string id, string? before, string? after, CancellationToken ct)
    {
        if (!TryReadPlace(before, out var from) || !TryReadPlace(after, out var behind) || (from is not null && behind is not null))
            return TypedResults.Problem("There is no such line: before or after, not both, takes a line's place, a whole number.", statusCode: StatusCodes.Status404NotFound);
        return await desk.OpenAsync(AgentClaims.AtWork(context), id, new TranscriptRange(from, behind), ct) is { } file
            ? TypedResults.Ok(HandoffDetails.Of(file)) : NotFound(id);
    }

    public async Task<Results<FileContentHttpResult, ProblemHttpResult>> TicketAsync(HttpContext context, string id, CancellationToken ct) =>
        await desk.ExportAsync(AgentClaims.AtWork(context), id, ct) is { } file
            ? TypedResults.File(TicketMail.Of(file, options.Value.TicketFrom, time.GetUtcNow()), "message/rfc822", file.Ticket.Id + ".eml")
            : NotFound(id);

    public async Task<Results<Ok<HandoffRow>, ProblemHttpResult>> AcceptAsync(HttpContext context, string id, CancellationToken ct) =>
        Answer(id, await desk.AcceptAsync(AgentClaims.AtWork(context), id, ct));

    public Task<Results<Ok<HandoffRow>, ProblemHttpResult>> SayAsync(HttpContext context, string id, CancellationToken ct) =>
        WriteAsync(context, id, desk.SayAsync, ct);

    public Task<Results<Ok<HandoffRow>, ProblemHttpResult>> NoteAsync(HttpContext context, string id, CancellationToken ct) =>
        WriteAsync(context, id, desk.NoteAsync, ct);

    public async Task<Results<Ok<HandoffRow>, ProblemHttpResult>> TypeAsync(HttpContext context, string id, CancellationToken ct) =>
        Answer(id, await desk.TypeAsync(AgentClaims.AtWork(context), id, ct));

    public async Task<Results<Ok<HandoffRow>, ProblemHttpResult>> ReleaseAsync(HttpContext context, string id, CancellationToken ct) =>
        Answer(id, await desk.ReleaseAsync(AgentClaims.AtWork(context), id, ct));

    public async Task<Results<Ok<HandoffRow>, ProblemHttpResult>> CloseAsync(HttpContext context, string id, CancellationToken ct)
    {
        var (body, problem) = await AgentBody.ReadAsync<CloseRequest>(context.Request, CloseShape, ct);
        if ((problem ?? TooLong(body!.Resolution)) is { } refusal)
            return refusal;
        return Answer(id, await desk.CloseAsync(AgentClaims.AtWork(context), id, body!.Resolution?.Trim() ?? "", body.ReturnToBot, ct));
    }

    public async Task<Results<Ok<HandoffRow>, ProblemHttpResult>> FollowUpAsync(HttpContext context, string id, CancellationToken ct)
    {
        var (body, problem) = await AgentBody.ReadAsync<FollowUpRequest>(context.Request, FollowUpShape, ct);
        if ((problem ?? TooLong(body!.Resolution)) is { } refusal)
            return refusal;
        return Answer(id, await desk.FollowUpAsync(AgentClaims.AtWork(context), id, body!.Resolution?.Trim() ?? "", ct));
    }

    public async Task<Ok<AuditRow[]>> AuditAsync(HttpContext context, string? handoff, CancellationToken ct) =>
        TypedResults.Ok((await desk.ReadAuditAsync(AgentClaims.AtWork(context), string.IsNullOrEmpty(handoff) ? null : handoff, ct)).Select(AuditRow.Of)
            .ToArray());

    private static async Task<Results<Ok<HandoffRow>, ProblemHttpResult>> WriteAsync(
        HttpContext context, string id, Func<AgentAtWork, string, string, string?, CancellationToken, Task<DeskResult>> write, CancellationToken ct)
    {
        var (body, problem) = await AgentBody.ReadAsync<TextRequest>(context.Request, TextShape, ct);
        if (problem is not null)
            return problem;
        if (string.IsNullOrWhiteSpace(body!.Text) || body.Text.Length > HandoffLimits.MaxText)
            return Bad($"The body must be {TextShape}.");
        return body.MessageId is { Length: > HandoffLimits.MaxMessageId }
            ? Bad($"messageId may have {HandoffLimits.MaxMessageId} characters at most.")
            : Answer(id, await write(AgentClaims.AtWork(context), id, body.Text, body.MessageId, ct));
    }

    private static Results<Ok<HandoffRow>, ProblemHttpResult> Answer(string id, DeskResult result) => result switch
    {
        { Outcome: DeskOutcome.Done, Ticket: { } ticket } => TypedResults.Ok(HandoffRow.Of(ticket)),
        { Outcome: DeskOutcome.Taken, Ticket: { } ticket } => Conflict($"{ticket.Agent} has taken handoff {id} already.", "Already taken"),
        { Outcome: DeskOutcome.Closed } => Conflict($"Handoff {id} has ended already.", "Already closed"),
        { Outcome: DeskOutcome.NotAccepted } => Conflict($"Accept handoff {id} first: POST /api/agent/handoffs/{id}/accept.", "Not accepted yet"),
        { Outcome: DeskOutcome.NothingToFollowUp } => Conflict($"Handoff {id} did not time out, or somebody has seen to it already.", "Nothing to follow up"),
        _ => NotFound(id),
    };

    private static ProblemHttpResult? Mistake<T>(string name, string? value)
        where T : struct, Enum =>
        string.IsNullOrEmpty(value) || Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase) ? null
        : Bad($"{name} must be one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");

    private static T? Parsed<T>(string? value)
        where T : struct, Enum => string.IsNullOrEmpty(value) ? null : Enum.Parse<T>(value, ignoreCase: true);

    private static bool TryReadPlace(string? value, out long? place)
    {
        place = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return place is not null || string.IsNullOrEmpty(value);
    }

    private static ProblemHttpResult? TooLong(string? resolution) =>
        resolution is { Length: > HandoffLimits.MaxText } ? Bad($"resolution may have {HandoffLimits.MaxText} characters at most.") : null;

    private static ProblemHttpResult Bad(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static ProblemHttpResult Conflict(string detail, string title) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: title);

    private static ProblemHttpResult NotFound(string id) => TypedResults.Problem($"There is no handoff {id}.", statusCode: StatusCodes.Status404NotFound);
}
