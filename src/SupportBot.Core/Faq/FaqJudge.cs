namespace SupportBot.Core.Faq;

/// <summary>Decides whether a section answers a message, from what a full-text search found: the share of the message's words that the
/// section has counts, each by its rarity in the pages; a word in a question counts more than one in an answer.</summary>
internal sealed class FaqJudge(IReadOnlyList<FaqPassage> passages)
{
    /// <summary>Messages of more words tell a story; a help page is no answer to that.</summary>
    public const int MaxTerms = 24;

    /// <summary>The share of a message that a section must have. Found on the labelled messages of the sample pages.</summary>
    private const double Enough = 0.62;

    private const double InPageTitle = 0.9;
    private const double InAnotherWording = 0.85;
    private const double InAnswer = 0.6;
    private const double Mistyped = 0.85;

    /// <summary>How much of a section's score depends on the share of its question that the message has.</summary>
    private const double Likeness = 0.25;

    private readonly int _sections = passages.Select(passage => passage.Section).Distinct().Count();

    /// <param name="terms">The words of the message, each with the passages that have it.</param>
    /// <param name="ranks">Passages that have any of the words, the best by BM25 first.</param>
    /// <returns>The section's place in the list, or <c>null</c> where none has enough of the message.</returns>
    public int? Decide(IReadOnlyList<FaqTerm> terms, IReadOnlyList<int> ranks)
    {
        var best = ranks.Select(passage => passages[passage].Section).Distinct()
            .Select(section => (Section: section, Score: Score(terms, section)))
            // A stable sort: of equals, the one that BM25 puts first.
            .OrderByDescending(scored => scored.Score)
            .FirstOrDefault();
        return best.Score >= Enough ? best.Section : null;
    }

    internal double Score(IReadOnlyList<FaqTerm> terms, int section)
    {
        var weights = terms.Select(Weight).ToList();
        var own = Enumerable.Range(0, passages.Count).Where(passage => passages[passage].Section == section).ToList();
        if (!IsAbout(terms, own))
            return 0;
        return own.Where(passage => passages[passage].Part == FaqPart.Question)
            .Select(question => Score(terms, weights, question, own)).DefaultIfEmpty().Max();
    }

    private double Score(IReadOnlyList<FaqTerm> terms, List<double> weights, int question, List<int> own)
    {
        var (had, all) = (0.0, 0.0);
        for (var i = 0; i < terms.Count; i++)
        {
            var match = Match(terms[i], question, own);
            had += weights[i] * match;
            all += weights[i] * (match > 0 ? 1 : FaqTokenizer.Astray(terms[i].Word));
        }

        var asked = terms.Count(term => term.Passages.Contains(question));
        var share = had / all;
        var likeness = Math.Min(1, (double)asked / passages[question].Words.Distinct().Count());
        return share * (1 - Likeness + (Likeness * likeness));
    }

    /// <summary>A word that names a topic stands in a question or in the page's title; or in the answer, and the question
    /// has another word of the message.</summary>
    private bool IsAbout(IReadOnlyList<FaqTerm> terms, List<int> own)
    {
        var asked = terms.Where(term => own.Exists(passage => passages[passage].Part != FaqPart.Answer && term.Passages.Contains(passage))).ToList();
        return asked.Exists(term => term.NamesTopic) || (asked.Count > 0 && terms.Any(term => term.NamesTopic && own.Exists(term.Passages.Contains)));
    }

    private double Match(FaqTerm term, int question, List<int> own)
    {
        var match = term.Passages.Contains(question) ? 1
            : own.Where(term.Passages.Contains).Select(passage => passages[passage].Part switch
            {
                FaqPart.Page => InPageTitle,
                FaqPart.Question => InAnotherWording,
                _ => InAnswer,
            }).DefaultIfEmpty().Max();
        return term.IsGuess ? match * Mistyped : match;
    }

    /// <summary>From 1 for a word that all sections have to 2 for one that none has.</summary>
    private double Weight(FaqTerm term)
    {
        var having = term.Passages.Select(passage => passages[passage].Section).Distinct().Count();
        var rarity = Math.Log((_sections + 1) / (having + 0.5)) / Math.Log((_sections + 1) / 0.5);
        return (1 + rarity) * FaqTokenizer.Say(term.Word);
    }
}

/// <summary>A word of a message.</summary>
/// <param name="IsGuess">Whether it is what a mistyped word was taken for.</param>
/// <param name="Passages">Ids of the passages that have it.</param>
internal sealed record FaqTerm(string Word, bool IsGuess, IReadOnlySet<int> Passages)
{
    /// <summary>Whether it can tell by itself what a message is about.</summary>
    public bool NamesTopic => FaqTokenizer.Say(Word) >= 1;
}
