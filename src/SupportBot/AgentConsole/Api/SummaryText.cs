using SupportBot.AgentConsole.Texts;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Api;

/// <summary>A <see cref="HandoffSummary"/> in sentences: what they want, which order, what was tried.</summary>
internal static class SummaryText
{
    public static string Of(HandoffTicket ticket, HandoffSummary summary)
    {
        var who = string.IsNullOrEmpty(ticket.CustomerName) ? ConsoleWords.Of("UnknownCustomer") : ticket.CustomerName;
        var which = summary.OrderIds.Count switch
        {
            0 => ConsoleWords.Of("Summary.NoOrder"),
            1 => ConsoleWords.Of("Summary.OneOrder", summary.OrderIds[0]),
            _ => ConsoleWords.Of(ticket.OrdersAreCandidates ? "Summary.ManyOrders" : "Summary.AllOrders", string.Join(", ", summary.OrderIds)),
        };
        var text = ConsoleWords.Of("Summary.Text", who, summary.Wants, which);
        if (summary.Tried.Count == 0)
            return text;
        var tried = summary.Tried.Select(step => step.Answered is null
            ? ConsoleWords.Of("Summary.TriedNone", step.Asked)
            : ConsoleWords.Of("Summary.TriedOne", step.Asked, step.Answered));
        return text + " " + ConsoleWords.Of("Summary.TriedText", string.Join("; ", tried));
    }
}
