using SupportBot.Core.Conversation;
using SupportBot.Llm.Understand;

namespace SupportBot.Llm.Route;

/// <summary>Decides which messages need a model, and what counts when model and rules differ.</summary>
internal static class Router
{
    /// <summary>The rules see an order, a deed or a person in the words; where they see none, they abstain.</summary>
    public static bool IsClear(RuleReading rules) => rules.Understanding.Intent != Intent.OutOfScope;

    /// <summary>The model's verdict, but for what the rules know for sure: order numbers, the wish for a person, and deeds that no shop does.</summary>
    public static Understanding Combine(RuleReading rules, ModelReading read)
    {
        var intent = rules.WantsPerson ? Intent.OrderHelp : read.Intent;
        if (intent == Intent.OutOfScope || (!IsClear(rules) && IntentRules.IsForeignDeed(rules.Said)))
            return rules.Found.Reference.Kind == ReferenceKind.Id ? rules.Understanding : new Understanding(Intent.OutOfScope, OrderReference.None, []);

        return new Understanding(intent, Reference(rules, read), read.About.Count > 0 ? read.About : rules.Topics);
    }

    private static OrderReference Reference(RuleReading rules, ModelReading read)
    {
        var found = rules.Understanding.Reference.Kind == ReferenceKind.None ? rules.Found.Reference : rules.Understanding.Reference;
        if (found.Kind == ReferenceKind.Id)
            return found;
        return ReferenceCheck.Of(read, rules) switch
        {
            null => found,
            { Kind: ReferenceKind.None } when rules.Found.IsSure => found,
            var checkedReference => checkedReference,
        };
    }
}
