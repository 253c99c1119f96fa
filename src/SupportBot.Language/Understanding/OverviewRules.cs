using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>Finds questions about several orders at once: «how many are still open?», «which of my orders were cancelled?»,
/// «how much have I spent in total?», «did everything arrive?».</summary>
internal static partial class OverviewRules
{
    /// <returns><c>null</c> where one order is meant, or none.</returns>
    public static Understanding? Find(Utterance said, FoundReference found)
    {
        if (IntentRules.IsForeign(said, found) || WantedOf(said, found.Reference) is not { } wanted || IntentRules.WantsDeed(said))
            return null;
        var reference = found.Reference is OrderReference.Unspecified or OrderReference.Mentioned ? new OrderReference.All() : found.Reference;
        return new Understanding(Intent.OrderInfo, reference, TopicRules.Find(found.Rest ?? said.Plain)) { Overview = wanted };
    }

    private static Overview? WantedOf(Utterance said, OrderReference reference)
    {
        var plain = said.Plain;
        if (reference is OrderReference.Numbers or OrderReference.Latest or OrderReference.Ordinal)
            return null;
        if (Spends().IsMatch(plain) || (Pays().IsMatch(plain) && (reference is OrderReference.All || ForAll().IsMatch(plain))))
            return Overview.Spent;
        if (Arrived().IsMatch(plain))
            return Overview.Arrived;
        if (reference is OrderReference.All && ReferenceRules.AsksForList(plain))
            return Overview.List;
        if (reference is OrderReference.Product)
            return Orders().IsMatch(plain) ? Overview.List : null;
        return reference is OrderReference.InState or OrderReference.Bought or OrderReference.Other && Several().IsMatch(plain) ? Overview.List : null;
    }

    [GeneratedRegex(@" (?:(?:how much|what)(?: money)?(?: in total| altogether)? (?:have|did|do) (?:i|we) (?:ever |already |really |actually )?(?:spend|spent)(?! (?:on|for) (?:it|that|this|the) )|(?:total|sum|amount|money) (?:of |that )?(?:all )?(?:i|we) (?:have )?(?:ever )?spent |my total (?:spend|spending)|(?:total|sum)(?: cost| price| amount)? (?:for|of|on) everything(?: i (?:have )?(?:bought|ordered))?|(?:total|sum|value|cost|price) of (?:all|both) (?:of )?(?:my |the )?(?:orders|purchases)) ", RegexOptions.CultureInvariant)]
    private static partial Regex Spends();

    [GeneratedRegex(@" (?:how much|what)(?: money)? (?:(?:have|did|do) (?:i|we) (?:ever |already )?(?:pay|paid|payed)|(?:did|do|have) (?:all|both|everything)[\p{L} ]{0,30} cost|(?:was|is|were) the total) |total amount (?:that )?i (?:have )?paid ", RegexOptions.CultureInvariant)]
    private static partial Regex Pays();

    [GeneratedRegex(@" (?:all (?:of )?(?:my |the |these |those )?(?:\p{L}+ )?(?:orders|purchases|them)|everything|all together|altogether|overall|both(?: of them)?|my orders|so far|every order) ", RegexOptions.CultureInvariant)]
    private static partial Regex ForAll();

    [GeneratedRegex(@" (?:did|has|have|is|was|are|were|if|whether) (?:everything|all(?: of)?(?: my| the| them| it| these| those)?(?: orders| packages| parcels| purchases| stuff| things| deliveries)?|both(?: of them| orders| parcels)?)(?: already| now| been| that| i| we| have| has| was| is| were| are| ordered| bought| actually)* (?:arrive|arrived|come|came|delivered|here|shown up|show up|reached me|get here|got here) ", RegexOptions.CultureInvariant)]
    private static partial Regex Arrived();

    /// <summary>A thing may be plural in one order; only the word for orders tells that several are meant.</summary>
    [GeneratedRegex(@" (?:how many|which|what|any|list|show me|show)(?: of)?(?: all)?(?: my| the)? (?:orders|purchases) ", RegexOptions.CultureInvariant)]
    private static partial Regex Orders();

    [GeneratedRegex(@" (?:orders|purchases|ones|parcels|packages|deliveries|shipments|how many (?:of|are|were|have|has|did|do|is)|(?:which|any|what|some) (?:of (?:my|them|these|those)|are|were|have)) ", RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
