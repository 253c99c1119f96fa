using System.Globalization;
using System.Text;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversation;

/// <summary>Finds orders by what customers call the things in them: some of the words, plurals and typos included.</summary>
internal static class ProductMatcher
{
    /// <summary>What of a product's name is read; a shop may keep a whole description there.</summary>
    private const int MaxName = 300;

    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
        { "the", "a", "an", "my", "of", "with", "and", "for", "in", "one", "ones", "pair", "set", "some", "new", "order", "those", "that", "thing" };

    /// <returns>The orders with the line that fits best, if it has at least half of the words. When the database records no items at all, every
    /// order may be meant.</returns>
    public static List<Order> Matches(List<Order> orders, string value)
    {
        if (orders.TrueForAll(order => order.Items is null))
            return orders;

        var wanted = Read(value);
        if (wanted.Count == 0)
            return [];
        var fits = orders.ConvertAll(order => (Order: order, Fit: (order.Items ?? []).Select(item => Fit(wanted, item.ProductName)).DefaultIfEmpty().Max()));
        var best = fits.Max(fit => fit.Fit);
        return best < wanted.Count ? [] : fits.FindAll(fit => fit.Fit == best).ConvertAll(fit => fit.Order);
    }

    /// <summary>Two for each word that is there, one for each that nearly is.</summary>
    private static int Fit(List<string> wanted, string productName)
    {
        var words = ReadName(productName);
        return wanted.Sum(word => words.Contains(word) ? 2 : words.Exists(other => Alike(word, other)) ? 1 : 0);
    }

    /// <summary>What is read of a product's name.</summary>
    public static string Beginning(string productName) => productName.Length <= MaxName ? productName : productName[..MaxName];

    /// <inheritdoc cref="Read"/>
    public static List<string> ReadName(string productName) => Read(Beginning(productName));

    /// <summary>Whether two words, written as one, are that one.</summary>
    public static bool IsJoined(string whole, string first, string second) =>
        whole.Length == first.Length + second.Length && whole.StartsWith(first, StringComparison.Ordinal) && whole.EndsWith(second, StringComparison.Ordinal);

    /// <summary>The words without those that name nothing, lower case and singular.</summary>
    public static List<string> Read(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text.ToLower(CultureInfo.InvariantCulture) + ' ')
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                if (!Filler.Contains(word.ToString()))
                    words.Add(Singular(word.ToString()));
                word.Clear();
            }
        }
        return words;
    }

    private static string Singular(string word) => word switch
    {
        _ when word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.Length > 4 && (word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
            || word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)) => word[..^2],
        _ when word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };

    private static bool Alike(string left, string right) => IsNearly(left, right) || IsHalfOf(left, right) || IsHalfOf(right, left);

    /// <summary>Long enough, and one slip of the keyboard apart.</summary>
    public static bool IsNearly(string left, string right) => left.Length >= 5 && right.Length >= 5 && IsOneTypoAway(left, right);

    // «back pack» and «backpack», «phones» and «headphones».
    private static bool IsHalfOf(string part, string whole) =>
        part.Length >= 4 && (whole.StartsWith(part, StringComparison.Ordinal) || whole.EndsWith(part, StringComparison.Ordinal));

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
