using System.Text.RegularExpressions;

namespace SupportBot.Bot.Dialogs.Matching;

/// <summary>What a customer says who asks nothing of an order, yet must not be told that we can't help with that.</summary>
internal enum ComplaintKind
{
    /// <summary>«are you even a real person»</summary>
    AsksWhoWeAre,

    /// <summary>«u guys suck», «thx for nothing»</summary>
    Complains,

    /// <summary>«i'll sue you»</summary>
    Threatens,

    /// <summary>«that was 40 dollars, not whatever you said»</summary>
    Disputes,
}

/// <summary>Finds anger, threats and doubts in messages that hold no question.</summary>
internal static partial class ComplaintClassifier
{
    /// <returns><c>null</c> for all other messages.</returns>
    public static ComplaintKind? Of(string message) => message.Replace('’', '\'') switch
    {
        var text when WhoWeAre().IsMatch(text) => ComplaintKind.AsksWhoWeAre,
        var text when Threat().IsMatch(text) => ComplaintKind.Threatens,
        var text when Dispute().IsMatch(text) => ComplaintKind.Disputes,
        var text when Complaint().IsMatch(text) || ComplainsThroughout(text) => ComplaintKind.Complains,
        _ => null,
    };

    /// <summary>«this is ridiculous, you guys suck», also without the comma: each part of it says nothing else.</summary>
    private static bool ComplainsThroughout(string text)
    {
        var parts = Breaks().Split(text).Where(part => part.Length > 0).ToList();
        return parts.Count > 1 && parts.All(part => Complaint().IsMatch(part));
    }

    [GeneratedRegex(@"\s*[,.;!?]+\s*|\s+(?:and\s+)?(?=(?:you|u|this|that|it)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    private const string You = @"(?:you|u|ya|y'?all)(?: (?:guys|people|all|lot|folks))?";

    private const string More = @"(?:even|really|actually|just|so|such|very|absolutely|totally|completely|beyond|always|all|like|kind|sort|of|still|getting|fucking|freaking|bloody|damn|complete|total|an?|the|some)";

    private const string Bad = @"(?:sucks?|stinks?|useless|stupid|dumb|idiots?|idiotic|morons?|hopeless|terrible|awful|horrible|pathetic|r[ei]dic[ul]+ous|jokes?|nonsense|bullshit|bs|crap|shit|trash|rubbish|garbage|no (?:help|use)|unhelpful|worthless|worst|incompetent|liars?|absurd|insane|crazy|annoying|frustrating|unbelievable|pointless|outrageous|disgrace|disgraceful|unprofessional|lame|rude|waste of (?:my )?time|not (?:helpful|helping|listening|acceptable|funny|good enough|working|fair|okay|ok))";

    private const string Before = @"^\W*(?:(?:oh|ok(?:ay)?|wow|well|omg|wtf|no|and|but|so|lol|ugh|argh|man|dude|hey|listen|honestly|seriously|come on|i think|god|jesus|hi|hello|wait|look)\W+)*";

    private const string After = @"(?:\W+(?:man|dude|bro|then|now|again|or what|or something|lol|wtf|omg|seriously|honestly|at all|anymore|bot|" + You + @"))*\W*$";

    [GeneratedRegex(Before + @"(?:(?:are|r|is) (?:you|u|ya|this|that|it|there)|you(?:'?re| are| r)|am i (?:\w+ )?(?:talking|speaking|chatting|writing|texting) (?:to|with)|do i (?:talk|speak|chat) (?:to|with)|who am i (?:\w+ )?(?:talking|speaking|chatting) (?:to|with))(?:\W+(?:" + More + @"|you|u|a|an|in|fact|either|only|or|not|is|this|are|real|live|actual|automated|computer|chat|dumb|stupid|here|there|human|someone|somebody|anyone|anybody|behind|talking|to|with|bots?|chatbots?|robots?|machines?|programs?|programmes?|ai|a\.i\.|persons?|people|alive))*(?<=\b(?:bots?|chatbots?|robots?|machines?|computer|programs?|programmes?|ai|human|humans|human beings?|person|people|real|alive|live|to|with)(?:\W+(?:here|there|or not|or what))?)" + After, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WhoWeAre();

    [GeneratedRegex(@"\b(?:sue|suing) (?:you|u|your|ur|this|the|y'?all)\b|\b(?:lawyers?|attorneys?|solicitors?|ombudsman)\b|\b(?:take|taking) (?:you|u|this) (?:guys )?to court\b|\bsee (?:you|u) in court\b|\bsmall claims\b|\blegal (?:action|steps)\b|\b(?:trading standards|consumer (?:protection|affairs|rights|advice)|better business bureau)\b|\breport(?:ing)? (?:you|u|this shop|your (?:shop|company))(?: guys)? to\b|\b(?:call|calling) the (?:police|cops)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Threat();

    [GeneratedRegex(@"\bnot (?:whatever|what) (?:you|u) (?:said|say|told|wrote|claim(?:ed)?|think)\b|\bnot what (?:i|we) (?:was|were|got)? ?(?:paid|charged|billed)\b|\b(?:i|we) (?:only |just |definitely |never )*paid (?:only |just )?(?:[$€£]\s?)?\d[\d.,]*\b.*\bnot (?:[$€£]\s?)?\d|\b(?:(?:the|that|your|ur) )?(?:amount|sum|price|total|date|figure)s? (?:is|are|was|'s)? ?(?:wrong|incorrect|not (?:right|true|correct))\b|" + Before + @"(?:that|this|it|you|u)(?:'?s|'?re| is| are| was| got (?:it|that))? (?:just |totally |completely |simply |all )*(?:wrong|incorrect|false|a lie|not (?:right|true|correct)|lying)" + After, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dispute();

    [GeneratedRegex(Before + @"(?:" + You + @"(?:'?re| are| r)?(?: " + More + @")* " + Bad
        + @"|(?:are|r) " + You + @"(?: (?:" + More + @"|this|that))* (?:" + Bad + @"|kidding(?: me)?|serious|joking|deaf|blind|high|drunk|for real|listening)"
        + @"|(?:this|that|it|your (?:shop|store|service|company|bot|support)|this (?:shop|store|service|company|bot|chat|place))(?:'?s| is| was|s)?(?: " + More + @")* (?:" + Bad + @"|not what i (?:asked|said|wanted)(?: for)?|(?:not|no|hardly|barely)(?: " + More + @")* (?:answer|help|solution))"
        + @"|(?:thx|thanks?(?: (?:you|u))?|ty|cheers)(?: a lot| so much)? (?:for|4) (?:nothing|no help|wasting my time|the non.?answer)"
        + @"|(?:seriously|unbelievable|ridiculous|incredible|useless|pathetic|terrible|awful|horrible|nonsense|rubbish|bullshit|idiots?|morons?|liars?|wtf|wth|ffs|omg|come on|for (?:fuck|god|heaven|christ)'?s? sake|you'?re kidding(?: me)?|what a (?:joke|mess|disgrace|waste(?: of time)?)|how (?:rude|ridiculous|stupid)|what the (?:hell|fuck|heck|f)|oh my god|damn(?: it| you)?|fuck(?: you| off| this| it)?|screw (?:you|this)|shut up|go to hell|(?:you )?(?:must be|gotta be) (?:kidding|joking)(?: me)?)"
        + @"|i(?:'?m| am|m)(?: " + More + @")* (?:angry|mad|upset|annoyed|frustrated|furious|pissed(?: off)?|fed up|disappointed|sick of (?:this|it|you|waiting)|tired of (?:this|it|you|waiting)|losing (?:my )?patience)(?: (?:with|at|about|by) (?:you|u|this|it))?"
        + @"|i (?:" + More + @" )*(?:hate|can'?t stand) (?:this|you|u|it)(?: (?:shop|store|bot|company|place|chat))?"
        + @"|(?:stop|quit) (?:sending|giving|showing|repeating|saying|asking)(?: me)?(?: (?:these|those|the same|the|that|this|your|silly|stupid))*(?: (?:lists?|thing|things|questions?|yourself|answers?|crap))?"
        + @"|" + You + @" (?:already (?:told|said|asked)(?: me)?(?: (?:that|this))?|keep (?:saying|repeating|asking|sending)(?: me)?(?: (?:that|this|the same)(?: thing)?)?|(?:don'?t|do not|never|didn'?t|did not|can'?t|won'?t)(?: " + More + @")* (?:understand|listen|help|answer|get it|know)(?: (?:me|us|anything|nothing|my question|the question))?))" + After, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Complaint();
}
