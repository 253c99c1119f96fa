using System.Collections.Frozen;

namespace SupportBot.Core.Faq;

/// <summary>The help pages in a full-text index of SQLite (FTS5), made when this is created. Only its statements are SQLite's: the words
/// and the judgement are the same over another index.</summary>
public sealed class Fts5Faq : IFaq, IDisposable
{
    private const string Ddl = "CREATE VIRTUAL TABLE passages USING fts5(words, tokenize = 'porter unicode61 remove_diacritics 2')";

    /// <summary>The passages looked at for one message.</summary>
    private const int MaxRanked = 50;

    private readonly IReadOnlyList<FaqSection> _sections;
    private readonly FaqJudge _judge;
    private readonly FrozenSet<string> _vocabulary;
    private readonly DbConnection _connection;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="source">An empty SQLite database, in memory or temporary; its one connection lives as long as this.</param>
    public Fts5Faq(DbDataSource source, IReadOnlyList<FaqSection> sections)
    {
        _sections = sections;
        var passages = FaqPassage.Of(sections);
        _judge = new FaqJudge(passages);
        _vocabulary = passages.SelectMany(passage => passage.Words).Concat(FaqTokenizer.Known).ToFrozenSet(StringComparer.Ordinal);
        _connection = source.OpenConnection();
        Fill(passages);
    }

    public async Task<FaqSection?> FindAsync(string message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var words = FaqTokenizer.Read(message).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count is 0 or > FaqJudge.MaxTerms || _sections.Count == 0)
            return null;

        // One connection: a search takes less than a millisecond, and an in-memory database lives in its connection.
        await _turn.WaitAsync(ct);
        try
        {
            var terms = new List<FaqTerm>();
            foreach (var word in words)
            {
                if (await TermAsync(word, ct) is { } term)
                    terms.Add(term);
            }
            if (terms.Count == 0)
                return null;
            var ranks = await SearchAsync(string.Join(" OR ", terms.Select(term => Quoted(term.Word))), MaxRanked, ct);
            return _judge.Decide(terms, ranks) is { } section ? _sections[section] : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _turn.Dispose();
    }

    /// <returns><c>null</c> for a mistyped word that says nothing about the topic.</returns>
    private async Task<FaqTerm?> TermAsync(string word, CancellationToken ct)
    {
        var passages = await SearchAsync(Quoted(word), int.MaxValue, ct);
        if (passages.Count > 0)
            return new FaqTerm(word, false, passages.ToHashSet());
        if (FaqTypos.Mend(word, _vocabulary) is not { } meant)
            return FaqTokenizer.IsFiller(word) ? null : new FaqTerm(word, false, passages.ToHashSet());

        meant = FaqTokenizer.Common(meant);
        return new FaqTerm(meant, true, (await SearchAsync(Quoted(meant), int.MaxValue, ct)).ToHashSet());
    }

    /// <returns>Ids of the passages that match, the best by BM25 first.</returns>
    private async Task<IReadOnlyList<int>> SearchAsync(string expression, int most, CancellationToken ct) =>
        await _connection.Command(
            "SELECT rowid FROM passages WHERE passages MATCH @expression ORDER BY bm25(passages), rowid LIMIT @most",
            ("@expression", expression), ("@most", most)).ListAsync(row => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), ct);

    // Words are letters and digits only, so that nothing in them can end the string or be an operator.
    private static string Quoted(string word) => $"\"{word}\"";

    private void Fill(IReadOnlyList<FaqPassage> passages)
    {
        using var transaction = _connection.BeginTransaction();
        transaction.Command(Ddl).Run();
        foreach (var (id, passage) in passages.Index())
            transaction.Command("INSERT INTO passages (rowid, words) VALUES (@id, @words)", ("@id", id), ("@words", string.Join(' ', passage.Words))).Run();
        transaction.Commit();
    }
}
