using System.Text.RegularExpressions;

namespace SupportBot.Bot.Dialogs.Matching;

/// <summary>«I don't want a human, I want an answer»: names a person, and wants none.</summary>
internal static partial class DeclinedHandoff
{
    /// <returns>What else the message says, empty when it says nothing else; <c>null</c> when nobody is refused.</returns>
    public static string? Without(string message)
    {
        var text = message.Replace('’', '\'');
        var rest = Refused().Replace(text, " ");
        return rest.Length == text.Length ? null : NothingElse().IsMatch(rest) ? "" : rest.Trim(' ', ',', '.', ';', ':', '!', '-');
    }

    private const string Person = @"(?:humans?|(?:real |live )?persons?|people|agents?|colleagues?|somebody|someone|anybody|anyone|representatives?|reps?|operators?|employees?|help|assistance|hand ?-?(?:offs?|overs?)|transfer)";

    // Whoever wants nobody «to sign for it» talks of something else.
    private const string End = @"\b(?! (?:to|who|that|else|else's|from|with|at|in|of|ringing|calling)\b)(?:,? (?:any ?more|now|for (?:this|that|it)|at all|involved|needed|necessary|required|please|pls|thanks?|thank you))*";

    [GeneratedRegex(@"(?:\b(?:i|we) )?\b(?:no longer|don'?t|do not|didn'?t|did not|never) (?:(?:really|actually|even|just|yet|still) )*(?:want(?:ed)?|need(?:ed)?|wanna|ask(?:ed)? for)(?: (?:to )?(?:talk|speak|chat|write|be (?:connected|transferred|passed on|handed over|put through)) (?:to|with))?(?: (?:a|an|any|the|your|no))?(?: (?:real|live|human|other))* " + Person + End
        + @"|\b(?:don'?t|do not|stop) (?:(?:transfer(?:ring)?|connect(?:ing)?|forward(?:ing)?) me|(?:hand(?:ing)?|pass(?:ing)?|put(?:ting)?) me (?:over|on|through|off))(?: to (?:a |an |the |your )?(?:real |live |human )?" + Person + @")?" + End
        + @"|^\W*(?:(?:ok(?:ay)?|please|but|and|so)\W+)*no(?: (?:more|real|live|human))* " + Person + End, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Refused();

    // Atomic: a word that could be read in two ways would double the ways of all that follows.
    [GeneratedRegex(@"^(?>\W|\b(?:i'm|i|we|just|only|really|want|need|wanna|would|like|an?|the|some|my|answers?|information|info|you|bot|to|talk|chat|speak|with|from|but|so|and|no|ok(?:ay)?|please|pls|thanks?|tell|me|actually|instead|go|going|on|continue|stay|good|fine)\b)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NothingElse();
}
