using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;

namespace SupportBot.Language.Understanding;

/// <summary>Finds how a message points at an order. The surest way wins: a number, then words for all, newest, place, state, day, thing.</summary>
internal static partial class ReferenceRules
{
    private static readonly string[] Places = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly string[] Counts = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static FoundReference Find(Utterance said, DateOnly today)
    {
        var plain = said.Plain;
        if (IdRules.Find(said) is { Count: > 0 } ids)
            return Sure(new OrderReference.Numbers(ids));
        if (AllShown().IsMatch(plain))
            return Sure(new OrderReference.All(OnShow: true));
        if (All().IsMatch(plain) || ListOrders().IsMatch(plain))
            return ByState(plain) ?? ByDate(said, plain, today) ?? Sure(new OrderReference.All());
        if (BackTo().Match(plain) is { Success: true } backTo)
            return Sure(new OrderReference.Mentioned(backTo.Groups["first"].Success ? Mention.First : Mention.Before));
        if (Other().IsMatch(plain))
            return ByState(plain) ?? ByDate(said, plain, today) ?? Sure(new OrderReference.Other());
        if (Any().IsMatch(plain))
            return Sure(new OrderReference.Ordinal(1));
        if (ByPrice().Match(plain) is { Success: true } price)
            return Sure(new OrderReference.Ordinal(1, price.Groups["cheap"].Success ? CountedFrom.Cheapest : CountedFrom.Dearest)) with
            {
                Rest = ByPrice()
                .Replace(plain, " , ")
            };
        if (FromNewest().Match(plain) is { Success: true } backwards && PlaceOf(backwards) is { } fromNewest)
            return Sure(fromNewest with { From = backwards.Groups["to"].Success ? CountedFrom.Bottom : CountedFrom.Top });
        if (Before().IsMatch(plain))
            return Sure(new OrderReference.Ordinal(2, CountedFrom.Bottom));
        if (FromOldest().Match(plain) is { Success: true } forth && PlaceOf(forth) is { } fromOldest)
            return Sure(fromOldest with { From = CountedFrom.Oldest });
        if (Oldest().IsMatch(plain))
            return Sure(new OrderReference.Ordinal(1, CountedFrom.Oldest));
        if (NewestFew().Match(plain) is { Success: true } few)
            return Sure(new OrderReference.Latest(PlaceOf(few)?.Place));
        if (Latest().IsMatch(plain))
            return Sure(new OrderReference.Latest());
        if (Place().Match(plain) is { Success: true } place && PlaceOf(place) is { } ordinal)
            return Sure(ordinal);
        if (ByState(plain) is { } byState)
            return byState;
        var bought = ProductRules.Find(said);
        // People remember what they bought better than when: «the running shoes I ordered two weeks ago».
        if (bought is not { IsSure: true } && ByDate(said, plain, today) is { } byDate)
            return byDate;
        if (bought is { } product)
            return new FoundReference(new OrderReference.Product(product.Name), product.IsSure);
        if (Mentioned().IsMatch(plain) || (It().IsMatch(plain) && !OwnOrder().IsMatch(plain)))
            return new FoundReference(new OrderReference.Mentioned(), ThatOne().IsMatch(plain));
        return new FoundReference(OrderReference.None, false);
    }

    private static FoundReference Sure(OrderReference reference) => new(reference, true);

    /// <summary>«list my orders», «how many orders do I have».</summary>
    public static bool AsksForList(string plain) => ListOrders().IsMatch(plain);

    private static FoundReference? ByState(string plain) =>
        StateOf(plain) is { } state ? Sure(state) with { Rest = StatusAfter().Replace(StatusBefore().Replace(plain, " , "), " , ") } : null;

    private static FoundReference? ByDate(Utterance said, string plain, DateOnly today) =>
        DateRules.Find(said, today) is { } days ? new FoundReference(new OrderReference.Bought(days), Bought().IsMatch(plain) || said.Words.Count <= 6) : null;

    private static OrderReference.Ordinal? PlaceOf(Match match)
    {
        if (match.Groups["end"].Success)
            return new(1, match.Groups["end"].Value is "top" ? CountedFrom.Top : CountedFrom.Bottom);
        if (match.Groups["word"] is { Success: true } word)
            return new(Array.IndexOf(Places, word.Value) + 1);
        if (match.Groups["count"] is { Success: true } count)
            return new(Array.IndexOf(Counts, count.Value) + 1);
        // Digits of other scripts give 0, which is no place.
        return match.Groups["digits"].Value.TrimStart('0') is { Length: > 0 } digits
            ? new(int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0)
            : null;
    }

    private static OrderReference.InState? StateOf(string plain)
    {
        if (NotYet().Match(plain) is { Success: true } not)
            return not.Groups["ship"].Success ? new OrderReference.Unshipped() : new OrderReference.Open();
        if (StatusBefore().Match(plain) is not { Success: true } match && (match = StatusAfter().Match(plain)) is not { Success: true })
            return null;
        return StateWord(match.Groups["status"].Value);
    }

    /// <returns><c>null</c> for words that name no state.</returns>
    public static OrderReference.InState? StateWord(string word) => word switch
    {
        "open" or "outstanding" or "unfinished" or "active" or "ongoing" or "undelivered" => new OrderReference.Open(),
        "pending" or "unpaid" => new OrderReference.InStatus(OrderStatus.Pending),
        "processing" or "processed" or "prepared" => new OrderReference.InStatus(OrderStatus.Processing),
        "invoiced" or "paid" => new OrderReference.InStatus(OrderStatus.Invoiced),
        "shipped" or "dispatched" or "sent" or "on its way" or "on the way" or "on their way" or "in transit" =>
            new OrderReference.InStatus(OrderStatus.Shipped),
        "delivered" or "arrived" or "came" => new OrderReference.InStatus(OrderStatus.Delivered),
        "cancelled" or "cancel" => new OrderReference.InStatus(OrderStatus.Cancelled),
        "returned" or "return" or "refunded" or "sent back" => new OrderReference.InStatus(OrderStatus.Returned),
        _ => null,
    };

    [GeneratedRegex(@" (?:all|both|each|every one)(?: of)?(?: the| my| these| those)?(?: [\p{L}-]+)? (?:" + Vocabulary.OrderNoun + "|them|ones) | (?:every|each) order | my entire order history | everything (?:been |already )?(?:shipped|arrived|delivered|sent|paid) ", RegexOptions.CultureInvariant)]
    private static partial Regex All();

    /// <summary>All of what is before them, not all they ever ordered.</summary>
    [GeneratedRegex(@"^ (?:(?:and|well|i mean|hmm|um|oh|just|please|for|about|ok|,) )*(?:all|both|everything|each|every one|all (?:of )?(?:them|it|these|those)|both (?:of )?(?:them|these|those)|all (?:two|three|four|five)|each (?:one|of them))(?: please| thanks| then)* (?:[.,?] )*$", RegexOptions.CultureInvariant)]
    private static partial Regex AllShown();

    /// <summary>Of what was talked about.</summary>
    [GeneratedRegex(@" (?:(?:back|return|returning|again) to (?:the |my )?(?:(?<first>first)|previous|earlier|last|one before|other)(?: one| order)?(?= [.,?]| $| again| please| then)|the (?<first>first) (?:one|order) again|the (?:one|order) (?:before )?(?:i|we|you) (?:just )?(?:talked|spoke|asked|mentioned|discussed)(?: about)? (?:before|earlier|previously)) ", RegexOptions.CultureInvariant)]
    private static partial Regex BackTo();

    [GeneratedRegex(@" (?:the|my|that|your|any|about|some) other (?:one|" + Vocabulary.OrderNoun + @")s? |^ (?:(?:no|nope|and|so|ok|sorry|but|,|[.]) )*(?:the |my )?other(?: one| order)?(?: please)? (?:[.,?] )*$| another one of (?:my|mine)", RegexOptions.CultureInvariant)]
    private static partial Regex Other();

    [GeneratedRegex(@"^ (?:(?:just|well|oh|um|hmm|ok|,) )*(?:any|any ?one|any of (?:them|these|those)|either|either one|either of (?:them|these)|whichever|pick one|just pick one|you (?:choose|pick|decide)|does not matter which(?: one)?|do not care(?: which(?: one)?)?|i do not (?:care|mind)(?: which(?: one)?)?)(?: please| one)? (?:[.,?] )*$", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(@"(?:^ | (?:the|my|that) )(?:(?<cheap>cheapest|cheaper|least expensive|less expensive|lowest priced)|most expensive|more expensive|priciest|pricier|dearest|costliest|biggest|expensive)(?: one| order| purchase| thing| item| ones| orders)?(?= [.,?]| $| please| of | i | that i )", RegexOptions.CultureInvariant)]
    private static partial Regex ByPrice();

    [GeneratedRegex(@" (?:(?:what|which|how many) orders (?:do|did|have) i|(?:list|show|see|view)(?: me)?(?: of)? my (?:orders|purchases)|(?:list|show|see|view)(?: me)?(?: all)?(?: of)? the (?:orders|purchases) (?:that )?i (?:have )?(?:ever )?(?:placed|made)|(?:show|see|view)(?: me)? the list|order history|(?:list|overview|summary) of (?:all )?my (?:orders|purchases)|what have i ordered|everything i (?:have )?(?:ordered|bought)) |^ (?:(?:and|what about|please|ok|hi|,) )*(?:all )?my (?:orders|purchases)(?: please)? (?:[.,?] )*$", RegexOptions.CultureInvariant)]
    private static partial Regex ListOrders();

    [GeneratedRegex(@" (?:(?:the )?one (?:right |just )?before(?: that| this| it| the last(?: one)?)?(?= [.,?]| $| please)|(?:my |the )?previous (?:one|" + Vocabulary.OrderNoun + @")|(?:order|one|purchase) (?:right |just )?before (?:that|this|last|the last|my last|my latest|my most recent|the latest)(?: one| order)?|penultimate|next-to-last|(?:second|2nd|next)(?: -)? to last|(?:second|next|2nd)-to-last|second last|last but one) ", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    private const string PlaceWord = @"(?:(?<digits>\d{1,2})(?:st|nd|rd|th)|(?<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))";

    [GeneratedRegex(@" " + PlaceWord + @"(?:-| )(?:(?:most recent|newest|latest|last) (?:one|" + Vocabulary.OrderNoun + @")|(?<to>to(?:-| )last|from(?:-| )last)) ", RegexOptions.CultureInvariant)]
    private static partial Regex FromNewest();

    [GeneratedRegex(@" (?:" + PlaceWord + " (?:one|thing|" + Vocabulary.OrderNoun + @") (?:that )?(?:ever|i (?:have )?(?:ever )?(?:made|placed|ordered|bought|did|purchased))|" + PlaceWord + "(?: ever)? (?:order|purchase) ever|" + PlaceWord + " ever (?:order|purchase)) ", RegexOptions.CultureInvariant)]
    private static partial Regex FromOldest();

    [GeneratedRegex(@" (?:(?:oldest|earliest|very first) (?:one|thing|" + Vocabulary.OrderNoun + @")|my first(?: ever)? " + Vocabulary.OrderNoun + "|first " + Vocabulary.OrderNoun + @" (?:ever|i ever)|the oldest) ", RegexOptions.CultureInvariant)]
    private static partial Regex Oldest();

    [GeneratedRegex(@" (?:(?:last|latest|newest|recent) (?:online )?(?:" + Vocabulary.Thing + @")|(?:my|most) (?:last|recent|recently)(?: one)?|(?:latest|newest|recent) one|(?:the|my) (?:newest|latest|most recent|last)(?= (?:[.?,] )*$)|(?:ordered|bought|purchased|bought from you) (?:last(?: time)?|most recently)(?! week| month| year| night| \p{L}+day|(?: (?:" + Vocabulary.Months + @"|christmas|summer|winter|autumn|spring)))|(?:order|purchase|one|thing|what) (?:that )?i (?:have )?(?:just|only just|recently) (?:placed|made|ordered|bought)|i just (?:placed|made) an? order|(?:last|latest) (?:thing|order|time) i (?:ordered|bought)|(?:order|purchase|one|thing) (?:that )?i (?:made|placed|ordered|bought) last(?= (?:[.?,] )*$)|last time i ordered)(?! last)(?! week| month| year) ", RegexOptions.CultureInvariant)]
    private static partial Regex Latest();

    /// <summary>«my last two orders»</summary>
    [GeneratedRegex(@" (?:last|latest|newest|most recent) (?:(?<digits>\d{1,2})|(?<count>two|three|four|five|six|seven|eight|nine|ten)) (?:orders|purchases|ones|parcels|packages) ", RegexOptions.CultureInvariant)]
    private static partial Regex NewestFew();

    [GeneratedRegex(@" (?:(?:the |my |number )?(?:(?<digits>\d{1,2})(?:st|nd|rd|th)|(?<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|(?<end>last|bottom|top)) (?:one|" + Vocabulary.OrderNoun + @"|on the list|in the list|option|from (?:the )?top)|(?:option|position) (?:number )?(?<digits>\d{1,2})|(?:number|option) (?<count>one|two|three|four|five|six|seven|eight|nine|ten)) |^ (?:[\p{L}]+ , )?(?:i mean )?(?:the )?(?:(?<digits>\d{1,2})(?:st|nd|rd|th)|(?<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|(?<end>last|bottom|top))(?: please| thanks)?(?: [.,?])* $", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@" (?:the|my|that|this|all|any|which)(?: of my)?(?: [\p{L}-]+)? (?<status>open|outstanding|unfinished|active|ongoing|undelivered|pending|unpaid|processing|invoiced|paid|shipped|dispatched|delivered|cancelled|returned|refunded) (?:ones?|" + Vocabulary.OrderNoun + @") |^ (?:the )?(?<status>open|pending|processing|invoiced|shipped|delivered|cancelled|returned) (?:ones?|orders?|purchases?) ", RegexOptions.CultureInvariant)]
    private static partial Regex StatusBefore();

    [GeneratedRegex(@" (?:(?:the|that|my|any|one|an|of my|which) )(?:ones?|of my orders|" + Vocabulary.OrderNoun + @") (?:(?:that is|that has|which is|which has|that|which|is|are|being|you are|currently|still|i have) )(?:(?:was|were|is|are|has been|have been|got|i|you|still|just|already|being|currently) ){0,3}(?<status>open|outstanding|pending|processing|processed|invoiced|paid|shipped|dispatched|sent back|sent|on its way|on the way|on their way|in transit|delivered|arrived|came|cancelled|returned|refunded) | (?:(?:how many|which|any|some)(?: of)?(?: them| these| those| mine| my)?(?: orders| ones| purchases| parcels| packages)?|what(?: orders| ones| parcels| packages)) (?:are|were|is|was|have been|has been|have|has|got)(?: still| already| now| currently| being| not yet)* (?<status>open|outstanding|pending|processing|processed|invoiced|paid|shipped|dispatched|sent back|sent|on its way|on the way|on their way|in transit|delivered|arrived|cancelled|returned|refunded) | (?:how many|which|what)(?: of)?(?: my)?(?: orders| ones| purchases| parcels| packages)? (?:do|did|have) i (?:still |currently |now )*(?:have |got )+(?:still |currently |now |that are |which are )*(?<status>open|outstanding|pending|unpaid|undelivered|processing|invoiced|shipped|on its way|on the way|in transit|delivered|cancelled|returned)(?= [.,?]| $| now| at the moment| right now| still| with you| please| currently) | (?:the|my|that) (?:one|order|parcel|package) (?<status>in transit|on its way|on the way) | (?:the|which|what) (?:order|one|parcel|package)(?: did)? i (?:have )?(?<status>cancelled|returned|sent back|cancel|return) ", RegexOptions.CultureInvariant)]
    private static partial Regex StatusAfter();

    [GeneratedRegex(@" (?:(?:ones?|" + Vocabulary.OrderNoun + @") (?:that|which)|(?:which|how many|what|any|some)(?: of)?(?: my| them| these| those)?(?: orders| ones| parcels| packages)?) (?:has|have|did|is|was|were|are|i have) (?:still )?not (?:been |yet |even )*(?:arrived?|(?<ship>shipped|ship|sent|dispatched|left)|delivered|come|received|here) ", RegexOptions.CultureInvariant)]
    private static partial Regex NotYet();

    [GeneratedRegex(" (?:ordered|order|bought|buy|purchased?|placed|ones?|" + Vocabulary.OrderNoun + ") ", RegexOptions.CultureInvariant)]
    private static partial Regex Bought();

    [GeneratedRegex(@" (?:that|this|the same|same|said) (?:one|" + Vocabulary.OrderNoun + @") |^ (?:and |what about |how about )?(?:that|this|it|that one)(?: please)?(?: [.?])* $", RegexOptions.CultureInvariant)]
    private static partial Regex Mentioned();

    [GeneratedRegex(@" (?:that|this|the same|same) (?:one|" + Vocabulary.OrderNoun + @") ", RegexOptions.CultureInvariant)]
    private static partial Regex ThatOne();

    [GeneratedRegex(@" (?:it|its|them|(?:cancel|return|refund|change|about|with|for|on) (?:that|this)) ", RegexOptions.CultureInvariant)]
    private static partial Regex It();

    [GeneratedRegex(@" (?:my|an|the|your|our) " + Vocabulary.Adjectives + Vocabulary.Thing + @" ", RegexOptions.CultureInvariant)]
    private static partial Regex OwnOrder();
}

/// <summary>A reference and whether it can mean nothing but an order.</summary>
internal sealed record FoundReference(OrderReference Reference, bool IsSure)
{
    /// <summary>The message without the words that only point, where those could be taken for a question.</summary>
    public string? Rest { get; init; }
}
