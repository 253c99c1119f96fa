using SupportBot.Core.Conversation;
using SupportBot.Llm.Understand;

namespace SupportBot.Llm.Route;

/// <summary>Decides which messages need a model, and what counts when model and rules differ.</summary>
internal static class Router
{
    // So many words at most are a bare answer, «order 5 please», and no sentence around a number.
    private const int FewWords = 6;

    /// <summary>The rules see a deed, a person or an order in the words. On the evaluation set they are as good as the model just
    /// then; a number within a sentence, «it» and what they see nothing in it reads better.</summary>
    public static bool IsClear(RuleReading rules) => rules.Understanding.Intent switch
    {
        Intent.OrderHelp => true,
        Intent.OrderInfo => rules.Found.Reference.Kind is not (ReferenceKind.Id or ReferenceKind.Mentioned) || rules.Said.Words.Count <= FewWords,
        _ => false,
    };

    /// <summary>The model's verdict, but for what the rules know for sure: the wish for a person, references and topics in plain words.</summary>
    public static Understanding Combine(RuleReading rules, ModelReading read)
    {
        var intent = rules.WantsPerson ? Intent.OrderHelp : read.Intent;
        if (intent == Intent.OutOfScope)
            return rules.Found.Reference.Kind == ReferenceKind.Id && IsClear(rules) ? rules.Understanding : new Understanding(Intent.OutOfScope, OrderReference.None, []);

        return new Understanding(intent, Reference(rules, read), rules.Topics is { Count: > 0 } named ? named : read.About);
    }

    private static OrderReference Reference(RuleReading rules, ModelReading read)
    {
        var found = rules.Understanding.Reference.Kind == ReferenceKind.None ? rules.Found.Reference : rules.Understanding.Reference;
        return rules.Found is { IsSure: true, Reference.Kind: not ReferenceKind.Mentioned } ? found : ReferenceCheck.Of(read, rules) ?? found;
    }
}
