using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Faq;

/// <summary>Reads messages and help pages as the words that carry their meaning: lower case, letters and digits only, without words
/// that every question has, with one word for what customers call by many names. Other languages than English pass as they are.</summary>
internal static class FaqTokenizer
{
    /// <summary>Say nothing about the topic.</summary>
    private static readonly FrozenSet<string> Stop = Set("""
        a an the this that these those there here it its itself he she they them him her his hers their theirs we us our ours you your yours i me my mine myself yourself whom whose which what whats how hows
        u ur r y n ya yall im ive id ill youre youve theyre were weve thats theres wanna gonna gotta gimme lemme hav hv wat wats wut pls plz plse please kindly thx thanks thank ty cheers lol hmm um uh er oh ok okay hey hi hello hiya dear good morning afternoon evening day sir madam team guys folks
        am is are was be been being do does did done doing have has had having can could will would shall should may might must cant cannot couldnt dont doesnt didnt wont wouldnt isnt arent wasnt havent hasnt aint let lets
        and or but so if then than as at by for from in into of off on onto to too til till until up out over about with within without between via per not no yes nor only just also even still already yet ever never again very really quite rather much many more most less lot lots bit few some any all both each every either other others another same such
        one ones two something anything everything someone anyone somebody anybody somewhere anywhere stuff thing things goods item items article articles product products kind sort way ways
        usually normally average typically generally general usual actually basically currently possible possibly maybe perhaps else instead however available
        want wants wanted like liked need needs know tell said ask asking asked question questions quick wonder wondering think mean look looking see got get gets getting go goes going come comes give gives giving offer offers offered happen happens
        able allow allowed customers customer people person company policy policies rule rules sb smth hit put whether because although however therefore regarding concerning grateful appreciate inform explain interested hope hoping wish trying decide exactly approximately roughly honestly particular assist cuz bc tho since while during before after now today
        """);

    /// <summary>Are about the topic, but a section that has only these of a message isn't about it.</summary>
    private static readonly FrozenSet<string> Weak = Set("""
        long order buy store new change use work find send make time enter choose show open check receive online help information number name address date days year years hour amount money free card cards work works
        accept parcel
        old next last first big bigger small smaller large larger different wrong correct valid keep try stop leave left go sell
        """);

    /// <summary>What is asked about the topic: tells sections of one topic apart.</summary>
    private static readonly FrozenSet<string> Hints = Set("who when where why howto");

    /// <summary>Other trades and other firms: beside one of these that a section lacks, the other words mean something else.</summary>
    private static readonly FrozenSet<string> Foreign = Set("""
        flight flights airline airport train trains bus taxi uber hotel hotels restaurant pizza passport visa driving licence license insurance mortgage landlord rent bill bills overdraft electricity gas internet broadband
        bank banks banking pin savings salary tax taxes stock shares investment
        wifi windows mac linux iphone android netflix spotify facebook instagram tiktok whatsapp twitter youtube google gmail outlook amazon ebay zoom tesla
        doctor hospital pharmacy school homework essay poem script python recipe translate translation weather football game games movie movies music song capital president election
        prompt instructions instruction system admin ignore pretend say repeat show reveal print display
        stranger neighbour neighbor boss sister brother friend girlfriend boyfriend
        """);

    /// <summary>What customers say in several words, and the one word for it.</summary>
    private static readonly (Regex Pattern, string Word)[] Phrases =
    [
        Phrase("e mails?|e mail address(?:es)?|email address(?:es)?", "email"),
        Phrase("(?:log|logg?ing|logged|sign|signing|signed|get|getting) (?:back )?(?:in|on|into|in to)(?= (?!the newsletter|your newsletter|touch))", "login"),
        Phrase("(?:sign|signing|signed) up", "register"),
        Phrase("(?:mak(?:e|ing)|creat(?:e|ing)|open(?:ing)?|set(?:ting)? up) (?:an?|my|new) (?:new )?account", "account"),
        Phrase("(?:send|sending|sent|bring|bringing|give|giving|take|taking|hand|ship|shipping|mail|post) (?:(?:it|them|this|that"
            + "|things?|something|stuff|goods|an?|the|my|items?|articles?|products?|parcels?|order|clothes) )*back", "return"),
        Phrase("money back", "refund"),
        Phrase("refund polic(?:y|ies)", "return"),
        Phrase("(?:can not|cannot|cant|dont|do not) remember", "forgot"),
        Phrase("do(?: you| u| ya| yall| you guys)? (?:take|accept)(?! (?:returns?|exchanges?))", "pay"),
        Phrase("free of charge|for free", "free"),
        Phrase("(?:other|another|all|every) (?:customers?|users?|people s?)|of (?:your|the) (?:customers|users)", "stranger"),
        Phrase("customer (?:service|support|care)", "support"),
        Phrase("(?<=(?:shipping|delivery|postage) )charges?|charges? for", "cost"),
        Phrase("for (?:my|our|a|an|his|her) (?:niece|nephew|mum|mom|mother|dad|father|son|daughter|wife|husband|friend|sister|brother"
            + "|aunt|uncle|grandma|grandpa|grandson|granddaughter|boyfriend|girlfriend|partner|kids?|child|colleague)", ""),
        Phrase("set me back|how much (?:is|are|would|does|do|will|for|to)", "cost"),
        Phrase("how (?:long|quick|quickly|fast|soon)|how many (?:days|weeks|months|years)", "long"),
        Phrase("what times?|when (?:are|do|does|is)(?= (?:\\w+ ){1,4}(?:open|close))", "hours"),
        Phrase("how (?:do|can|could|would|should|does|to)(?: (?:i|we|one|you|u))?|what is the (?:process|procedure)|steps", "howto"),
        Phrase("mailing lists?|e?mail lists?", "newsletter"),
        Phrase("opt(?:ing)? out|(?:get|getting|take|taking) (?:me )?off", "unsubscribe"),
        Phrase("p o box(?:es)?|po box(?:es)?|post office box(?:es)?", "pobox"),
        Phrase("pick(?:ing)? (?:(?:it|them|my|an?|the|up|order|parcel|things?|stuff) )*up|click (?:and |n )?collect|collect (?:(?:it"
            + "|them|my|an?|the|order|parcel|things?) )*(?:in|at|from) (?:the |your |an? )?(?:store|shop)", "pickup"),
        Phrase("gift (?:card|voucher|certificate)s?", "giftcard"),
        Phrase("american express", "amex"),
        Phrase("(?:phone|telephone|contact) numbers?", "phonenumber"),
        Phrase("(?:next|same) (?:working |business )?day", "express"),
        Phrase("siz(?:e|es|ing) (?:charts?|guides?|tables?)", "sizechart"),
        Phrase("(?:discount|promo|promotion|promotional|coupon|voucher) codes?", "promocode"),
        Phrase("(?:pay|paying) (?:it |for it )?(?:later|monthly)|buy now|pay in parts|payment plans?", "instalments"),
        Phrase("import (?:dut(?:y|ies)|tax(?:es)?|fees?)|dut(?:y|ies)", "customs"),
        Phrase("(?:run|runs|running|ran) out", "expire"),
        Phrase("at the moment|in general|how do you do", ""),
    ];

    /// <summary>The words of each line mean the same; its first one stands for them.</summary>
    private static readonly FrozenDictionary<string, string> SameAs = Groups("""
        ship ships shipping shipped shipment shipments deliver delivers delivering delivered delivery deliveries dispatch dispatched dispatching postage posted
        cost costs price prices priced pricing fee fees rate rates expensive pricey
        charge charges charged charging
        parcel parcels package packages packet packets
        days day week weeks month months
        pay pays paying paid payment payments payable
        accept accepts accepted accepting take takes taken taking
        who whos
        when whens
        where wheres
        method methods option options mode modes
        return returns returning returned returnable
        refund refunds refunded refunding reimbursement reimbursed
        exchange exchanges exchanging exchanged swap swapping swapped
        password passwords pw pwd passwort passcode
        account accounts acct acc profile profiles
        login signin signon logon
        email emails emailing emailed mail mails mailing
        newsletter newsletters advert adverts advertising advertisement advertisements marketing promotional promotions
        unsubscribe unsubscribed unsubscribing optout
        point points
        loyalty rewards reward bonus
        store stores shop shops branch branches showroom
        hours opening closing
        open opens opened close closes closed
        size sizes sizing
        warranty warranties guarantee guaranteed guarantees
        discount discounts rebate
        promocode coupon coupons promo promos
        giftcard giftcards voucher vouchers
        delete deleted deleting remove removing removed erase erased
        change changes changing changed edit editing update updating updated modify
        balance remaining
        expire expires expired expiring expiry expiration
        instalments instalment installments installment klarna afterpay financing
        express faster fastest priority
        customs duties
        international internationally abroad overseas worldwide foreign
        country countries
        located location locations
        weekend sunday sundays saturday saturdays
        holiday holidays thanksgiving christmas easter
        creditcard creditcards
        declined declines refused rejected invalid
        senior seniors pensioner pensioners
        student students
        use uses used using apply redeem redeemed
        reset resetting resets
        arrive arrives arriving arrived
        forgot forgotten forget lost
        phonenumber hotline telephone
        reach contact contacting call
        cash cod
        crypto cryptocurrency bitcoin
        """);

    /// <returns>The words that carry meaning, in their order, with repetitions.</returns>
    public static IReadOnlyList<string> Read(string text)
    {
        var plain = Plain(text);
        foreach (var (pattern, word) in Phrases)
            plain = pattern.Replace(plain, $" {word} ");
        return [.. plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Stop.Contains(word) && !IsOneLetter(word)).Select(Common)];
    }

    /// <summary>Whether a word that no page has is a mistyped one of those that say nothing.</summary>
    public static bool IsFiller(string word) => !Foreign.Contains(word) && FaqTypos.Mend(word, Stop) is not null;

    /// <summary>How much a word says about what a message is about: 1 for most.</summary>
    public static double Say(string word) => Hints.Contains(word) ? 0.3 : Weak.Contains(word) ? 0.6 : 1;

    /// <summary>How many times its weight a word counts against a section that lacks it.</summary>
    public static double Astray(string word) => Foreign.Contains(word) ? 2 : 1;

    /// <summary>The word that stands for this and others of its meaning.</summary>
    public static string Common(string word) => SameAs.GetValueOrDefault(word, word);

    /// <summary>Words that pages may lack and customers mistype.</summary>
    public static IEnumerable<string> Known => SameAs.Keys;

    // «ship 2 canada», «pay w klarna»; in other scripts a letter is a word.
    private static bool IsOneLetter(string word) => word.Length == 1 && char.IsAscii(word[0]);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var rune in text.ToLower(CultureInfo.InvariantCulture).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                plain.Append(rune);
            else if (rune.Value is not ('\'' or '’') && plain[^1] != ' ')
                plain.Append(' ');
        }
        return plain.Append(' ').ToString();
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Groups(string lines) => lines.Split('\n')
        .Select(line => line.Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(group => group.Select(word => (word, group[0])))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);

    private static (Regex, string) Phrase(string pattern, string word) =>
        (new Regex($"(?<= )(?:{pattern})(?= )", RegexOptions.CultureInvariant), word);
}
