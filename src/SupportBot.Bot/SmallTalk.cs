using System.Text.RegularExpressions;

namespace SupportBot.Bot;

/// <summary>Messages that are nothing but manners, or that take a question back. They get manners in return, not a refusal.</summary>
internal static partial class SmallTalk
{
    public static bool IsGreeting(string message) => Greeting().IsMatch(message);

    public static bool IsThanks(string message) => Thanks().IsMatch(message);

    public static bool IsGoodbye(string message) => Goodbye().IsMatch(message);

    /// <summary>«never mind», in answer to a question of ours.</summary>
    public static bool IsNeverMind(string message) => NeverMind().IsMatch(message);

    [GeneratedRegex(@"^\W*(hi+|hey+|hello+|hiya|yo|good (morning|afternoon|evening|day)|greetings)( (there|all|team|bot|everyone))?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^\W*((ok(ay)?|great|perfect|super|cool|nice|awesome|lovely)\W+)*(thanks?( you| u)?|thx|thank|ty|cheers|tysm|much appreciated)( (so much|a lot|very much|again|for (your|the) help|mate))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^\W*((ok(ay)?|thanks?|thank you)\W+)*(good)?bye+( bye)?( for now)?\W*$|^\W*(see (you|ya)|cya|have a (nice|good) (day|one|weekend))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Goodbye();

    [GeneratedRegex(@"^\W*((ok(ay)?|oh|no|nah|well|actually|sorry)\W+)*(never ?mind|nvm|forget (about )?(it|that)|cancel|stop|(it )?doesn'?t matter|no(ne|pe)?|nothing|none of (them|these|those)|leave it|drop it|skip( it)?)( (thanks?|thank you|please|then))*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NeverMind();
}
