using System.Text.RegularExpressions;

namespace SupportBot.Benchmarks.RandomModels;

/// <summary>A vocabulary for llama.cpp's «llama» tokenizer: control tokens, the 256 bytes, and pieces that English and our
/// answers are made of.</summary>
internal static partial class RandomVocabulary
{
    public const int Unknown = 0;
    public const int Beginning = 1;
    public const int End = 2;
    public const int EndOfTurn = 6;

    private static readonly string[] Control = ["<unk>", "<s>", "</s>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>"];

    /// <summary>A vocabulary from this size on has a token for almost every word, as those of large models do.</summary>
    private const int Large = 32_000;

    private static readonly string[] Words =
        ("the and you your order is was has been on it to of in for a have i my when where what how not can please we with that this at by are from will " +
        "status shipping delivery payment items total address tracking shipped delivered bought paid refund parcel number date").Split(' ');

    /// <summary>Kinds with their numbers in GGUF.</summary>
    public enum TokenKind
    {
        Normal = 1,
        Unknown = 2,
        Control = 3,
        Byte = 6,
    }

    /// <param name="count">How many tokens.</param>
    /// <param name="texts">What a large vocabulary has whole words for.</param>
    public static IReadOnlyList<(string Text, float Score, TokenKind Kind)> Make(int count, IEnumerable<string> texts)
    {
        var words = count < Large ? Words : [.. Words, .. texts.SelectMany(text => Word().Matches(text)).Select(match => match.Value).Distinct()];
        var tokens = new List<(string Text, float Score, TokenKind Kind)>();
        tokens.AddRange(Control.Select((text, i) => (text, 0f, i == Unknown ? TokenKind.Unknown : TokenKind.Control)));
        tokens.AddRange(Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, TokenKind.Byte)));
        var normal = 0;
        foreach (var piece in Pieces(words).Distinct().Take(count - tokens.Count))
            tokens.Add((piece, -++normal, TokenKind.Normal));
        while (tokens.Count < count)
            tokens.Add(($"▁zq{tokens.Count}", -++normal, TokenKind.Normal));
        return tokens;
    }

    private static IEnumerable<string> Pieces(IReadOnlyCollection<string> words)
    {
        foreach (var value in Enumerable.Range('!', '~' - '!' + 1).Append('▁'))
            yield return ((char)value).ToString();
        for (var first = 'a'; first <= 'z'; first++)
        {
            yield return "▁" + first;
            foreach (var second in "aeiourstnl")
                yield return $"{first}{second}";
        }

        // Each word by its beginnings, as a tokenizer that merges pairs needs them.
        foreach (var word in words.Concat(words.Select(word => "▁" + word)).Concat(["ORDER", "INFO", "HELP", "OUT", "SCOPE"]))
        {
            for (var length = 2; length <= word.Length; length++)
                yield return word[..length];
        }
    }

    [GeneratedRegex("[A-Za-z]+|[a-z]+_[a-z]+")]
    private static partial Regex Word();
}
