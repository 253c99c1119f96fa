using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Bot.Dialogs.Matching;

/// <summary>Reads what a customer says of the help they got: «5», «I give it a 4», «3 because it took too long», «the agent was rude».</summary>
internal static partial class RatingMatcher
{
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five"];

    /// <returns>The rating, 1 to 5, and what is said beside it, empty for nothing; <c>null</c> when the message rates nothing.</returns>
    public static (int Rating, string Comment)? Read(string text)
    {
        if (Stars().Match(text) is { Success: true } stars)
            return stars.Groups["star"].Captures.Count is var count and <= 5 ? (count, Rest(text, stars)) : null;
        if (Rated().Match(text) is not { Success: true } match)
            return null;
        var rest = Rest(text, match);
        // «5 orders are missing» rates nothing: without a scale or a pause, what follows must judge.
        if (rest.Length > 0 && !match.Groups["pause"].Success && !match.Groups["scale"].Success && !IsOpinion(rest))
            return null;
        return (match.Groups["digit"] is { Success: true } digit
            ? int.Parse(digit.Value, CultureInfo.InvariantCulture)
            : Array.IndexOf(Numbers, match.Groups["word"].Value.ToLowerInvariant()) + 1, rest);
    }

    /// <summary>«terrible, the agent was rude»: judges, and neither asks nor wants anything.</summary>
    public static bool IsOpinion(string text) => Judgement().IsMatch(text) && !AsksOrWants(text) && !Matter().IsMatch(text);

    /// <summary>Whoever asks or wants something doesn't comment.</summary>
    public static bool AsksOrWants(string text) => Question().IsMatch(text);

    private static string Rest(string text, Match match) => Nothing().Replace(text[(match.Index + match.Length)..], "").Trim();

    [GeneratedRegex(@"^\s*(?:(?<star>[⭐★]|🌟)\uFE0F?\s*)+")]
    private static partial Regex Stars();

    [GeneratedRegex(@"^\W*(?:(?:i|we|i['’]d|i['’]ll|would|will|can|must|well|hm+|ok(?:ay)?|so|sure|rating|score|my|it|it['’]s|that['’]s|that|this|was|is|be|give|giving|gave|say|rate|her|him|them|you|the|help|service|agent|colleague|chat|support|an?|with|for|at|definitely|absolutely|solid|clear|probably|about|around|maybe|easily)\W+)*"
        + @"(?:(?<digit>[1-5])(?![\d:]|[.,]\d|st\b|nd\b|rd\b|th\b)|(?<word>one|two|three|four|five)\b)(?<scale>\s*(?:/|\bout of\b|\bof\b)\s*(?:5|five)\b(?:\s*(?:stars?|points?)\b)?|\s*(?:stars?|points?)\b|\s*[⭐★]\uFE0F?)?"
        + @"(?<pause>\s*(?:[,.;:!–—-]|\b(?:because|cause|cuz|coz|bc|since|but|though|although|and|as)\b))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rated();

    [GeneratedRegex(@"^(?:\W|\b(?:thanks?|you|please|for|her|him|them|it|and|bye)\b)*$|^\W+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\b(?:terrible|awful|horrible|bad|rude|slow|great|good|excellent|perfect|amazing|nice|friendly|kind|polite|helpful|unhelpful|useless|poor|fine|ok(?:ay)?|happy|satisfied|unsatisfied|dissatisfied|disappoint(?:ed|ing)|awesome|fantastic|wonderful|super|brilliant|quick|fast|patient|competent|incompetent|professional|unprofessional|lovely|best|worst|well done|helped|help me|not help|n['’]?t help|no help|solved|waste of time|loved|liked|hated|took .{0,12}long|too long|waited)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Judgement();

    /// <summary>What questions and wishes are about.</summary>
    [GeneratedRegex(@"\b(?:orders?|ordered|parcels?|packages?|refund\w*|return\w*|cancel\w*|deliver\w*|arriv\w*|ship\w*|track\w*|exchang\w*|replac\w*|broken?|damaged|missing|get me|give me|send me)\b|\d{3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Matter();

    [GeneratedRegex(@"\?\s*$|^\W*(where|when|what|which|who|how|why|can|could|will|would|is|are|do|does|did|i (want|need|would like)|i['’]d like|please|show|tell|list|cancel|return|refund|my orders?)\b|\b(?:(?:want|need|like) to|get me|give me)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Question();
}
