namespace SupportBot.Language.Understanding;

/// <summary>Finds the thing by whose name a customer means an order: «the blue shoes», «the one with the lamp».</summary>
internal static class ProductRules
{
    private static readonly HashSet<string> Determiners = Vocabulary.Set("the my those these that this a an some both our");

    private static readonly HashSet<string> Stops = Vocabulary.Set("""
        is are was were has have had do does did will would can could should shall may might must be been being am not no
        i me you he she we us they them it its your his her their who which what where when why how whom whose there here
        for to from in on at by with without of into onto off out up down over under about after before since until till than then as
        and or but nor so because if though while yet now please thanks again still already just also too only even ever never soon today yesterday tomorrow
        arrive arrived arriving arrives ship shipped ships shipping deliver delivered delivers come came comes coming get gets got go goes going sent send sends ordered order bought buy purchased purchase paid pay cost costs
        cancel cancelled return returned refund refunded exchange replace damaged broken missing wrong late lost cracked torn defective faulty expected said says say want need like . , ? $ € £ %
        """);

    private static readonly HashSet<string> PointsAtState = Vocabulary.Set("last latest newest recent previous first second third same other next cancelled shipped delivered returned pending open whole entire wrong new");

    private static readonly HashSet<string> Logistics = Vocabulary.Set(
        "arrive arrived arriving arrives ship shipped deliver delivered delivery come came coming send sent ordered bought purchased paid cost refund refunded return returned exchange replace cancel cancelled track tracking received receive dispatched arrival way");

    /// <summary>What is asked of a thing that is named before.</summary>
    private static readonly HashSet<string> Asked = Vocabulary.Set("delivery tracking shipping arrival eta date number status update price total refund pls");

    /// <summary>The words of the thing; sure when they can mean nothing but an order's contents.</summary>
    public static (string Name, bool IsSure)? Find(Utterance said)
    {
        var words = said.Words;
        var speaksOfOrders = words.Any(word => Logistics.Contains(word.Text));
        (string Name, bool IsSure)? best = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (Phrase(words, i + 1) is not { } phrase)
                continue;
            if (words[i].Text is "ordered" or "bought" or "purchased" && Vocabulary.Products.Contains(phrase.Words[^1]))
                return (phrase.Name, true);
            if (!Determiners.Contains(words[i].Text))
                continue;
            var lead = i > 0 ? words[i - 1].Text : "";
            var contained = lead is "with" or "containing" or "includes" or "including" or "contains" && i > 1 && IsOrderWord(words[i - 2].Text);
            // «when did I buy the tent»
            var isAskedWhenBought = lead is "order" or "buy" or "purchase" && i > 2 && words[i - 2].Text is "i" or "we" && words[i - 3].Text is "did";
            var isPaidFor = lead is "for" && i > 1 && words[i - 2].Text is "pay" or "paid" or "charged" && i > 0
                && words[i].Text is "the" or "my" or "those" or "these";
            var bought = isAskedWhenBought || isPaidFor || lead is "ordered" or "bought" or "purchased" || IsBought(words, i + 1 + phrase.Length);
            var known = Vocabulary.Products.Contains(phrase.Words[^1]);
            var definite = words[i].Text is not ("a" or "an" or "some");
            if (contained || bought)
                return (phrase.Name, true);
            if (best is null && definite && known)
                best = (phrase.Name, speaksOfOrders || IsWholeMessage(words, i, phrase.Length) || AsksWhere(said.Plain));
            else if (best is null && definite
                && (IsWholeMessage(words, i, phrase.Length) || (speaksOfOrders && words[i].Text is "the" or "my" && IsSubject(words, i, phrase.Length))))
                best = (phrase.Name, IsWholeMessage(words, i, phrase.Length));
        }
        return best ?? BareName(words);
    }

    private static bool AsksWhere(string plain) =>
        plain.Contains(" where is ", StringComparison.Ordinal) || plain.Contains(" where are ", StringComparison.Ordinal);

    // «when will my headphones arrive», «has the guitar shipped»: the thing stands right before its verb, or after the one that handles it.
    private static bool IsSubject(IReadOnlyList<Word> words, int i, int length)
    {
        var next = i + 1 + length < words.Count ? words[i + 1 + length].Text : "";
        var lead = i > 0 ? words[i - 1].Text : "";
        var after = i + 2 + length < words.Count ? words[i + 2 + length].Text : "";
        return Logistics.Contains(next) || (next is "been" or "be" or "being" && Logistics.Contains(after))
            || (lead is "for" && i > 1 && words.Take(i).Any(word => word.Text is "pay" or "paid"))
                || lead is "return" or "refund" or "cancel" or "exchange" or "replace" or "track" or "send" or "ship";
    }

    private static bool IsOrderWord(string word) => word is "one" or "order" or "package" or "parcel" or "purchase" or "delivery" or "shipment" or "box";

    // «the jacket (that) I bought»
    private static bool IsBought(IReadOnlyList<Word> words, int at)
    {
        if (at < words.Count && words[at].Text is "that" or "which")
            at++;
        return at + 1 < words.Count && words[at].Text is "i" or "we" && words.Skip(at + 1).Take(2)
            .Any(word => word.Text is "ordered" or "bought" or "purchased");
    }

    private static bool IsWholeMessage(IReadOnlyList<Word> words, int i, int length) =>
        words.Index().All(word => (word.Index > i && word.Index <= i + length) || Vocabulary.FragmentFiller.Contains(word.Item.Text));

    private static (string Name, bool IsSure)? BareName(IReadOnlyList<Word> words)
    {
        var rest = words.Where(word => !Vocabulary.FragmentFiller.Contains(word.Text)).ToList();
        // «sofa delivery date», «blender tracking»
        while (rest.Count > 1 && Asked.Contains(rest[^1].Text))
            rest.RemoveAt(rest.Count - 1);
        return rest.Count is > 0 and <= 4 && Vocabulary.Products.Contains(rest[^1].Text)
            && rest.TrueForAll(word => !Stops.Contains(word.Text) && !word.HasDigit)
            ? (string.Join(' ', rest.Select(word => word.Text)), true)
            : null;
    }

    private static NounPhrase? Phrase(IReadOnlyList<Word> words, int start)
    {
        var taken = words.Skip(start).TakeWhile(word => !Stops.Contains(word.Text) && !Determiners.Contains(word.Text) && !word.HasDigit).Take(5)
            .Select(word => word.Text).ToList();
        while (taken.Count > 0 && taken[^1] is "one" or "ones" or "asap" or "anymore" or "thing" or "order" or "parcel" or "package")
            taken.RemoveAt(taken.Count - 1);
        return taken.Count is > 0 and <= 4 && taken[^1].Length > 2 && !Vocabulary.NoProduct.Contains(taken[^1]) && !PointsAtState.Contains(taken[0])
            && !taken.Exists(word => word.EndsWith("ly", StringComparison.Ordinal))
            ? new NounPhrase(taken)
            : null;
    }

    private sealed record NounPhrase(List<string> Words)
    {
        public int Length => Words.Count;

        public string Name => string.Join(' ', Words);
    }
}
