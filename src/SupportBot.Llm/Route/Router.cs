using SupportBot.Core.Conversation;
using SupportBot.Llm.Understand;

namespace SupportBot.Llm.Route;

/// <summary>Decides which messages need a model, and what counts when model and rules differ.</summary>
internal static class Router
{
    // Up to these lengths the rules are as good as the model on the evaluation set; in longer messages a number or a word of
    // another trade is one of many.
    private const int FewWordsAroundANumber = 6;
    private const int FewWordsOfAnotherTrade = 10;

    /// <summary>The rules see a deed, a person, an order or another trade in the words, and are as good as the model just then.</summary>
    public static bool IsClear(RuleReading rules) => rules.Understanding.Intent switch
    {
        Intent.OrderHelp => true,
        Intent.OrderInfo => rules.Found.Reference.Kind is not (ReferenceKind.Id or ReferenceKind.Mentioned) || rules.Said.Words.Count <= FewWordsAroundANumber,
        _ => IsClearlyForeign(rules),
    };

    /// <summary>The model's verdict, but for what the rules know for sure: the wish for a person, other trades, references and topics in plain words.</summary>
    public static Understanding Combine(RuleReading rules, ModelReading read)
    {
        var intent = rules.WantsPerson ? Intent.OrderHelp : read.Intent;
        if (intent == Intent.OutOfScope || IsClearlyForeign(rules))
            return rules.Found.Reference.Kind == ReferenceKind.Id && IsClear(rules) ? rules.Understanding : new Understanding(Intent.OutOfScope, OrderReference.None, []);

        return rules.Understanding with { Intent = intent, Reference = Reference(rules, read), About = rules.Topics is { Count: > 0 } named ? named : read.About };
    }

    private static bool IsClearlyForeign(RuleReading rules) => rules.IsForeign && rules.Said.Words.Count <= FewWordsOfAnotherTrade;

    private static OrderReference Reference(RuleReading rules, ModelReading read)
    {
        var found = rules.Understanding.Reference.Kind == ReferenceKind.None ? rules.Found.Reference : rules.Understanding.Reference;
        return rules.Found is { IsSure: true, Reference.Kind: not ReferenceKind.Mentioned } ? found : ReferenceCheck.Of(read, rules) ?? found;
    }
}
