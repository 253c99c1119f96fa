namespace SupportBot.Language.Understanding;

/// <summary>Writes out contractions and chat spelling, and puts typos in the words of the trade right.</summary>
internal static class Spelling
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["u"] = "you", ["ur"] = "your", ["r"] = "are", ["y"] = "why", ["plz"] = "please", ["pls"] = "please", ["plse"] = "please", ["w/"] = "with",
        ["wat"] = "what", ["wut"] = "what", ["wats"] = "what is", ["whats"] = "what is", ["wheres"] = "where is", ["whens"] = "when is", ["whos"] = "who is",
        ["hows"] = "how is",
        ["theres"] = "there is", ["thats"] = "that is", ["im"] = "i am", ["ive"] = "i have", ["id"] = "id", ["ill"] = "i will",
        ["dont"] = "do not", ["doesnt"] = "does not", ["didnt"] = "did not", ["hasnt"] = "has not", ["havent"] = "have not", ["hadnt"] = "had not",
        ["isnt"] = "is not", ["arent"] = "are not", ["wasnt"] = "was not", ["wont"] = "will not", ["cant"] = "can not", ["cannot"] = "can not",
        ["couldnt"] = "could not",
        ["can't"] = "can not", ["won't"] = "will not", ["let's"] = "let us", ["gimme"] = "give me", ["lemme"] = "let me", ["wanna"] = "want to",
        ["gonna"] = "going to", ["gotta"] = "have to",
        ["thx"] = "thanks", ["thank"] = "thanks", ["ty"] = "thanks", ["cheers"] = "thanks", ["asap"] = "asap", ["pkg"] = "package", ["nr"] = "number",
        ["num"] = "number", ["tmrw"] = "tomorrow",
        ["color"] = "colour", ["canceled"] = "cancelled", ["rcvd"] = "received", ["recieved"] = "received", ["recieve"] = "receive",
        ["wher"] = "where", ["wehre"] = "where", ["were's"] = "where is", ["wen"] = "when", ["whn"] = "when", ["carys"] = "carries", ["carrys"] = "carries",
        ["adress"] = "address", ["addres"] = "address", ["cancle"] = "cancel", ["cancell"] = "cancel", ["ordr"] = "order", ["lst"] = "last",
        ["orderd"] = "ordered", ["oder"] = "order", ["orer"] = "order", ["odrer"] = "order",
        ["cancelation"] = "cancellation", ["cancelations"] = "cancellations", ["canceling"] = "cancelling", ["prev"] = "previous", ["hv"] = "have",
        ["abt"] = "about", ["yday"] = "yesterday", ["delievery"] = "delivery", ["dilivery"] = "delivery", ["parcle"] = "parcel", ["pacakge"] = "package",
    };

    /// <summary>Words of the trade that a typo is put right to.</summary>
    private static readonly string[] Trade =
    [
        "order", "orders", "ordered", "package", "packages", "parcel", "parcels", "purchase", "purchased", "delivery", "deliver", "delivered", "shipment", "shipping", "shipped",
        "cancel", "cancelled", "return", "returned", "refund", "refunded", "number", "policy", "exchange", "replace", "replacement", "status", "tracking",
        "track", "address", "payment", "invoice", "invoiced",
        "receive", "received", "arrive", "arrived", "carrier", "courier", "carries", "damaged", "broken", "missing", "complaint", "complain", "human", "agent",
        "manager", "representative", "person", "coming", "latest", "recent",
        "previous", "second", "third", "yesterday", "charged", "charge", "change", "changed", "item", "items", "total", "where", "please", "problem", "wrong",
        "update", "pending", "processing",
        "january", "february", "march", "april", "august", "september", "october", "november", "december",
    ];

    private static readonly HashSet<string> TradeSet = new(Trade, StringComparer.Ordinal);

    /// <summary>Right as they are, though a letter away from a word of the trade.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "older", "border", "cancer", "cancels", "shopping", "shopped", "skipped", "slipped", "chipped", "whipped", "flipped", "broker", "truck", "trick", "crack", "tracks", "tracked", "delivers",
        "returns", "refunds", "replaced", "replaces", "arrives", "receives", "there", "were", "here", "agents", "managers", "manage", "managed", "persons",
        "personal", "humans", "changes", "charges", "charger",
        "dressed", "marsh", "match", "purchases", "payments", "invoices", "problems", "updated", "updates", "updater", "seconds", "lates", "decent", "resent",
        "reset", "stats", "statue", "ending", "sending", "spending", "bending",
        "kissing", "messing", "lending", "totals", "exchanged", "complains", "complained", "complaints", "packaged", "addressed", "damages", "damage",
        "human's", "record", "offer", "others", "other", "reorder", "pleased", "pleases",
        "strong", "wring", "numbers", "numbed", "polity", "police", "thirds", "april's", "racking", "cracking", "trucking", "stacking", "packing", "chance",
        "orange", "change's", "item's", "times", "carried", "married", "becoming", "cooking", "combing", "turn", "repeat", "replay",
        "preset", "recant", "regent", "latent", "vending", "shipper", "refine", "refined", "refuel", "refuse", "refused", "depart", "rotal", "local", "tonal",
        "invoicing", "orderly", "orderer", "parce", "recede",
    };

    public static string Expand(string word)
    {
        if (Known.TryGetValue(word, out var known))
            return known;
        var quote = word.IndexOf('\'', StringComparison.Ordinal);
        if (quote > 0)
        {
            var (stem, rest) = (Expand(word[..quote]), word[(quote + 1)..]);
            return rest switch
            {
                "t" when stem.EndsWith('n') => stem[..^1] + " not",
                "re" => stem + " are",
                "ve" => stem + " have",
                "ll" => stem + " will",
                "d" => stem + " would",
                "m" => stem + " am",
                "s" when stem is "what" or "where" or "when" or "who" or "how" or "it" or "that" or "there" or "here" or "he" or "she" => stem + " is",
                // A possessive: «today's order» is read as «today order».
                "s" => stem,
                _ => word,
            };
        }
        if (word.Length < 5 || TradeSet.Contains(word) || Others.Contains(word) || !word.All(char.IsAsciiLetter))
            return word;
        return Array.Find(Trade, trade => IsTypoOf(word, trade)) ?? word;
    }

    /// <summary>Same first letter, and one letter more, less, other or swapped with its neighbour.</summary>
    private static bool IsTypoOf(string word, string right)
    {
        if (word[0] != right[0] || Math.Abs(word.Length - right.Length) > 1)
            return false;
        var start = 0;
        while (start < word.Length && start < right.Length && word[start] == right[start])
            start++;
        var (a, b) = (word[start..], right[start..]);
        if (a.Length != b.Length)
            return a.Length > b.Length ? a[1..] == b : a == b[1..];
        return (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
            || (right.Length > 5 && a.Length > 0 && a[1..] == b[1..]);
    }
}
