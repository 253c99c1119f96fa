using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>Finds what is asked for, in the order of asking.</summary>
internal static partial class TopicRules
{
    public static IReadOnlyList<Topic> Find(string plain)
    {
        var found = new List<(int Index, Topic Topic)>();
        foreach (Match match in Topics().Matches(plain))
        {
            foreach (var topic in Enum.GetValues<Topic>())
            {
                if (match.Groups[topic.ToString()].Success)
                    found.Add((match.Index, topic));
            }
        }
        // «where is the invoice» asks for the invoice: a word that says more takes the place of the general ones.
        var special = found.Exists(topic => topic.Topic is not Topic.Status);
        if (special)
            found.RemoveAll(topic => topic.Topic == Topic.Status && !SaysStatus().IsMatch(plain));
        return [.. found.OrderBy(topic => topic.Index).Select(topic => topic.Topic).Distinct()];
    }

    private const string Ever = "(?:actually |exactly |originally |first |last |even )*";

    [GeneratedRegex(@" (?:(?<Payment>(?<!(?<!have|did|how|much|what|which|when|whether|if|amount|price|method) (?:i|we) )paid|payments?|pay|payed|(?:what|which) (?:card|account|wallet) (?:did|have|had) (?:i|we)|charged|invoice|receipt|billed|bill)|(?<Refund>refunds?|refunded|refunding|money back|reimbursed|reimbursement)|(?<Tracking>who (?:carries|delivers|ships|brings|is (?:carrying|delivering|shipping|bringing))|tracking(?: (?:number|link|code|id|info|information))?|carrier|courier|track and trace|(?:which|what) (?:delivery|shipping) (?:company|service))"
        + @"|(?<Address>(?:which|what|whose) address(?: [\p{L}\d#-]+){0,7} (?:to|sent|shipped|delivered|going)|address|(?:sent|shipped|delivered|going|send|ship|deliver) (?:it |the order |my order |order \S+ )?to(?= [?.]| $| which| what))"
        + @"|(?<Purchase>when (?:did|have|had) (?:i|we) " + Ever + @"(?:buy|bought|order|ordered|purchased?|placed?|make|made)|(?:when|(?:what|which) (?:day|date|month)|the date|how long ago) (?:did )?(?:i|we) " + Ever + @"(?:buy|bought|order|ordered|purchased?|placed?|made)"
        + @"|(?:when|(?:what|which) (?:day|date|month)|how long ago) (?:was|were|is) (?:(?!(?:i|we) )[\p{L}\d#-]+ ){1,7}?(?:bought|ordered|purchased|placed)(?! (?:in|on|from|last|for) )"
        + @"|(?:purchas(?:e|ing)|ordering|order) date|(?<! (?:delivery|shipping|shipment|ship|dispatch|arrival|payment|refund|return|expected|estimated|due|new) )date of (?:the |my |this |that )?(?:purchase|order)|how old is (?:it|(?:my|the|this|that) order))"
        + @"|(?<Items>what (?:did|does|do|would) (?:[^ ?]+ ){1,9}?(?:contain|include|consist of)|items?|contents|products|what (?:is|was|were|are) (?:all )?in|what (?:exactly )?(?:did|have|had) i (?:order|buy|bought|purchase|get)(?:ed|d)?|what i (?:have )?(?:ordered|bought)|which (?:things|products))"
        + @"|(?<Total>total|how much|cost|costs|price|amount|sum|come to|expensive)"
        + @"|(?<Shipping>shipped|ship|dispatched|dispatch|(?:been )?sent out|been sent|(?:(?:did|have) you|(?:when|whether|if|day|date) you(?: have| had)?) (?:already |actually |finally |even )*(?:send|sent|post|posted|mail|mailed)|(?:was|been|were|got) (?:posted|mailed)|(?:go|goes|went|gone) out|left (?:the|your) warehouse|leave (?:the|your) warehouse|shipping date|sent off|(?:already |yet )?sent(?= yet| already| [?.]| $))"
        + @"|(?<Delivery>deliver(?:y|ed|ies)?|arriv(?:e|es|ed|al|ing)|eta|get here|gets here|be here|coming|come|(?:(?:will|do|can|should|when) i (?:get|receive|expect)|(?:will|can|should|when) i have)(?! (?:my |a |the )?(?:refund|money|(?:\p{L}+ ){0,2}?" + IntentRules.TellableFact + @" ))|expect(?:ed)?|how long|reach me|showing up|show up|supposed to be here|turn up)"
        + @"|(?<Status>status|where (?:is|are|the|my|has|did|can|it|that)|what (?:is|has) (?:happening|happened|up|going on|the latest)|what happened|going on|update|updates|news|whereabouts|progress|state of|stand|track|cancelled|returned|any idea where|look(?:ed)? (?:at|into|up)|latest on|whats up)"
        + ")(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex Topics();

    [GeneratedRegex(@" (?:status|state of|where (?:is it|it is)|what is (?:happening|going on)) ", RegexOptions.CultureInvariant)]
    private static partial Regex SaysStatus();
}
