using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>Messages that go on with what was said before: short questions that name a fact but no order («how much was it?»,
/// «and the tracking number?»), an order without a question («and 4502?»), corrections («no, I meant the backpack»).</summary>
internal static partial class FollowUpRules
{
    private const string Fact = "(?:total|price|cost|amount|eta|status|tracking(?: (?:number|code|link|id))?|carrier|courier|payment|items|(?:delivery|purchase|order) date|delivery address|payment method|shipping (?:date|address)|arrival date)";

    public static bool IsFollowUp(Utterance said) => FollowUp().IsMatch(said.Plain) && !NamesOrder().IsMatch(said.Plain);

    /// <summary>What a customer who puts us right means instead; nothing is left where they only say that it was the wrong order.
    /// A message that corrects nothing stays whole.</summary>
    public static Utterance WithoutCorrection(Utterance said) =>
        Correction().Match(said.Plain) is { Success: true } match ? said.From(match.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) : said;

    /// <summary>Points at an order and says nothing else; what is asked about it was asked before.</summary>
    public static bool GoesOn(Utterance said, OrderReference reference) =>
        reference is not (OrderReference.Unspecified or OrderReference.All) && said.Words.Count <= 8 && !Asks().IsMatch(said.Plain);

    [GeneratedRegex(" (?:tell|show|give|look|check|find|info|information|details?|help|update|status|know|track|see) ", RegexOptions.CultureInvariant)]
    private static partial Regex Asks();

    [GeneratedRegex(@"^ (?:(?:no|nope|nah|sorry|oops|ooops|wait|actually|hmm|um|uh|oh|ok|okay|well|but|my bad|[.,]) )*(?:(?:(?:that|it|this) (?:is|was) |you (?:have )?got )?(?:the )?(?:not (?:that|this|it|the one)(?: one| order)?(?= [.,]| $| i (?:mean|meant) | the | my | it is )|wrong (?:one|order)(?= [.,]| $| i (?:mean|meant) ))(?: [.,])*(?: (?:i )?(?:mean|meant)(?: [.,])*)?|i (?:mean|meant|was (?:asking|talking) about|am (?:asking|talking) about)(?: to say)?)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Correction();

    [GeneratedRegex(@"(?:^|[.?!,]) (?:(?:and|so|ok|okay|but|also|then|now|hi|hello|,) )*(?:what about |how about |do you have |can you tell me |tell me |give me )?"
        + @"(?:where is it(?: now)?|how much (?:was|is|did|does) (?:it|that|this)(?: cost)?|(?:how much|what) (?:did|have) i (?:pay|paid|spend|spent)|how much (?:was|were) (?:paid|charged|refunded)|how did i pay(?: for (?:it|that|this))?|when did i (?:buy|order|purchase) (?:it|that|this)|what (?:was|is|are|were) (?:the|its) " + Fact
        + @"|(?:which|what) (?:courier|carrier)(?: is it| was it)?|who (?:carries|delivers|ships|brings|sends|has|sent|shipped|delivered|is (?:carrying|delivering|shipping|bringing)) (?:it|that|this)|(?:(?:did|have|will|when will|when do|when did) i (?:get|got|receive|received) (?:my|the|a) (?:money back|money|refund)|(?:did|have) you (?:refund|refunded) me|where is my (?:refund|money))(?: yet| back)?|what did i (?:order|buy|get)|what (?:was|is) in (?:it|that)|(?:the |its )?" + Fact
        + @"|why (?:is|was|has|did|does|will|are|were|have|do) (?:not )?(?:it|that|this|they|you) (?:not )?(?:[^.?,\s]+ ){0,3}?(?:late|delayed|long|here|shipped|ship|sent|send it|arrived|arrive|come|delivered|coming|cancelled|cancel it|returned|refunded|refund it|pending|invoiced)|who (?:has |had )?(?:cancelled|returned|stopped) (?:it|that|this)"
        + @"|when (?:will|does|did|should) (?:it|that) (?:arrive|come|ship|get here|be (?:here|delivered|shipped))|when (?:was|is) (?:it|that) (?:shipped|delivered|sent|coming|arriving))"
        + @"(?: (?:please|then|again|for it|for that|for this|and when|and how))*(?: [.,?!])* $", RegexOptions.CultureInvariant)]
    private static partial Regex FollowUp();

    /// <summary>Who says «my order» may mean another one than before.</summary>
    [GeneratedRegex(" " + Vocabulary.OrderNoun + " (?!date|address)", RegexOptions.CultureInvariant)]
    private static partial Regex NamesOrder();
}
