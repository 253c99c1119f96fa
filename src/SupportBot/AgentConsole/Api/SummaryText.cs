using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Api;

/// <summary>A <see cref="HandoffSummary"/> in sentences: what they want, which order, what was tried.</summary>
internal static class SummaryText
{
    public static string Of(HandoffTicket ticket, HandoffSummary summary)
    {
        var who = string.IsNullOrEmpty(ticket.CustomerName) ? ConsoleTexts.Of("UnknownCustomer") : ticket.CustomerName;
        var which = summary.OrderIds.Count switch
        {
            0 => ConsoleTexts.Of("Summary.NoOrder"),
            1 => ConsoleTexts.Of("Summary.OneOrder", summary.OrderIds[0]),
            _ => ConsoleTexts.Of(ticket.OrdersAreCandidates ? "Summary.ManyOrders" : "Summary.AllOrders", string.Join(", ", summary.OrderIds)),
        };
        var text = ConsoleTexts.Of("Summary.Text", who, summary.Wants, which);
        if (summary.Tried.Count == 0)
            return text;
        var tried = summary.Tried.Select(step => step.Answered is null
            ? ConsoleTexts.Of("Summary.TriedNone", step.Asked)
            : ConsoleTexts.Of("Summary.TriedOne", step.Asked, step.Answered));
        return text + " " + ConsoleTexts.Of("Summary.TriedText", string.Join("; ", tried));
    }
}
