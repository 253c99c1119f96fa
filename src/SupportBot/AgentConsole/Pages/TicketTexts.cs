using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

internal static class TicketTexts
{
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string CustomerOf(HandoffFile file) => NameOr(file.CustomerName);

    public static string NameOf(HandoffTicket ticket) => NameOr(ticket.CustomerName);

    public static string ChannelOf(HandoffTicket ticket) => ConsoleTexts.Find("Channel." + ticket.Conversation.ChannelId) ?? ticket.Conversation.ChannelId;

    public static string OrdersOf(HandoffTicket ticket) => ticket.OrderIds.Count switch
    {
        0 => ConsoleTexts.Of("NoOrder"),
        1 => ConsoleTexts.Of("OrderNumber", ticket.OrderIds[0]),
        _ => ConsoleTexts.Of("OrderNumbers", string.Join(", ", ticket.OrderIds)),
    };

    /// <param name="agentId">Who reads it.</param>
    public static string StateOf(HandoffTicket ticket, string? agentId) => ticket switch
    {
        { State: HandoffState.Accepted } => ticket.AgentId == agentId ? ConsoleTexts.Of("State.Mine") : ConsoleTexts.Of("State.Accepted", ticket.Agent),
        { State: HandoffState.Closed } => OutcomeOf(ticket),
        _ => ConsoleTexts.Of("State." + ticket.State),
    };

    /// <summary>How it ended, in words; nothing while it is open.</summary>
    public static string OutcomeOf(HandoffTicket ticket) => ticket switch
    {
        { Outcome: null } => "",
        { FollowedUpAt: not null } => ConsoleTexts.Of("Outcome.Answered"),
        { Outcome: var outcome } => ConsoleTexts.Of("Outcome." + outcome),
    };

    /// <summary>Why the desk didn't do what the agent wanted; <c>null</c> when it did.</summary>
    public static string? RefusalOf(DeskResult result) => result switch
    {
        { Outcome: DeskOutcome.Done } => null,
        { Outcome: DeskOutcome.Taken, Ticket: { } ticket } => ConsoleTexts.Of("TakenBy", ticket.Agent),
        { Outcome: var outcome } => ConsoleTexts.Of("Refused." + outcome),
    };

    private static string NameOr(string? name) => string.IsNullOrEmpty(name) ? ConsoleTexts.Of("UnknownCustomer") : name;
}
