using System.Text.RegularExpressions;

namespace SupportBot.Eval.Baselines;

/// <summary>Texts as weights of their n-grams: one and two words, and two to five characters within words. A weight is the
/// damped count times how rare the n-gram is; each text has length 1.</summary>
internal sealed partial class TfIdf
{
    private const int ShortestGram = 2;
    private const int LongestGram = 5;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<double> _rarity = [];

    /// <summary>Learns which n-grams there are.</summary>
    /// <param name="leastTexts">N-grams in fewer texts are left out.</param>
    public TfIdf(IReadOnlyCollection<string> texts, int leastTexts = 2)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var gram in texts.SelectMany(text => Grams(text).Distinct(StringComparer.Ordinal)))
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        foreach (var (gram, count) in counts.Where(pair => pair.Value >= leastTexts).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _index[gram] = _rarity.Count;
            _rarity.Add(Math.Log((1.0 + texts.Count) / (1.0 + count)) + 1);
        }
    }

    /// <summary>How many n-grams there are.</summary>
    public int Count => _rarity.Count;

    public SparseText Weigh(string text)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var gram in Grams(text))
        {
            if (_index.TryGetValue(gram, out var at))
                counts[at] = counts.GetValueOrDefault(at) + 1;
        }

        var weights = counts.Select(count => (1 + Math.Log(count.Value)) * _rarity[count.Key]).ToArray();
        var length = Math.Sqrt(weights.Sum(weight => weight * weight));
        return new SparseText([.. counts.Keys], length == 0 ? weights : Array.ConvertAll(weights, weight => weight / length));
    }

    internal static IEnumerable<string> Grams(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant().Normalize(NormalizationForm.FormKC)).Select(match => match.Value).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            // A space tells a word from the characters within one.
            yield return " " + words[i];
            if (i > 0)
                yield return $" {words[i - 1]} {words[i]}";
            var padded = $"_{words[i]}_";
            for (var length = ShortestGram; length <= LongestGram && length <= padded.Length; length++)
            {
                for (var at = 0; at + length <= padded.Length; at++)
                    yield return padded.Substring(at, length);
            }
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}']+|[?!#$€£]")]
    private static partial Regex Word();
}

/// <summary>The features of a text that aren't zero.</summary>
internal sealed record SparseText(int[] Features, double[] Weights);
