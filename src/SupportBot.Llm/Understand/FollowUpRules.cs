using System.Text.RegularExpressions;

namespace SupportBot.Llm.Understand;

/// <summary>Short questions that name a fact but no order: «how much was it?», «and the tracking number?». They are about
/// the order talked about before.</summary>
internal static partial class FollowUpRules
{
    private const string Fact = "(?:total|price|cost|amount|eta|status|tracking(?: (?:number|code|link|id))?|carrier|courier|payment|items|delivery (?:date|address)|shipping (?:date|address)|arrival date)";

    public static bool IsFollowUp(Utterance said) => FollowUp().IsMatch(said.Plain) && !NamesOrder().IsMatch(said.Plain);

    [GeneratedRegex(@"(?:^|[.?!]) (?:(?:and|so|ok|okay|but|also|then|now|hi|hello|,) )*(?:what about |how about |do you have |can you tell me |tell me |give me )?"
        + @"(?:where is it(?: now)?|how much (?:was|is|did|does) (?:it|that|this)(?: cost)?|(?:how much|what) (?:did|have) i (?:pay|paid|spend|spent)|how did i pay|what (?:was|is|are|were) (?:the|its) " + Fact
        + @"|(?:which|what) (?:courier|carrier)(?: is it| was it)?|what did i (?:order|buy|get)|what (?:was|is) in (?:it|that)|(?:the |its )?" + Fact
        + @"|when (?:will|does|did|should) (?:it|that) (?:arrive|come|ship|get here|be (?:here|delivered|shipped))|when (?:was|is) (?:it|that) (?:shipped|delivered|sent|coming|arriving))"
        + @"(?: (?:please|then|again|for it|for that|for this))*(?: [.,?!])* $", RegexOptions.CultureInvariant)]
    private static partial Regex FollowUp();

    /// <summary>Who says «my order» may mean another one than before.</summary>
    [GeneratedRegex(" " + Vocabulary.OrderNoun + " (?!date|address)", RegexOptions.CultureInvariant)]
    private static partial Regex NamesOrder();
}
