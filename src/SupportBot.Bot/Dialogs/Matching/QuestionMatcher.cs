using System.Text.RegularExpressions;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Bot.Dialogs.Matching;

/// <summary>Ways of asking that change the answer, whatever it is about.</summary>
internal static partial class QuestionMatcher
{
    /// <summary>«why is it so late», «who cancelled it»: no order has that on record.</summary>
    public static bool Why(string message) => Reason().IsMatch(message);

    /// <summary>«how do I return something?»: wants to know how it is done, not to have it done.</summary>
    public static bool How(string message) => HowTo().IsMatch(message);

    /// <summary>Says «order», or what people call it.</summary>
    public static bool NamesAnOrder(string message) => OrderNoun().IsMatch(message);

    /// <summary>«the red thing», «i ordred it WEEKS ago»: a try to say which order is meant, though no order fits.</summary>
    public static bool TriesToName(string message) => !message.Contains('?', StringComparison.Ordinal) && Naming().IsMatch(message);

    /// <summary>«what does invoiced mean»</summary>
    /// <returns>The state whose word is asked about.</returns>
    public static OrderStatus? Meaning(string message) =>
        (MeaningOf().Match(message) is { Success: true } match || (match = WhatIs().Match(message)).Success)
            && OrderStatusText.Parse(match.Groups["word"].Value) is var status and not OrderStatus.NotRecorded
            ? status
            : null;

    private const string StatusWord = @"[«""'“‘]?(?<word>pending|processing|invoiced|shipped|delivered|cancell?ed|returned)[»""'”’]?";

    [GeneratedRegex(@"\b(?:why|how come|what(?:'?s| is| was) the (?:reason|delay|hold ?up))\b|\bwho (?:has |had )?(?:cancell?ed|returned|stopped)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\W*(?:(?:ok(?:ay)?|so|and|but|hi|hello|hey|well|then|please|pls|alright)\W+)*(?:(?:can|could) (?:you|u) (?:please )?(?:tell|explain)(?: to)?(?: me)? |tell me )?(?:how (?:do|can|could|would|should|does|to)\b|(?:what(?:'?s| is| are)|whats|wats|wat is) (?:the|ur|your|the way|the steps)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HowTo();

    [GeneratedRegex(@"\b(?:orders?|ordered|package|packages|parcels?|purchases?|shipments?|deliver(?:y|ies)|items?|things?|stuff|goods|one|ones)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrderNoun();

    [GeneratedRegex(@"^\W*(?:(?:ok(?:ay)?|um+|uh+|hmm*|well|i think|i guess|maybe|probably|it'?s|it (?:is|was)|i mean)\W+)*(?:the|my|from|that|those|some|for|one|i (?:ord\w*|bought|purchased|got|placed))(?: [\p{L}\p{Nd}'-]+){1,6}\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Naming();

    [GeneratedRegex(@"\b" + StatusWord + @"(?! (?:order|parcel|package))(?:\W+(?:even|actually|supposed|to|exactly|here|status|is|does|that))*\W+mean(?:s|ing)?\b|\b(?:meaning of|define|explain(?: the (?:word|status))?|(?:mean|meant|means) (?:by|with))(?: the)?(?: (?:word|status))? " + StatusWord, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MeaningOf();

    [GeneratedRegex(@"^\W*(?:(?:ok|so|and|but|hi|then)\W+)*what(?:'?s| is| the hell is| does it mean(?: that| if)?(?: (?:it|the order|my order))?(?: is| was)?)(?: (?:the|a|status|word))* " + StatusWord + @"\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WhatIs();
}
