using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Looks for values or choices in an utterance. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.Find</c>.</summary>
public static class Find
{
    private const int DefaultMaxTokenDistance = 2;

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<string> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return FindChoices(utterance, choices.Select(value => new Choice(value)).ToList(), options);
    }

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions options = null)
    {
        if (string.IsNullOrEmpty(utterance))
        {
            throw new ArgumentNullException(nameof(utterance));
        }

        ArgumentNullException.ThrowIfNull(choices);

        var names = new List<SortedValue>();
        for (var index = 0; index < choices.Count; index++)
        {
            foreach (var name in NamesOf(choices[index], options))
            {
                names.Add(new SortedValue { Value = name, Index = index });
            }
        }

        return FindValues(utterance, names, options).Select(found => new ModelResult<FoundChoice>
        {
            Start = found.Start,
            End = found.End,
            TypeName = "choice",
            Text = found.Text,
            Resolution = new FoundChoice
            {
                Value = choices[found.Resolution.Index].Value,
                Index = found.Resolution.Index,
                Score = found.Resolution.Score,
                Synonym = found.Resolution.Value,
            },
        }).ToList();
    }

    public static List<ModelResult<FoundValue>> FindValues(string utterance, List<SortedValue> values, FindValuesOptions options = null)
    {
        options ??= new FindValuesOptions();
        var tokenizer = options.Tokenizer ?? Tokenizer.DefaultTokenizer;
        var tokens = tokenizer(utterance, options.Locale);

        // The longest value first, so that «bread pudding» wins over «bread».
        var matches = new List<ModelResult<FoundValue>>();
        foreach (var value in values.OrderByDescending(value => value.Value.Length))
        {
            var wanted = tokenizer(value.Value.Trim(), options.Locale);
            for (var start = 0; start < tokens.Count && Match(tokens, wanted, value, start, options) is { } match; start = match.End + 1)
            {
                matches.Add(match);
            }
        }

        return WithoutOverlaps(utterance, tokens, matches.OrderByDescending(match => match.Resolution.Score));
    }

    private static IEnumerable<string> NamesOf(Choice choice, FindChoicesOptions options)
    {
        if (options is not { NoValue: true } && choice.Value != null)
        {
            yield return choice.Value;
        }

        if (options is not { NoAction: true } && choice.Action?.Title != null)
        {
            yield return choice.Action.Title;
        }

        foreach (var synonym in choice.Synonyms ?? [])
        {
            yield return synonym;
        }
    }

    // Start and end of the result count tokens. The words of the value must come in order, few others between them.
    private static ModelResult<FoundValue> Match(List<Token> tokens, List<Token> wanted, SortedValue value, int from, FindValuesOptions options)
    {
        var maxDistance = options.MaxTokenDistance ?? DefaultMaxTokenDistance;
        var (matched, deviation, start, end) = (0, 0, -1, -1);

        foreach (var word in wanted)
        {
            var position = tokens.FindIndex(from, token => token.Normalized == word.Normalized);
            var distance = matched > 0 ? position - from : 0;
            if (position < 0 || distance > maxDistance)
            {
                continue;
            }

            matched++;
            deviation += distance;
            from = position + 1;
            start = start < 0 ? position : start;
            end = position;
        }

        if (matched == 0 || (matched != wanted.Count && !options.AllowPartialMatches))
        {
            return null;
        }

        // Whole numbers on purpose: as with the official package, all but a perfect match scores 0.
        var completeness = matched / wanted.Count;
        var accuracy = matched / (matched + deviation);

        return new ModelResult<FoundValue>
        {
            Start = start,
            End = end,
            TypeName = "value",
            Resolution = new FoundValue { Value = value.Value, Index = value.Index, Score = completeness * accuracy },
        };
    }

    private static List<ModelResult<FoundValue>> WithoutOverlaps(string utterance, List<Token> tokens, IEnumerable<ModelResult<FoundValue>> matches)
    {
        var results = new List<ModelResult<FoundValue>>();
        var foundIndexes = new HashSet<int>();
        var usedTokens = new HashSet<int>();

        foreach (var match in matches)
        {
            var span = Enumerable.Range(match.Start, match.End - match.Start + 1).ToList();
            if (foundIndexes.Contains(match.Resolution.Index) || span.Exists(usedTokens.Contains))
            {
                continue;
            }

            foundIndexes.Add(match.Resolution.Index);
            usedTokens.UnionWith(span);

            match.Start = tokens[match.Start].Start;
            match.End = tokens[match.End].End;
            match.Text = utterance.Substring(match.Start, match.End + 1 - match.Start);
            results.Add(match);
        }

        return results.OrderBy(result => result.Start).ToList();
    }
}
