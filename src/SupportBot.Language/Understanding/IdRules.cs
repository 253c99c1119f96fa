using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Tells order numbers from prices, dates, quantities, phone numbers and other numbers.</summary>
internal static partial class IdRules
{
    private static readonly HashSet<string> OrderWords = Vocabulary.Set("order orders purchase package parcel delivery shipment reference ref confirmation");

    private static readonly HashSet<string> NumberWords = Vocabulary.Set("number no num nr id #");

    private static readonly HashSet<string> Between = Vocabulary.Set("number no id is was the my . , with of for its it called numbered again and or placed here are #");

    private static readonly HashSet<string> OtherNumbers = Vocabulary.Set("""
        phone telephone tel mobile cell call text whatsapp account acct customer user member membership zip zipcode postcode postal room flight card ending ends iban pin model serial sku size version page chapter ticket case passport license licence
        policy tracking track&trace coupon promo code voucher age aged quantity qty year bus train gate channel area highway route apartment apt flat house top windows iphone galaxy paid cost costs charged price spent worth around roughly reach ring courier carrier
        """);

    private static readonly HashSet<string> Units = Vocabulary.Set("""
        $ € £ % dollar dollars euro euros pound pounds buck bucks usd eur gbp cents percent am pm oclock day days week weeks month months year years hour hours hrs minute minutes mins min second seconds times x kg g cm mm m km ml l gb tb inch inches miles meters metres
        item items piece pieces pair pairs pcs units boxes packs of people persons stars degrees more other different watt watts volt volts w v different street st road rd avenue ave lane drive way close court place hill years-old
        """);

    private static readonly HashSet<string> NoPlural = Vocabulary.Set("is was has status plus this its as yes us always does delivers arrives ships costs needs says shows looks seems comes gets thanks pls");

    private static readonly HashSet<string> YearLeads = Vocabulary.Set("in from of since during year until , last this");

    private static readonly HashSet<string> Joins = Vocabulary.Set("and or plus as well also then both , & + number no nr # order orders purchase package parcel my the");

    private static readonly HashSet<string> Corrects = Vocabulary.Set("meant mean sorry oops wait actually rather");

    private const int MaxNumbers = 10;

    /// <returns>The numbers as the customer wrote them.</returns>
    public static IReadOnlyList<string> Find(Utterance said)
    {
        var words = said.Words;
        var found = Enumerable.Range(0, words.Count).Where(i => words[i].HasDigit && IsOrderNumber(said, i) && !IsDenied(words, i)).ToList();
        if (found.Count == 0)
            return [];

        // «4411, sorry, I meant 4502»: what is put right counts no more.
        var corrected = Enumerable.Range(0, words.Count).Where(i => Corrects.Contains(words[i].Text)).DefaultIfEmpty(-1).Last();
        var index = found.Find(i => i > corrected, found[0]);
        var all = new List<int> { index };
        for (var i = index + 1; i < words.Count && all.Count < MaxNumbers; i++)
        {
            if ((found.Contains(i) && LeadsBack(words, i) is not null) || (IsJoined(words, all[^1], i) && (found.Contains(i) || IsNumberInList(said, i))))
                all.Add(i);
        }
        return [.. all.Where(i => i > corrected || index < corrected).Select(i => words[i].Raw).Distinct()];
    }

    /// <summary>Whether nothing but «and», commas and the like stands between.</summary>
    private static bool IsJoined(IReadOnlyList<Word> words, int from, int to) =>
        Enumerable.Range(from + 1, to - from - 1).All(i => Joins.Contains(words[i].Text));

    /// <summary>«6» in «orders 5, 6 and 7».</summary>
    private static bool IsNumberInList(Utterance said, int i) =>
        said.Words[i].IsNumber && MayBeOrderNumber(said, i) && !LooksLikeQuantity(i + 1 < said.Words.Count ? said.Words[i + 1].Text : "");

    /// <summary>Nothing says that the number is something else: a price, a date, a telephone number.</summary>
    public static bool MayBeOrderNumber(Utterance said, int i)
    {
        var words = said.Words;
        var raw = words[i].Raw;
        if (raw.StartsWith('#'))
            return true;
        if (!words[i].HasDigit || DateRules.IsNumericDate(raw) || IsOtherNumber(words, i) || WithUnit().IsMatch(raw))
            return false;
        return !words[i].IsNumber || !(IsAmount(words, i) || IsInRowOfDigits(words, i) || IsStreet(words, i)
            || (IsYear(raw) && i > 0 && YearLeads.Contains(words[i - 1].Text)));
    }

    private static int Find(this List<int> list, Predicate<int> fits, int otherwise) =>
        list.FindIndex(fits) is >= 0 and var at ? list[at] : otherwise;

    private static bool IsDenied(IReadOnlyList<Word> words, int index) =>
        Enumerable.Range(1, 3).TakeWhile(back => index - back >= 0 && !words[index - back].IsBreak)
            .Any(back => words[index - back].Text is "not" && (back == 1 || OrderWords.Contains(words[index - 1].Text)));

    private static bool IsOrderNumber(Utterance said, int i)
    {
        var words = said.Words;
        var raw = words[i].Raw;
        if (raw.StartsWith('#'))
            return true;
        if (DateRules.IsNumericDate(raw) || IsOtherNumber(words, i))
            return false;
        if (raw.Any(char.IsAsciiLetter))
            return LettersAndDigits().IsMatch(raw) && !WithUnit().IsMatch(raw);
        if (raw.AsSpan().IndexOfAny('.', '/', ',') >= 0)
            return false;
        if (raw.Contains('-', StringComparison.Ordinal))
            return raw.Count(char.IsAsciiDigit) >= 12 || LeadsBack(words, i) is not null;
        return words[i].IsNumber && IsPlainOrderNumber(said, i);
    }

    private static bool IsPlainOrderNumber(Utterance said, int i)
    {
        var words = said.Words;
        var number = words[i].Raw;
        var previous = i > 0 ? words[i - 1].Text : "";
        var next = i + 1 < words.Count ? words[i + 1].Text : "";
        if (IsAmount(words, i))
            return false;

        var lead = LeadsBack(words, i);
        if (lead is not null)
            return number.Length > 3 || !LooksLikeQuantity(next) || lead is "number" or "id";
        // «orders from 2025»
        if (IsYear(number) && YearLeads.Contains(previous) && previous is not ",")
            return false;
        if (IsFragment(said, i))
            return true;
        if (number.Length < 4 || IsInRowOfDigits(words, i) || IsStreet(words, i))
            return false;
        return !(IsYear(number) && YearLeads.Contains(previous)) && !(number.Length == 4 && LooksLikeQuantity(next));
    }

    /// <summary>Of money, of things, of days.</summary>
    private static bool IsAmount(IReadOnlyList<Word> words, int i)
    {
        var previous = i > 0 ? words[i - 1].Text : "";
        var next = i + 1 < words.Count ? words[i + 1].Text : "";
        return previous is "$" or "€" or "£" || Units.Contains(next) || DateRules.IsMonth(previous) || (DateRules.IsMonth(next) && words[i].Raw.Length <= 2);
    }

    /// <summary>The word «order», «number» or the like that a number belongs to.</summary>
    private static string? LeadsBack(IReadOnlyList<Word> words, int i)
    {
        var named = (string?)null;
        for (var back = 1; back <= 4 && i - back >= 0; back++)
        {
            var word = words[i - back].Text;
            if (OrderWords.Contains(word))
                return "order";
            if (NumberWords.Contains(word) && word is not "no")
                named = "number";
            else if (word is "no" && back == 1)
                named = "number";
            else if (!Between.Contains(word))
                break;
        }
        return named;
    }

    private static bool IsOtherNumber(IReadOnlyList<Word> words, int i)
    {
        for (var back = 1; back <= 4 && i - back >= 0; back++)
        {
            var word = words[i - back].Text;
            if (OrderWords.Contains(word) || word is "." or "?")
                return false;
            // «tracking number 10293847» is a parcel's, «the tracking for 83306» an order's.
            if (OtherNumbers.Contains(word))
                return word is not "tracking" || !Enumerable.Range(1, back - 1).Any(between => words[i - between].Text is "for" or "of");
            if (!Between.Contains(word) && !words[i - back].IsNumber && word is not ("me" or "at" or "on" or "in" or "to"))
                return false;
        }
        return false;
    }

    private static bool IsFragment(Utterance said, int i) =>
        said.Words.Index().All(word => word.Index == i || Vocabulary.FragmentFiller.Contains(word.Item.Text));

    private static bool LooksLikeQuantity(string next) => next.Length > 3 && next.EndsWith('s') && !NoPlural.Contains(next);

    // «555 010 0199» is a telephone number, «83306 79115» are two orders.
    private static bool IsInRowOfDigits(IReadOnlyList<Word> words, int i) =>
        new[] { i - 1, i + 1 }.Any(at => at >= 0 && at < words.Count && words[at].IsNumber && (words[at].Raw.Length < 5 || words[i].Raw.Length < 5));

    private static bool IsStreet(IReadOnlyList<Word> words, int i) =>
        Enumerable.Range(1, 3)
            .Any(on => i + on < words.Count && words[i + on].Text is "street" or "road" or "lane" or "avenue" or "drive" or "court" or "boulevard");

    private static bool IsYear(string number) =>
        number.Length == 4 && int.Parse(number, CultureInfo.InvariantCulture) is >= 1950 and <= 2099;

    [GeneratedRegex(@"^(?:[a-z]{1,8}[-_]?\d[\da-z_-]*|\d{3,}[-_]?[a-z][\da-z_-]*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LettersAndDigits();

    [GeneratedRegex(@"^(?:\d+(?:st|nd|rd|th|am|pm|kg|g|cm|mm|ml|l|gb|tb|h|hrs?|mins?|x|k|p|usd|eur|in|inch|ft|lbs?|oz|w|v|hz|mg|s)|(?:mp|covid|usb|h|ps|iphone|xbox|a|b|q|win|windows)[-_]?\d{1,2}|x\d)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithUnit();
}
