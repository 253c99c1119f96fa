using System.Text.RegularExpressions;

namespace SupportBot.Bot.Dialogs.Matching;

/// <summary>What customers say who wait for a person.</summary>
internal static partial class WaitingMatcher
{
    /// <summary>«cancel the request», «I don't need a human any more»</summary>
    public static bool CallsOff(string text) => Withdrawal().IsMatch(Folded(text)) || DeclinedHandoff.Without(text) is "";

    /// <summary>«never mind», «cancel»: calls the request off unless it answers something else.</summary>
    public static bool MayCallOff(string text) => NeverMind().IsMatch(Folded(text));

    /// <summary>«cancel the request»: can mean nothing but a request for a person.</summary>
    public static bool CallsOffARequest(string text) => Withdrawal().IsMatch(Folded(text)) && Request().IsMatch(text);

    /// <summary>«how long will it take?», «is anyone there?»</summary>
    public static bool AsksHowLong(string text) => Impatience().IsMatch(Folded(text));

    // Phones type the curly one.
    private static string Folded(string text) => text.Replace('’', '\'');

    [GeneratedRegex(@"^\W*((ok(ay)?|oh|well|hey|please|pls|actually|sorry|no|never ?mind|nvm|forget it|i('ve| have)? changed my mind|just|then|so|you can|can you|could you|i want to|i'd like to)\W+)*((cancel|withdraw|drop|close|stop|call off)( the| my| this| that| your)? (request|ticket|hand ?-?off|call|queue)( H-\w+)?|(stop|quit) waiting|leave the (queue|line)|(i )?(no longer|don'?t|do not) (need|want) (a |an |any |the )?(human|person|agent|colleague|somebody|anybody|anyone|help)( any ?more| now)?|no (human|person|agent) (needed|necessary)|((i|i'll|i will|i'd rather|i would rather|let me|let's|can we|may i) )*(just )?(go on|going on|continue|carry on|stay) with (you|the bot|this bot))( (please|thanks?|thank you|any ?more))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Withdrawal();

    [GeneratedRegex(@"^\W*((hello|hi|hey|so|well|and|ok(ay)?|please|pls|ugh|omg|um+|seriously|guys?)\W+)*((how (much )?long(er)?(( before| till?| until)( (i|we|you|u|they|it|is|a|an|the|my|some ?one|some ?body|any ?one|any ?body|human|person|agent|colleague|turn|gets?|answers?|answered|repl(y|ies)|respond(s|ing)?|response|comes?|joins?|here|there|hear|back|help(s|ed)?|talk|speak|write|writes|to|from|with|will|can|takes? over))+)?|how many (people|others|customers))( (will|does|is|do|are) (it|this|that|i|the wait|there|the queue|someone|somebody|anyone)( (take|going to take|have to wait|need to wait|still take|in front of me|before me|ahead of me))?)?|(is|are) (anyone|anybody|someone|somebody|you|u)( still)?( there| coming| here)|(anyone|anybody|someone|somebody|hello+) (there|here|home)|(i'?m |am i |are we )?still waiting|when (will|is|does) (someone|somebody|anyone|the (agent|colleague|human|person)|a (human|person|colleague))( be| coming| going to)?( here| there| come| reply| answer| write| join| available| free)*|when (will|do|can|am|are) (i|we) (going to |gonna )?(get|hear|be|talk|speak)(( to| with| from| a| an| my| some| any)*( (reply|answer|response|help|back|helped|served|answered|next|you|some ?one|some ?body|any ?one|any ?body|human|person|agent|colleague))+)|(is|are|will) (any ?one|any ?body|some ?one|some ?body|they|a (human|person|colleague)) (ever )?(going to |gonna )?(answer|answering|reply|replying|come|coming|help|helping|respond|responding|write|writing|read|reading)( to)?( me| this| here| back)*|(i'?ve|i have|been|ive) (been )?waiting( here)?( for)?( (ages|forever|hours|minutes|long enough|so long|too long|an hour|half an hour|\d+ (min(ute)?s?|hours?|hrs?)))?|hurry( up)?|where (is|are|s|'s) (the|my|your) (agent|human|person|colleague)s?|(what('s| is) my )?(place|position|number)( in (the )?(queue|line))?|am i (still )?(in the queue|in line|next))( (now|please|pls|then|already|still|yet|exactly))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Impatience();

    [GeneratedRegex(@"^\W*((ok(ay)?|oh|no|nah|well|actually|sorry|please|pls|then)\W+)*(never ?mind|nvm|cancel|stop|forget (about )?(it|that)|drop (it|that)|leave (it|that)|(it )?(doesn'?t|does not) matter( any ?more)?|no need( for (a |an |any |the )?(human|person|agent|colleague|help|that|this|it))?)( (any ?more|now|then|please|pls|thanks?|thank you))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NeverMind();

    [GeneratedRegex(@"\b(request|ticket|hand ?-?off|queue)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Request();
}
