using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>
/// Tells asking from wanting something done. Wanting is said with a bare verb after «please», «I want to», «can you» or
/// nothing («cancel it»); the same verb in the past («was it cancelled?», «did you refund me?») is a question.
/// </summary>
internal static partial class IntentRules
{
    public static Intent Find(Utterance said, FoundReference found)
    {
        var plain = said.Plain;
        var ofOrder = IsOfOrder(plain, found);
        if (IsForeign(said, found))
            return Intent.OutOfScope;
        if (WantsPerson(said))
            return Intent.OrderHelp;
        if (IsGeneral(said, found))
            return Intent.OutOfScope;
        if (MovesHouse(said))
            return Intent.OrderHelp;

        var points = ofOrder || found.Reference is not OrderReference.Unspecified;
        if (Deed().IsMatch(plain) || (points && DeedOnOrder().IsMatch(plain)))
            return Intent.OrderHelp;
        if (AsksAboutRefund().IsMatch(plain) || (points && AsksAboutMoney().IsMatch(plain)))
            return Intent.OrderInfo;
        if (Complaint().IsMatch(plain) || ((points || Received().IsMatch(plain)) && Defect().IsMatch(plain)) || SureDefect().IsMatch(plain))
            return Intent.OrderHelp;
        if (found.Reference is OrderReference.Numbers)
            return Intent.OrderInfo;
        if (ShopQuestion().IsMatch(plain))
            return Intent.OutOfScope;
        if (found.IsSure && found.Reference is not OrderReference.Mentioned)
            return Intent.OrderInfo;
        if (ofOrder && (Asks().IsMatch(plain) || said.Words.Count <= 8))
            return Intent.OrderInfo;
        return points && Asks().IsMatch(plain) && Logistics().IsMatch(plain) ? Intent.OrderInfo
            : WhereIsIt().IsMatch(plain) || found is { IsSure: true } ? Intent.OrderInfo
            : Intent.OutOfScope;
    }

    /// <summary>«a human please», «can someone call me»; never mind about what.</summary>
    public static bool WantsPerson(Utterance said) => Person().IsMatch(said.Plain) || PersonAlone().IsMatch(said.Plain);

    /// <summary>Wants something done about an order, in so many words.</summary>
    public static bool WantsDeed(Utterance said) => Deed().IsMatch(said.Plain) || DeedOnOrder().IsMatch(said.Plain) || Complaint().IsMatch(said.Plain);

    /// <summary>«change my address to 12 Elm St»: the parcel shall go elsewhere.</summary>
    public static bool MovesHouse(Utterance said) => NewAddress().IsMatch(said.Plain);

    /// <summary>Is about other trades, or wants a deed that no shop does: a poem, a script, other instructions.</summary>
    public static bool IsForeign(Utterance said, FoundReference found)
    {
        var plain = said.Plain;
        return (!IsOfOrder(plain, found) && ForeignThing().IsMatch(plain))
            || ForeignDeed().IsMatch(plain) || (Bank().IsMatch(plain) && !Parcel().IsMatch(plain));
    }

    /// <summary>«how long does delivery usually take»: asks how the shop does things, and points at no order.</summary>
    public static bool IsGeneral(Utterance said, FoundReference found) =>
        found.Reference is OrderReference.Unspecified && General().IsMatch(said.Plain) && !PointsAtSomething().IsMatch(said.Plain);

    private static bool IsOfOrder(string plain, FoundReference found) =>
        OrderTalk().IsMatch(plain) || (found.Reference is not OrderReference.Unspecified && found.IsSure);

    private const string Start = @"(?:^ | (?:[.,?]|please|pls|kindly|to|just|and|or|then|now|so|but|asap|(?:(?:can|could|may|might|shall|should|must) (?:not )?(?:i|we)|(?:can|could|would|will) (?:not )?(?:you|someone|somebody))(?: (?:please|kindly|still|just|also|maybe|possibly|perhaps|instead|quickly))*|(?:i|we) (?:would|will) (?:like|love|prefer)|let us|help me|do not|can not|unable to|(?:how|if|whether|where|when) (?:i|we|you) (?:can|could|might|should|may)|hi|hello|hey) )";

    private const string OrderTopic = @"(?:" + Vocabulary.Thing + @"|it|them|this|that|these|those|one|address|size|colour|quantity|amount|shipping|delivery|gift|name|date|#?\d\S*|[a-z]+-?\d\S*)";

    /// <summary>What can be told rather than done: «can I have the tracking number».</summary>
    public const string TellableFact = "(?:totals?|price|cost|amount|sum|status|state|tracking|number|link|carrier|courier|eta|dates?|details?|info|information|list|overview|summary|history|contents|method|news|update)";

    /// <summary>Needs no object that we know: shops know no other meaning, foreign things are out by now.</summary>
    [GeneratedRegex(Start + @"(?:cancel|return|refund|exchange|replace|reship|resend|reimburse|swap|send (?:it |them |this |that |the [\p{L}]+ |my [\p{L}]+ |those |these ){0,2}back|give (?:me |us )?(?:a |my |the )?(?:full |partial )?(?:refund|money)|get (?:a |my |the )?(?:full |partial )?(?:refund|money back|replacement))(?! policy| policies) "
        + @"| (?:want|wana|need|like|demand|expect|give me|can i have|could i have|arrange|(?:to |can i |could i |may i |i can |me |and )(?:get|getting|obtain|obtaining|request|requesting|receive|claim|apply for)) (?:a |an |my |the |some |for a |to get |to have )*(?:full |partial |complete |immediate |\p{L}+ing )?(?:refunds?|reimbursements?|replacement|money back|exchange|cancellation|return label|new one)(?! (?:status|yet|for order \S+ yet)) "
        + @"|^ (?:please |a )?(?:refund|return|cancel|cancellation|replacement|exchange|money back)(?: please)?(?: [.?])* $"
        + @"| how (?:do|can|could|should|would) (?:i|we|you) (?:go about )?(?:cancel|return|refund|exchange|send|replace|change|get (?:a |my )?(?:refund|money))"
        + @"| (?:about|help(?: me)?(?: with| in)?|assistance|support|trouble|problems?|issues?|difficulty|difficulties|possible|possibility of|request|way of|for|of|start) (?:with |in |to )?(?:trying to )?(?:cancel|cancelling|returning|refunding|exchanging|replacing|get|getting|obtaining|requesting|claiming) (?:a |an |my |the |some )*(?:full |last |latest |recent )*(?:refunds?|reimbursements?|orders?|purchases?|items?|products?) "
        + @"| (?:obtain|request|claim|get|wan?na|want|need)[\p{L} ]{0,12} reimbursements? | order cancellations? | forgot to (?:add|include) "
        + @"| (?:do not|no longer|not) (?:want|need) (?:it|them|this|that|the [\p{L}]+|my [\p{L}]+)(?: anymore| any more| any longer)? "
        + @"| where (?:do|can|should) i (?:send|return) ", RegexOptions.CultureInvariant)]
    private static partial Regex Deed();

    [GeneratedRegex(Start + @"(?:stop|change|modify|edit|amend|correct|fix|update(?! (?:on|about|for|of|regarding|concerning) )|switch|redirect|reroute|forward|expedite|speed up|hurry(?: up)?|rush|postpone|delay|reschedule|hold|pause|add|remove|delete|take|upgrade|combine|split|deliver|send|ship|put|repair|resolve|sort|solve|investigate|leave|make(?= (?:it|my|the) )|have(?= (?:it|my|the|them|this) )(?! (?:my|the|this) (?:\p{L}+ ){0,2}?" + TellableFact + @" (?:for|of|on|to|from|again|and|please|thanks|[.?,]|$))|prioriti[sz]e) (?!me )(?:[\p{L}'-]+ ){0,6}?" + OrderTopic + @" "
        + @"| (?:need|want|would like|like|wish) to (?:change|modify|edit|amend|correct|update|add|remove|switch|report|complain)\b"
        + @"| (?:changing|modifying|editing|amending|correcting|adding|removing|switching|swapping|updating|setting up|fixing) (?:[\p{L}'-]+ ){0,4}?(?:" + Vocabulary.Thing + @"|address|size|colour) "
        + @"| (?:help|assist|assistance|support) (?:me )?(?:with|on|regarding|concerning|about) | (?:is|have|having|has|got|a|big|some|report) (?:a |an |some |big )*(?:problem|issue|trouble)s? "
        + @"| do not (?:send|ship|deliver|dispatch) | (?:changed|change) my mind | sort (?:it|this|that) out ", RegexOptions.CultureInvariant)]
    private static partial Regex DeedOnOrder();

    [GeneratedRegex(Start + @"(?:change|update|correct|fix|modify|edit|switch|amend) (?:my |the |our |its |it s )?(?:delivery |shipping |home |postal )?address (?:to|into) (?:[^.?,\s]+ ){0,3}?#?\d"
        + @"| (?:want|need|like|use) (?:a |an |the )?(?:diff?e?rent|new|other|another) (?:delivery |shipping )?address for (?:my|the|this|that|it|order) ", RegexOptions.CultureInvariant)]
    private static partial Regex NewAddress();

    [GeneratedRegex(@" (?:speak|talk|chat|connect|connected|transfer|transferred|contact|call|put|escalate|forward|reach|get|need|want|give|like|let|prefer|bring|phone|ring|pass|hand|see)(?: [\p{L}]+){0,5} (?:human(?: being)?s?|assistants?|someone available|(?:real |actual |live )?(?:person|people)|agents?|representatives?|reps?|managers?|supervisors?|operators?|advisors?|advisers?|colleagues?|(?:customer )?(?:service|support)(?: team| staff| agent)?|staff|someone|somebody|anyone|anybody|employee) "
        + @"| (?:can|could|would|will) (?:someone|somebody|anyone|an agent|a person|a human|a manager) (?:please )?(?:call|phone|ring|contact|help|look|explain|get back) "
        + @"| (?:anyone|someone|somebody|a person|a human) (?:real )?(?:i|we|who|that) (?:can|could|will) | not (?:a|another|this) (?:bot|robot|machine|chatbot) | call me (?:back|about|please) ", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    [GeneratedRegex(@"^ (?:(?:a|an|the|real|live|actual|human|customer|service|support|please|now|hello|hi|i|need|want|get|me) )*(?:human|agent|representative|manager|supervisor|operator|person|advisor|customer service|live chat|human being)(?: (?:please|now|asap|[.?,]))* $", RegexOptions.CultureInvariant)]
    private static partial Regex PersonAlone();

    [GeneratedRegex(@" (?:when|has|have|did|is|was|where|were|status|any news|update|will|waiting for|wondering|know if|check|not yet|still (?:not|waiting))(?: [^.?,\s]+){0,8} (?:payment|paid|charged|invoices?|bills?) | (?:payment) (?:has|have|did|is|was|go|went|came|status|through|not) ", RegexOptions.CultureInvariant)]
    private static partial Regex AsksAboutMoney();

    [GeneratedRegex(@" (?:when|has|have|did|is|was|where|were|status|any news|update|will|waiting for|wondering|know if|check|not yet|still (?:not|waiting))(?: [^.?,\s]+){0,8} (?:refund|refunded|money back|reimbursed|reimbursement) | refund (?:has|have|did|is|was|go|went|came|status|through|not) ", RegexOptions.CultureInvariant)]
    private static partial Regex AsksAboutRefund();

    [GeneratedRegex(@" (?:declined|atm|top up|topped up|top-up|exchange rates?|beneficiary|transfer|transfers|contactless|bank|crypto|direct debit|cash machine) ", RegexOptions.CultureInvariant)]
    private static partial Regex Bank();

    [GeneratedRegex(@" (?:orders?|packages?|parcels?|shipments?|delivery|refund|items?) ", RegexOptions.CultureInvariant)]
    private static partial Regex Parcel();

    [GeneratedRegex(@" (?:complain|complaint|complaints|complaining|(?:file|filing|lodge|lodging|make|submit|open) (?:a |an |my )?(?:consumer |customer )?(?:claims?|grievance)|unacceptable|dissatisfied|unsatisfied|disgusted|outraged|furious|scam|scammed|lawyer|(?:terrible|horrible|awful|worst|bad|poor) (?:service|experience|quality|customer)|(?:charged|billed|paid|taken|debited|deducted) (?:me |us )?(?:\p{L}+ )?(?:twice|double|two times|too much|again)|(?:charged|billed) (?:me )?(?:the )?wrong|overcharged|double charged|duplicate charge|my money back) ", RegexOptions.CultureInvariant)]
    private static partial Regex Complaint();

    [GeneratedRegex(@" (?:damaged|broken|broke|cracked|smashed|shattered|torn|ripped|defective|faulty|defect|leaking|leaked|scratched|dented|stained|dirty|(?<! (?:i|we|you|method|card) )used(?! (?:to|for) )|opened|ruined|crushed|wrong(?! (?:order )?(?:number|id) (?!of ))|missing|incomplete|empty|hole|holes|stolen|(?:is|was|got|been|gets|be) lost|expired|mouldy|rotten|(?:too|very|bit) (?:small|big|large|tight|short|long|loose|wide)|does not (?:work|fit|turn on|match)|do not (?:work|fit|match)|did not (?:work|fit|match)|not working|stopped working|never (?:arrived|came|received|got|got it|showed up|turned up|delivered)|not what i|different (?:from|than) what|(?:says|marked|shows|said) (?:as )?(?:it (?:was|is) )?delivered|did not order|instead of|someone else|poor quality|(?:do|does|did) not (?:look|seem) (?:like|right)|hate|unhappy|disappointed|mistake) ", RegexOptions.CultureInvariant)]
    private static partial Regex Defect();

    [GeneratedRegex(@" (?:not what i (?:ordered|bought|wanted)|(?:i )?(?:received|got|ordered|sent me|sent|delivered|entered|typed|gave|put|picked|chose) (?:me )?(?:in )?(?:the |a |an )?(?:wrong|incorrect|different|damaged|broken|faulty|defective) [\p{L}]+|wrong (?:item|size|product|colour|parcel|package|order|house number) |(?:box|package|parcel) was (?:empty|open|opened|damaged)|someone else order) ", RegexOptions.CultureInvariant)]
    private static partial Regex SureDefect();

    [GeneratedRegex(@" i (?:have |just |finally )*(?:received|got|opened|unpacked|unboxed|ordered|bought|purchased) |(?:arrived|delivered|you sent) ", RegexOptions.CultureInvariant)]
    private static partial Regex Received();

    /// <summary>About an order, a parcel or what happens to one.</summary>
    [GeneratedRegex(@" (?:(?<!in |what |which |read |alphabetical |short |long |court |pecking |to |you |please |me |will |i |can |and )order(?! (?:me|us|a|an|some|more|another|food|pizza|pizzas|checks|online|of)\b)|orders|ordered|(?:did|have|had) i (?:order|buy|purchase)|i (?:bought|purchased)|package|packages|parcel|parcels|purchase|purchases|shipment|shipments|my delivery|my deliveries|delivery|courier|tracking (?:number|code|link|id|info|information)|my refund|a refund|the refund|refund me|my money back|my item|my items|my stuff|my shipping|shipping address|delivery address|my goods|my invoice|the items?|my payment|my bills?|(?:the )?invoices?|the bills|delivery periods?|delivery times?|an item|of your products?) ", RegexOptions.CultureInvariant)]
    private static partial Regex OrderTalk();

    /// <summary>Words of other trades; without a sign of an order the message is theirs.</summary>
    [GeneratedRegex(@" (?:flights?|hotels?|restaurants?|reservations?|bookings?|booked?|boarding|tickets?|alarms?|timers?|reminders?|remind|music|songs?|playlist|movies?|weather|forecast|temperature|jokes?|poems?|stor(?:y|ies) about|recipes?|cook|calories|python|javascript|script|passwords?|pin|login|log in|sign in|sign up|accounts?|profile|newsletters?|emails? list|unsubscribe|subscriptions?|memberships?|promos?|promo codes?|discounts?|coupons?|vouchers?|gift cards?|loyalty|rewards?|points|opening hours|open(?:ing)? times?|hours|stores?|shops?|branch|branches|banks?|banking|atm|savings|checking|credit score|credit limit|credit cards?|debit cards?|visa|mastercard|my cards?|the card|new card|virtual card|top up|top-up|topped up|transfers?|transferred|exchange rates?|currency|currencies|direct debit|loans?|mortgage|insurance|taxi|taxes|uber|car|cars|tires?|gas|bus|train|traffic|directions|pizzas?|burger|dinner|lunch|calendar|meeting|appointment|vacation|pto|salary|translate|translation|spanish|french|robot|bot|hiring|job|jobs|career|supplier|gym|netflix|spotify|wifi|internet|router plan|sim|data plan|roaming|phone plan|software|virus|windows|laptop for|recommend|recommendation|available|availability|in stock|stock|warranty|student|transactions?|funds|deposits?|beneficiary|contactless|passcode|recipient|crypto|top-ups|usd|gbp|paycheck|w2|credit report|credit|oil|brakes|luggage|calendar|event|concert tickets|capital of|president|world cup|meaning of|system prompt|instructions|apple pay|google pay|cash|withdrawal|withdraw|statement|fraud|identity|verify|verification|exam|homework|temperature|thermostat|lights? (?:on|off)|volume|podcast|radio|news about|headlines|shopping list|to do list|grocery|groceries|date today|time is it|what time|upgrade my seat|seat|airport|luggage allowance) ", RegexOptions.CultureInvariant)]
    private static partial Regex ForeignThing();

    [GeneratedRegex(@" (?:cancel|stop|delete|end|close|terminate|change|reset|update|recover|pause)(?: [\p{L}]+){0,3} (?:newsletter|subscriptions?|membership|account|password|profile|reservation|booking|flight|hotel|alarm|meeting|appointment|event|reminder|timer|transfer|direct debit|card|pin|policy|plan|contract|trip|ride|emails|email) "
        + @"| (?:write|code|program|compose|translate|sing|solve|calculate|draw|recite|play)(?: me| us)? (?:a|an|the|some|this|my|x|me)? ?(?:[\p{L}]+ )?(?:script|code|program|poem|song|essay|story|function|letter|email|music|joke|to|in|into) | ignore (?:all |any |the |your )*(?:previous|prior|above|earlier) | system prompt ", RegexOptions.CultureInvariant)]
    private static partial Regex ForeignDeed();

    /// <summary>About the shop and not about an order.</summary>
    [GeneratedRegex(@" (?:(?:options?|methods?|ways|means|forms) (?:for|of|to) (?:\p{L}+ )?(?:delivery|shipping|shipment|payments?|pay)|(?:return|refund|shipping|delivery|cancellation|exchange|privacy) (?:policy|policies|options?|methods?|fees?|costs?|charges)|do you (?:ship|deliver|sell|have|offer|accept|take|stock|carry|do)|you (?:accept|offer|sell)|(?:payment|pay\p{L}*) (?:methods?|options?|modalities)|how much (?:is|are|does (?:shipping|delivery)|do)|in stock|available|how much does (?:it cost to|shipping|delivery)|what (?:are|is) your|(?:want|like|need|how (?:do|can) i|can i|could i) (?:to )?(?:order|buy|purchase|place)(?: (?:a|an|some|more|another|\d+))?|(?:can|could) you order|order (?:me|us) an?|in what order|what order should) ", RegexOptions.CultureInvariant)]
    private static partial Regex ShopQuestion();

    [GeneratedRegex(@" (?:usually|normally|typically|generally|in general) ", RegexOptions.CultureInvariant)]
    private static partial Regex General();

    [GeneratedRegex(@" (?:my|mine|our|ours|it|its|this|that|these|those|ordered|bought|purchased|placed|paid) ", RegexOptions.CultureInvariant)]
    private static partial Regex PointsAtSomething();

    [GeneratedRegex(@" (?:\?|where|when|what|which|who|whom|how|why|has|have|did|does|do|is|are|was|were|will|can|could|status|track|tracking|update|updates|news|eta|check|show|list|tell|find|look|see|know|idea|confirm|info|information|details|wondering|waiting|late|expecting|invoice|history|remind|give|overview|summary|arrived|received|need|want) ", RegexOptions.CultureInvariant)]
    private static partial Regex Asks();

    [GeneratedRegex(@" (?:arrive|arrived|arrives|arriving|ship|shipped|shipping|deliver|delivered|delivery|come|coming|sent|send|dispatched|status|paid|pay|payment|refund|refunded|invoice|total|cost|tracking|track|ordered|bought|purchased|charged|cancelled|returned|received|eta|update|news|latest on|carrier|courier) ", RegexOptions.CultureInvariant)]
    private static partial Regex Logistics();

    [GeneratedRegex(@"^ (?:and |so |ok |hi |hello |but |, )*(?:where is (?:it|that|this|mine)|(?:when|what) (?:is|was|will) it(?: (?:arrive|come|status))?|what is (?:its|the) status|status|tracking number|whats the status|what is the (?:tracking number|total|eta)|(?:has|did|is|was) (?:it|that one|this one|that) (?:shipped|ship|arrived|arrive|delivered|been \p{L}+|paid|cancelled)|(?:and )?(?:that|this) one)(?: [\p{L}]+){0,3}(?: [.?])* $", RegexOptions.CultureInvariant)]
    private static partial Regex WhereIsIt();
}
