using System.Collections.Concurrent;

namespace SupportBot.Language.Runtime;

/// <summary>A model's vocabulary. Callers may be concurrent.</summary>
internal sealed class TokenTable
{
    // Forced texts come from the project's grammars, so there are few; the bound is a net.
    private const int MaxFragments = 10_000;

    private readonly byte[][] _bytes;
    private readonly bool[] _isEnd;
    private readonly Func<string, bool, int[]> _tokenize;
    private readonly ConcurrentDictionary<string, int[]> _fragments = new();
    private readonly Lazy<Dictionary<string, int>> _index;
    private readonly int _longest;

    /// <param name="bytes">The text of each token in UTF-8, perhaps a part of a character; empty for control tokens.</param>
    /// <param name="ends">The tokens that end an answer.</param>
    /// <param name="tokenize">Makes tokens of a text; the flag says whether control tokens are taken from it.</param>
    public TokenTable(byte[][] bytes, IEnumerable<int> ends, Func<string, bool, int[]> tokenize)
    {
        _bytes = bytes;
        _tokenize = tokenize;
        _isEnd = new bool[bytes.Length];
        foreach (var end in ends)
            _isEnd[end] = true;
        _longest = bytes.Max(text => text.Length);
        _index = new(IndexByText);
    }

    public int Count => _bytes.Length;

    public byte[] BytesOf(int token) => _bytes[token];

    public bool IsEnd(int token) => _isEnd[token];

    /// <param name="control">Whether the text may name control tokens: only for texts of ours, never for customers'.</param>
    public int[] Tokenize(string text, bool control) => _tokenize(text, control);

    /// <summary>Tokens of a text that continues another, without the space that tokenizers put before a beginning.</summary>
    public int[] Continue(ReadOnlySpan<byte> text)
    {
        var key = Encoding.Latin1.GetString(text);
        if (_fragments.TryGetValue(key, out var known))
            return known;
        var tokens = TokenizeAfterNewline(text) ?? LongestPieces(text);
        if (_fragments.Count < MaxFragments)
            _fragments.TryAdd(key, tokens);
        return tokens;
    }

    /// <returns><c>null</c> when the tokens of a line break and of the text after it can't be told apart.</returns>
    private int[]? TokenizeAfterNewline(ReadOnlySpan<byte> text)
    {
        var before = _tokenize("\n", false);
        var both = _tokenize("\n" + Encoding.UTF8.GetString(text), false);
        if (!both.AsSpan().StartsWith(before))
            return null;
        var after = both[before.Length..];
        return text.SequenceEqual(after.SelectMany(token => _bytes[token]).ToArray()) ? after : null;
    }

    private int[] LongestPieces(ReadOnlySpan<byte> text)
    {
        var tokens = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(_longest, text.Length - at);
            int token;
            while (!_index.Value.TryGetValue(Encoding.Latin1.GetString(text.Slice(at, length)), out token))
            {
                if (--length == 0)
                    throw new InvalidOperationException($"The model's vocabulary can't write the byte {text[at]}.");
            }

            tokens.Add(token);
            at += length;
        }

        return [.. tokens];
    }

    /// <summary>Of tokens with the same text the first counts.</summary>
    private Dictionary<string, int> IndexByText() => _bytes.Index().Where(token => token.Item.Length > 0)
        .Select(token => (Text: Encoding.Latin1.GetString(token.Item), token.Index)).DistinctBy(token => token.Text).ToDictionary();
}
