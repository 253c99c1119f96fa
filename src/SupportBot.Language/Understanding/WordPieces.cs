namespace SupportBot.Language.Understanding;

/// <summary>BERT's WordPiece (https://arxiv.org/abs/1810.04805): the longest piece first; a word of which a part is unknown is unknown.</summary>
internal sealed class WordPieces
{
    private const int MaxLetters = 40;

    private readonly Dictionary<string, int> _begins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _continues = new(StringComparer.Ordinal);
    private readonly int _unknown;

    /// <param name="vocabulary">The pieces in the order of their ids; «##» before those that go on a word.</param>
    public WordPieces(IEnumerable<string> vocabulary)
    {
        foreach (var (id, piece) in vocabulary.Index())
        {
            if (piece.StartsWith("##", StringComparison.Ordinal))
                _continues[piece[2..]] = id;
            else
                _begins[piece] = id;
        }
        (Begin, End, _unknown) = (_begins["[CLS]"], _begins["[SEP]"], _begins["[UNK]"]);
    }

    /// <summary>The piece before everything.</summary>
    public int Begin { get; }

    /// <summary>The piece after a part.</summary>
    public int End { get; }

    public IReadOnlyList<int> Of(string word)
    {
        if (_begins.TryGetValue(word, out var whole))
            return [whole];
        if (word.Length > MaxLetters)
            return [_unknown];
        var pieces = new List<int>();
        for (var at = 0; at < word.Length;)
        {
            var end = word.Length;
            int id;
            while (!(at == 0 ? _begins : _continues).TryGetValue(word[at..end], out id))
            {
                if (--end == at)
                    return [_unknown];
            }
            pieces.Add(id);
            at = end;
        }
        return pieces;
    }
}
