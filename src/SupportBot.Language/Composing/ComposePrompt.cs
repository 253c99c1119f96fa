using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace SupportBot.Language.Composing;

/// <summary>Asks a model to word a reply. It is told the names of facts and no value of any.</summary>
internal static class ComposePrompt
{
    /// <summary>What our own model was trained with.</summary>
    private const string BuiltIn = "compose";

    private const string Instructions = """
        You word replies of a web shop's support chat about one order. You get the order's status, what the customer asks about,
            and the names of the facts to tell. Reply with one to three short, friendly English sentences and nothing else.
        Write each fact as its name in braces, exactly once; code puts the value in. The status may be said in plain words instead.
        Never write a digit, a date, a name or a link. Claim nothing that the status
            and the facts don't say. Promise nothing, apologise for nothing, ask nothing, and don't say what you or the customer will do.

        Facts: {order} the order's number. {status} the status as a word. {bought_on} {shipped_on} {delivered_on} days, written
            "on {bought_on}". {expected_on} the day on which delivery is expected. {items} a list of things. {total} an amount.
            {paid} a list of payments: "You paid {paid}". {refunded} a list of refunds: "We refunded {refunded}". {carrier} who carries the parcel. {tracking} its tracking number.
        Statuses: pending = placed, not yet paid. processing = being prepared. invoiced = paid
            and confirmed, not yet shipped. shipped = on its way. delivered = arrived. cancelled = called off. returned = sent back.

        status=shipped; about=status,shipping; facts=order,status,bought_on,shipped_on
        Good news: order {order} is on its way! You bought it on {bought_on}, and it left us on {shipped_on}.
        status=delivered; about=delivery,tracking; facts=order,status,delivered_on,carrier,tracking
        Order {order} was delivered on {delivered_on}. It was sent with {carrier} under tracking number {tracking}.
        status=shipped; about=delivery; facts=order,status,expected_on
        Order {order} is on its way to you. It is expected to arrive on {expected_on}.
        status=cancelled; about=payment; facts=order,status,paid,refunded
        Order {order} was cancelled. You paid {paid}, and we refunded {refunded}.
        status=invoiced; about=items,total; facts=order,status,items,total
        Order {order} is paid and confirmed, and not shipped yet. It contains {items}, and the total is {total}.

        The facts:
        """;

    public static IReadOnlyList<ChatMessage> Write(PromptProfile profile, FactNames facts) =>
        Prompt.Write(profile, profile == PromptProfile.BuiltIn ? BuiltIn : Instructions, Data(facts));

    /// <summary>All that the model is told of the order.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "The words of the prompt are lower case.")]
    public static string Data(FactNames facts) =>
        $"status={facts.Status}; about={string.Join(',', facts.About)}; ".ToLowerInvariant() + $"facts={string.Join(',', facts.Asked)}";
}
