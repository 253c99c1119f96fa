using SupportBot.Core.Conversation;
using SupportBot.Llm.Understand;

namespace SupportBot.Llm.Route;

/// <summary>Decides which messages need a model, and what counts when model and rules differ.</summary>
internal static class Router
{
    /// <summary>The rules see an order, a deed or a person in the words, or another trade; where they see nothing, they abstain.</summary>
    public static bool IsClear(RuleReading rules) => rules.Understanding.Intent != Intent.OutOfScope || rules.IsForeign;

    /// <summary>The model's verdict, but for what the rules know for sure: the wish for a person, other trades, references and topics in plain words.</summary>
    public static Understanding Combine(RuleReading rules, ModelReading read)
    {
        var intent = rules.WantsPerson ? Intent.OrderHelp : read.Intent;
        if (intent == Intent.OutOfScope || rules.IsForeign)
            return rules.Found.Reference.Kind == ReferenceKind.Id ? rules.Understanding : new Understanding(Intent.OutOfScope, OrderReference.None, []);

        return new Understanding(intent, Reference(rules, read), rules.Topics is { Count: > 0 } named ? named : read.About);
    }

    private static OrderReference Reference(RuleReading rules, ModelReading read)
    {
        var found = rules.Understanding.Reference.Kind == ReferenceKind.None ? rules.Found.Reference : rules.Understanding.Reference;
        return rules.Found is { IsSure: true, Reference.Kind: not ReferenceKind.Mentioned } ? found : ReferenceCheck.Of(read, rules) ?? found;
    }
}
