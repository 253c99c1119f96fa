using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>
/// Decides which messages need a model, and what counts when model, n-grams and rules differ: each has an opinion on the intent,
/// and all are pooled. References and topics are the rules' where they are sure, else the model's.
/// </summary>
internal static class Router
{
    /// <summary>From here on the n-grams are right in 98 of 100 messages of the evaluation.</summary>
    private const float Sure = 0.9f;

    /// <summary>Below, the best intent is wrong in about half of the evaluation's messages.</summary>
    private const float Guess = 0.55f;

    // The mix that is best on messages by other hands than the corpus: small models and n-grams err in different ones.
    private const float WeightOfSmallModel = 0.3f;
    private const float WeightOfLargeModel = 0.5f;
    private const float WeightOfRules = 0.25f;
    private const float SurenessOfRules = 0.8f;

    // Up to these lengths the rules read what the n-grams lack words for: «5», «the may one», «how much was it?».
    private const int FewWords = 6;
    private const int FewWordsOfAnotherTrade = 10;

    /// <summary>What a message means, without a model.</summary>
    /// <returns><c>null</c> where a model should be asked.</returns>
    public static Understanding? Decide(RuleReading rules, IntentChances ngrams)
    {
        if (IsKnownToRules(rules))
            return rules.Understanding;
        // A refusal against the rules' word is for the model to decide.
        var refuses = ngrams.Best == Intent.OutOfScope && rules.Understanding.Intent != Intent.OutOfScope;
        return ngrams.Sureness >= Sure && !refuses ? Of(ngrams.Best, rules, read: null) : null;
    }

    /// <param name="read">What the model made of it; <c>null</c> without one.</param>
    public static Understanding Combine(RuleReading rules, IntentChances ngrams, ModelReading? read)
    {
        if (IsKnownToRules(rules))
            return Of(rules.Understanding.Intent, rules, read);
        var ofRules = (IntentChances.OfVerdict(rules.Understanding.Intent, SurenessOfRules), WeightOfRules);
        var weight = read is null ? 0 : read.IsWeighed ? WeightOfSmallModel : WeightOfLargeModel;
        var pooled = IntentChances.Pool((ngrams, 1 - weight), (read?.Chances ?? ngrams, weight), ofRules);
        return Of(pooled.Best, rules, read) with { IsUnsure = pooled.Sureness < Guess };
    }

    /// <summary>A person is asked for, another address given, how things usually go, several orders at once, another trade
    /// or other instructions are named, the order is put right, or a few words point at one.</summary>
    private static bool IsKnownToRules(RuleReading rules) =>
        rules.WantsPerson
        || rules.MovesHouse
        || rules.IsGeneral
        || rules.Understanding.Overview is not null
        || rules.Corrects
        || (rules.IsForeign && rules.Said.Words.Count <= FewWordsOfAnotherTrade)
        || (rules.Understanding.Intent != Intent.OutOfScope && rules.Said.Words.Count <= FewWords);

    private static Understanding Of(Intent intent, RuleReading rules, ModelReading? read) =>
        intent == Intent.OutOfScope
            ? new Understanding(intent, OrderReference.None, [])
            : rules.Understanding with
            {
                Intent = intent,
                Reference = Reference(rules, read),
                About = rules.Topics is { Count: > 0 } named ? named : read?.About
                ?? []
            };

    private static OrderReference Reference(RuleReading rules, ModelReading? read)
    {
        var found = rules.Understanding.Reference is OrderReference.Unspecified ? rules.Found.Reference : rules.Understanding.Reference;
        // To a model that took the message for another trade's, nothing was pointed at.
        return read is null or { Intent: Intent.OutOfScope } || rules.Found is { IsSure: true, Reference: not OrderReference.Mentioned }
            ? found
            : (ReferenceCheck.Of(read, rules) ?? found) with { Within = found.Within };
    }
}
