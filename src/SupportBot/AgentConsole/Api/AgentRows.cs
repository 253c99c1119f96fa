using System.ComponentModel;
using System.Text.Json;
using SupportBot.Core.Orders;

namespace SupportBot.AgentConsole.Api;

internal sealed record SignInRequest([property: Description("What customers and colleagues read, 1 to 100 characters.")] string? Name);

/// <summary>The answer to a sign-in; the names are OAuth's.</summary>
internal sealed record SignInAnswer(string Token, [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn);

internal sealed record TextRequest(
    [property: Description("1 to 4,000 characters.")] string? Text,
    [property: Description("The same for a repetition of the same message or note, which then isn't sent or kept again; up to 200 characters. Optional.")] string? MessageId = null);

internal sealed record CloseRequest(
    [property: Description("What was done, for colleagues; up to 4,000 characters. Optional.")] string? Resolution = null,
    [property: Description("Whether the customer goes on with the bot. Optional.")] bool ReturnToBot = false);

internal sealed record FollowUpRequest([property: Description("What was done, for colleagues; up to 4,000 characters. Optional.")] string? Resolution = null);

/// <summary>Who asked; empty for somebody whom the shop doesn't know.</summary>
internal sealed record HandoffCustomer(string? UserId, string? Name);

/// <summary>A handoff in the list.</summary>
internal sealed record HandoffRow(
    [property: Description("Such as H-7K2M9Q.")] string Id,
    [property: Description("requested, queued, accepted or closed.")] string State,
    [property: Description("What the customer wrote when they asked.")] string Reason,
    HandoffCustomer Customer,
    [property: Description("The order that it is about, or the candidates.")] IReadOnlyList<string> OrderIds,
    [property: Description("The Bot Framework's channel id.")] string Channel,
    DateTimeOffset RequestedAt,
    [property: Description("The name of who accepted it.")] string? Agent,
    [property: Description("resolved, returnedToBot, abandoned or timedOut; null while it is open.")] string? Outcome,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? ClosedAt,
    [property: Description("It timed out, and nobody has seen to it since.")] bool NeedsFollowUp)
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
        ticket.Outcome is { } outcome ? JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : null,
        ticket.AcceptedAt,
        ticket.ClosedAt,
        ticket.NeedsFollowUp);
}

/// <summary>A handoff with all that is known about it.</summary>
internal sealed record HandoffDetails(
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
    DateTimeOffset? ClosedAt,
    bool NeedsFollowUp,
    DateTimeOffset? FollowedUpAt,
    string? Resolution,
    [property: Description("The customer's, 1 (bad) to 5 (good).")] int? Rating,
    string? RatingComment,
    [property: Description("What the customer wants, which order and what was tried, built by code.")] string Summary,
    [property: Description("The orders as recorded now; null while the shop's database can't be read.")] IReadOnlyList<HandoffOrder>? Orders,
    IReadOnlyList<HandoffStepRow> Steps,
    [property: Description("A page of the conversation, oldest line first.")] IReadOnlyList<HandoffLine> Transcript,
    [property: Description("How many lines stand before the first one; ask for them with before=PLACE.")] long EarlierLines,
    [property: Description("How many lines stand behind the last one; ask for them with after=PLACE.")] long LaterLines)
{
    public static HandoffDetails Of(HandoffFile file)
    {
        var row = HandoffRow.Of(file.Ticket);
        return new(
            row.Id, row.State, row.Reason, row.Customer, row.OrderIds, row.Channel, row.RequestedAt, row.Agent, row.Outcome, row.AcceptedAt, row.ClosedAt,
            row.NeedsFollowUp, file.Ticket.FollowedUpAt, file.Ticket.Resolution, file.Ticket.Rating, file.Ticket.RatingComment, SummaryText.Of(
                file.Ticket, file.Summary),
            file.Orders is null ? null
                : [.. file.Orders.Select(HandoffOrder.Of)], [.. file.Steps.Select(HandoffStepRow.Of)], [.. file.Entries.Select(HandoffLine.Of)],
            file.Earlier, file.Later);
    }
}

internal sealed record HandoffStepRow(DateTimeOffset At, string What, string By)
{
    public static HandoffStepRow Of(HandoffStep step) => new(step.At, HandoffStepText.WhatOf(step), HandoffStepText.ByOf(step));
}

internal sealed record HandoffLine(
    DateTimeOffset At,
    [property: Description("customer, bot, agent or note; notes are the agents' own.")] string From,
    [property: Description("At most 10,000 characters; what was longer is cut and says so at its end.")] string Text,
    [property: Description("Counts the conversation's lines from 1.")] long Place)
{
    public static HandoffLine Of(TranscriptEntry entry) => new(entry.At, entry.By.ToString().ToLowerInvariant(), entry.Text, entry.Place);
}

/// <summary>An order as the shop's database has it; what isn't recorded is null.</summary>
internal sealed record HandoffOrder(
    string Id,
    [property: Description("pending, processing, invoiced (paid, not yet shipped), shipped, delivered, cancelled or returned.")] string? Status,
    DateOnly? Purchased,
    DateOnly? Shipped,
    DateOnly? Delivered,
    IReadOnlyList<OrderItem>? Items,
    IReadOnlyList<HandoffPayment>? Payments,
    IReadOnlyList<Shipment>? Shipments)
{
    public static HandoffOrder Of(Order order) => new(
        order.Id,
        order.Status == OrderStatus.NotRecorded ? null : order.Status.ToString().ToLowerInvariant(),
        order.Purchased,
        order.Shipped,
        order.Delivered,
        order.Items,
        order.Payments is null ? null : [.. order.Payments.Select(HandoffPayment.Of)],
        order.Shipments);
}

/// <summary>Money taken or given back, in the currency's smallest unit.</summary>
internal sealed record HandoffPayment(
    [property: Description("charge or refund.")] string Kind, string? Method, long? AmountMinor, string? Currency, string? Status, DateOnly? Paid)
{
    public static HandoffPayment Of(Payment payment) =>
        new(payment.Kind.ToString().ToLowerInvariant(), payment.Method, payment.AmountMinor, payment.Currency, payment.Status, payment.Paid);
}

internal sealed record AuditRow(
    DateTimeOffset At,
    [property: Description("The subject at the identity provider.")] string AgentId,
    string Agent,
    [property: Description("list, search, open, watch, export, accept, message, note, close, release, follow-up, read the audit log.")] string What,
    IReadOnlyList<string> Handoffs,
    [property: Description("The shop's ids of the customers concerned.")] IReadOnlyList<string> Customers,
    string? Address,
    [property: Description("What was searched for, or why an action was refused.")] string? Detail)
{
    public static AuditRow Of(AuditEntry entry) =>
        new(entry.At, entry.Who.Id, entry.Who.Name, entry.What, entry.Handoffs, entry.Customers, entry.Address, entry.Detail);
}
