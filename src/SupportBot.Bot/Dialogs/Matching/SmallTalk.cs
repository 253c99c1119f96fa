using System.Text.RegularExpressions;

namespace SupportBot.Bot.Dialogs.Matching;

/// <summary>Messages that are nothing but manners, or that take a question back. They get manners in return, not a refusal.</summary>
internal static partial class SmallTalk
{
    public static bool IsGreeting(string message) => Greeting().IsMatch(message);

    public static bool IsThanks(string message) => Thanks().IsMatch(message);

    public static bool IsGoodbye(string message) => Goodbye().IsMatch(message);

    /// <summary>«never mind», in answer to a question of ours.</summary>
    public static bool IsNeverMind(string message) => NeverMind().IsMatch(message);

    /// <summary>«yes please», in answer to an offer of ours.</summary>
    public static bool IsYes(string message) => Yes().IsMatch(message);

    /// <summary>«no thanks», in answer to an offer of ours.</summary>
    public static bool IsNo(string message) => No().IsMatch(message);

    /// <summary>«idk», in answer to a question of ours.</summary>
    public static bool IsUnsure(string message) => Unsure().IsMatch(message);

    /// <summary>«ok», «got it».</summary>
    public static bool IsAcknowledged(string message) => Acknowledged().IsMatch(message);

    /// <summary>«ok sorry»</summary>
    public static bool IsApology(string message) => Apology().IsMatch(message);

    [GeneratedRegex(@"^\W*((oh|ok(ay)?|oops|ah|right|no|well|i'?m|i am|really|so|very|truly|you'?re right)\W+)*(sorry|soz|apologies|my apologies|my bad|my mistake|i apologi[sz]e)(\W+(about that|for that|again|then|mate|man|dude|bot|sorry|my bad|my mistake|i was (rude|wrong|angry)|for being rude|i didn'?t mean (it|that)))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Apology();

    [GeneratedRegex(@"^\W*((oh|ok(ay)?|hm+|well)\W+)*(y|ye|yes+|yeah+|yea|yep|yup|ya|sure( thing)?|definitely|absolutely|of course|please( do)?|pls|plz|do (it|that|so)( please)?|go (ahead|for it|on)|that would be (great|good|nice)|i('d| would) (like|love) that)([\W]+(yes|please|pls|plz|do|do it|do that|go ahead|thanks?( you)?|thx|i would|i do|of course|sure|ok(ay)?|that would be (great|good|nice)))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\W*((oh|ok(ay)?|hm+|well)\W+)*(n|no+|nope|nah+|not (now|really|yet|necessary|needed)|no need|rather not|don'?t|i('d| would) rather not)([\W]+(thanks?( you)?|thx|ty|not now|it'?s ok(ay)?|it'?s fine|i'?m (good|fine|ok)|that'?s (ok(ay)?|fine|all right)|never ?mind|need|please|don'?t))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex No();

    [GeneratedRegex(@"^\W*((hm+|um+|uh+|er+|well|oh|sorry|honestly|but)\W+)*((i )?(really |honestly )?(dunno|idk|don'?t (know|remember|recall)( (which|that|it|the number|which one))?|do not know|have no (idea|clue)|can'?t (remember|recall|tell)|forgot|am not sure|'?m not sure)|not sure( which( one)?)?|no (idea|clue)|unsure|beats me|(what|who|how) do (you|u) mean( by (that|this))?|what|huh|i don'?t (understand|get it)|which ones?( (do you|do u|have you) (mean|got))?|what are (they|my (options|choices)))( (man|mate|bro|dude|sorry|honestly|really|tbh|lol))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unsure();

    [GeneratedRegex(@"^\W*(oh|ah|alright|all right|right|ok(ay)?|k+|great|good|fine|cool|nice|perfect|super|awesome|lovely|excellent|got it|i see|understood|makes sense|noted|fair enough|that'?s (good|great|fine|all|it|ok(ay)?)|good to (know|hear)|never ?mind|nvm|forget (about )?(it|that)|(it )?doesn'?t matter|leave it|nothing)(\W+(ok(ay)?|then|great|good|cool|got it|i see|fine|never ?mind|that'?s (good|great|fine|all|it)))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Acknowledged();

    [GeneratedRegex(@"^\W*(hi+|hey+|hel+o+|hallo|hiya|yo|good (morning|afternoon|evening|day)|greetings)( (there|all|team|bot|everyone))?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^\W*((ok(ay)?|great|perfect|super|cool|nice|awesome|lovely)\W+)*(thanks?( you| u)?|thx|thank|ty|cheers|tysm|much appreciated)( (so much|a lot|very much|again|for (your|the) help|mate))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^\W*((ok(ay)?|thanks?|thank you)\W+)*(good)?bye+( bye)?( for now)?\W*$|^\W*(see (you|ya)|cya|have a (nice|good) (day|one|weekend))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Goodbye();

    [GeneratedRegex(@"^\W*((ok(ay)?|oh|no|nah|well|actually|sorry)\W+)*(never ?mind|nvm|forget (about )?(it|that)|cancel|stop|(it )?doesn'?t matter|no(ne|pe)?|nothing|none of (them|these|those)|leave it|drop it|skip( it)?)( (thanks?|thank you|please|then))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NeverMind();
}
