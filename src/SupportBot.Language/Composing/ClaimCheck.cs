using System.Text.RegularExpressions;
using SupportBot.Language.Understanding;

namespace SupportBot.Language.Composing;

/// <summary>Reads a composed text sentence by sentence and accepts what the facts bear out. Each word is either harmless or part of
/// a claim that is true of this order; anything else, a name, a promise, a «not», ends the text.</summary>
internal sealed partial class ClaimCheck(FactNames facts)
{
    private static readonly HashSet<string> Harmless = new("""
        a an the this that these it its they them your you we our us and also too as so which
        is are was were has have had been be being
        of on in with from by for to at via through under since using
        order purchase parcel package shipment status number items contents thing things everything
        bought purchased ordered placed made date day
        contains contain includes include consists holds inside
        total amount comes came adds up price cost costs
        carrier courier tracking track follow can find check code it'
        now currently already just still all together
        thank thanks shopping patience order's news update quick details about what know
        hello hi please say tell
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _tellsStatus;

    /// <summary>Whether the sentences accepted so far tell all that was asked for.</summary>
    public bool IsComplete => facts.Asked.All(name => _told.Contains(name) || (name == Fact.Status && _tellsStatus));

    /// <param name="text">One sentence with its end.</param>
    /// <returns>False for what must not be said; the text then ends before this sentence.</returns>
    public bool Accept(string text)
    {
        // Remote models know no grammar.
        if (!ComposeForm.Grammar(facts).Matches(text))
            return false;
        var sentence = Sentence.Read(text);
        if (Doubles(sentence) || Denied().IsMatch(sentence.Plain) || !PlaceholderFit.Fits(sentence, facts))
            return false;

        var rest = sentence.Plain;
        var tellsStatus = sentence.Placeholders.Contains(Fact.Status);
        foreach (var claim in Claim.All.Where(claim => claim.Words.IsMatch(rest)))
        {
            if (!claim.IsTrue(facts))
                return false;
            rest = claim.Words.Replace(rest, " ~");
            tellsStatus |= claim.Tells(facts.Status);
        }
        if (rest.Contains(" with you ", StringComparison.Ordinal) || !rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(IsHarmless))
            return false;

        _told.UnionWith(sentence.Placeholders);
        _tellsStatus |= tellsStatus;
        return true;
    }

    private bool Doubles(Sentence sentence) =>
        sentence.Placeholders.Distinct().Count() < sentence.Placeholders.Count || sentence.Placeholders.Any(_told.Contains);

    private static bool IsHarmless(string word) => word is "~" or "," or ":" or ";" || word.StartsWith('{') || Harmless.Contains(word);

    /// <summary>Harmless words that together claim something or nothing: who did it, a day that is none, where it is, that
    /// all is well, that one amount was another.</summary>
    [GeneratedRegex(@" (?:(?:we|us|i) (?:have |had |just |already )*(?:bought|ordered|purchased|placed|paid)|you (?:have |had |just "
        + @"|already )*(?:shipped|sent|dispatched|delivered|refunded)|(?:bought|ordered|purchased|placed|paid) by us|(?:shipped|sent"
        + @"|dispatched|delivered|refunded) by you"
        + @"|(?:is|are|was|be|been|now|still|already|it) with us|we (?:now |still |already |just )*have (?:it|your|the|this|that|order)|made it|on track|all (?:is|was)"
        + @"|(?:bought|ordered|purchased|placed)(?: it| this| that| them)? on (?!\{)|(?:shipped|sent|dispatched|delivered|arrived|left us)(?: it| this| that| them)? on (?!\{|its way |the way )[a-z]+"
        + @"|\{(?:total|paid|refunded)\} (?:was|were|is|are|has|have)(?: been| already| just| now)* (?:refunded|paid|returned|shipped|delivered)) ", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();
}
