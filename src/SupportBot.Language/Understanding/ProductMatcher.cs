namespace SupportBot.Language.Understanding;

/// <summary>Finds orders by what customers call the things in them: some of the words, plurals and typos included.</summary>
internal static class ProductMatcher
{
    /// <summary>What of a product's name is read; a shop may keep a whole description there.</summary>
    private const int MaxName = 300;

    /// <summary>A shorter part of a word says nothing, and a shorter rest is an ending.</summary>
    private const int MinHalf = 4;
    private const int MinRest = 3;

    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
        { "the", "a", "an", "my", "of", "with", "and", "for", "in", "one", "ones", "pair", "set", "some", "new", "order", "those", "that", "thing" };

    /// <summary>Where a message names a product, and how well: four for each word that is there, three for each that nearly is, two for a part
    /// of one, and one more for the thing itself, which English names last. A weak word counts only beside another one, or pointed at: «my table».</summary>
    /// <returns><c>null</c> when it doesn't.</returns>
    public static ProductFit? Fit(IReadOnlyList<SaidWord> words, string productName)
    {
        var said = words.Select(word => word.Text).ToList();
        var name = ReadName(productName);
        // «Blackout Curtains Navy» are curtains.
        var head = ReadName(WithoutTail(Beginning(productName))).LastOrDefault(word => !Lexicon.English.IsWeak(word) || Lexicon.English.Has("thing", [word]));
        var (score, places, isStrong) = (0, new List<int>(), false);
        for (var i = 0; i < name.Count; i++)
        {
            var (place, fit) = PlaceOf(said, name, i);
            if (place < 0)
                continue;
            score += fit + (name[i] == head ? 1 : 0);
            places.Add(place);
            isStrong |= words[place].IsPointedAt && Lexicon.English.Has("thing", [name[i]]);
            isStrong |= name[i].Length > 2 && !Lexicon.English.IsWeak(name[i]) && !name[i].Any(char.IsDigit);
        }
        return score > 0 && (isStrong || places.Exists(place => places.Contains(place + 1))) ? new ProductFit(score, places) : null;
    }

    /// <summary>Where the message has a word of the name, or its writing as one word with the next («boardgame», «tea pot»).</summary>
    private static (int Place, int Fit) PlaceOf(List<string> said, List<string> name, int i)
    {
        if (said.IndexOf(name[i]) is >= 0 and var exact)
            return (exact, 4);
        for (var at = 0; at < said.Count; at++)
        {
            if ((i + 1 < name.Count && IsJoined(said[at], name[i], name[i + 1])) || (i > 0 && IsJoined(said[at], name[i - 1], name[i]))
                || (at + 1 < said.Count && IsJoined(name[i], said[at], said[at + 1])))
            {
                return (at, 4);
            }
        }
        // «charge» is a word of its own, though a charger is nearly called so.
        return said.FindIndex(word => !Lexicon.English.IsWeak(word) && IsNearly(word, name[i])) is >= 0 and var near ? (near, 3)
            : (said.FindIndex(word => !Lexicon.English.IsWeak(word) && (IsHalfOf(word, name[i]) || IsHalfOf(name[i], word))), 2);
    }

    /// <summary>«phones» and «headphones», «floor» and «flooring».</summary>
    private static bool IsHalfOf(string part, string whole) => part.Length >= MinHalf && part.Length + MinRest <= whole.Length
        && (whole.StartsWith(part, StringComparison.Ordinal) || whole.EndsWith(part, StringComparison.Ordinal));

    /// <summary>What comes after the thing goes: «, set of 4», « (pack of 6)», « 20 cm», « with roof».</summary>
    private static string WithoutTail(string name)
    {
        for (var i = 1; i < name.Length; i++)
        {
            var rest = name.AsSpan(i);
            if (rest[0] == ',' || (rest[0] == ' ' && rest.Length > 1 && (rest[1] == '(' || char.IsDigit(rest[1])
                || rest.StartsWith(" with ", StringComparison.OrdinalIgnoreCase) || rest.StartsWith(" for ", StringComparison.OrdinalIgnoreCase))))
                return name[..i];
        }
        return name;
    }

    /// <summary>What is read of a product's name.</summary>
    public static string Beginning(string productName) => productName.Length <= MaxName ? productName : productName[..MaxName];

    /// <inheritdoc cref="Read"/>
    public static List<string> ReadName(string productName) => Read(Beginning(productName));

    /// <summary>Whether two words, written as one, are that one.</summary>
    public static bool IsJoined(string whole, string first, string second) =>
        whole.Length == first.Length + second.Length && whole.StartsWith(first, StringComparison.Ordinal) && whole.EndsWith(second, StringComparison.Ordinal);

    /// <summary>The words without those that name nothing, lower case and singular.</summary>
    public static List<string> Read(string text) => [.. ReadWithPlaces(text).Select(word => word.Text)];

    /// <inheritdoc cref="Read"/>
    public static List<SaidWord> ReadWithPlaces(string text)
    {
        var words = new List<SaidWord>();
        var isPointedAt = false;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
                at++;
            var word = text[start..at].ToLower(CultureInfo.InvariantCulture);
            if (word.Length == 0)
                at++;
            else if (!Filler.Contains(word))
                words.Add(new SaidWord(Singular(word), start, at - start, isPointedAt));
            if (word.Length > 0)
                isPointedAt = word is "my" or "the" or "that" or "this" or "those" or "these";
        }
        return words;
    }

    private static string Singular(string word) => word switch
    {
        // «hoodie», «hoodies» and «berry», «berries» alike.
        _ when word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.Length > 4 && word.EndsWith("ie", StringComparison.Ordinal) => word[..^2] + "y",
        _ when word.Length > 4 && (word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
            || word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)) => word[..^2],
        "shelves" => "shelf",
        "knives" => "knife",
        "scarves" => "scarf",
        _ when word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    /// <summary>Long enough, and one slip of the keyboard apart, which is seldom in the first letter: «weather» isn't «leather».</summary>
    public static bool IsNearly(string left, string right) => left.Length >= 5 && right.Length >= 5 && left[0] == right[0] && IsOneTypoAway(left, right);

    /// <summary>One letter more, less, other, or two neighbours swapped.</summary>
    private static bool IsOneTypoAway(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1)
            return false;
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
            start++;
        var a = left.AsSpan(start);
        var b = right.AsSpan(start);
        if (a.Length != b.Length)
            return a.Length > b.Length ? a[1..].SequenceEqual(b) : a.SequenceEqual(b[1..]);
        return a.IsEmpty || a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
    }
}

/// <summary>How well words fit a product.</summary>
/// <param name="Places">Which of the words name it.</param>
internal sealed record ProductFit(int Score, IReadOnlyList<int> Places);

/// <summary>A word that was said, and where it stands in the text.</summary>
/// <param name="IsPointedAt">«my», «the» or the like stands before it.</param>
internal sealed record SaidWord(string Text, int Start, int Length, bool IsPointedAt = false);
