namespace SupportBot.Core.Faq;

/// <summary>Takes a word that no page has for one that some page has, a slip of the finger away.</summary>
internal static class FaqTypos
{
    /// <summary>Shorter words are too often another word.</summary>
    private const int Shortest = 5;

    /// <returns>The word that was meant, or <c>null</c> where none is near, or several are.</returns>
    public static string? Mend(string word, IEnumerable<string> vocabulary)
    {
        if (word.Length < Shortest || !word.All(char.IsLetter))
            return null;
        var near = vocabulary.Where(known => IsSlipOf(word, known)).Select(FaqTokenizer.Common).Distinct().Take(2).ToList();
        return near is [var only] ? only : null;
    }

    /// <summary>The same first letter, and one letter more or less, or two neighbours swapped; in long words also one letter other.</summary>
    private static bool IsSlipOf(string word, string known)
    {
        if (word[0] != known[0] || known.Length < Shortest || Math.Abs(word.Length - known.Length) > 1)
            return false;
        var start = 0;
        while (start < word.Length && start < known.Length && word[start] == known[start])
            start++;
        var a = word.AsSpan(start);
        var b = known.AsSpan(start);
        if (a.Length != b.Length)
            return a.Length > b.Length ? a[1..].SequenceEqual(b) : a.SequenceEqual(b[1..]);
        return (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]))
            || (known.Length > 6 && a.Length > 0 && a[1..].SequenceEqual(b[1..]));
    }
}
