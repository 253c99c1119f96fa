using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Sets;

/// <summary>Whole conversations, with patterns that each reply must and must not hold.</summary>
internal static partial class ConversationSet
{
    public const string Name = "conversations";

    /// <summary>How long a pattern may look at a reply; patterns are written by others, and some never end.</summary>
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    /// <summary>The day after the sample shop's books were closed: when a conversation takes place that names no time.</summary>
    internal static readonly DateTimeOffset DefaultNow = new(2026, 10, 21, 12, 0, 0, TimeSpan.Zero);

    public static LinesRead<ConversationRow> Read(string file) => JsonLines.Read(file, ReadRow);

    internal static ConversationRow ReadRow(JsonElement row, int line)
    {
        var turns = List(row, "turns").Select((turn, index) => ReadTurn(turn, index + 1)).ToList();
        if (turns.Count == 0)
            throw new FormatException("it has no \"turns\"");
        return new ConversationRow(line, row.Text("id"), row.Text("customer"), row.InstantOrNull("as_of"), turns)
        {
            Origin = row.TextOrNull("origin"),
            Lang = row.TextOrNull("lang"),
        };
    }

    public static async Task MeasureAsync(
        IReadOnlyList<ConversationRow> rows, IEvaluatedBot bot, Results results, IProgress<Step> progress, CancellationToken ct)
    {
        var scored = new List<(ConversationRow Row, int Right)>();
        foreach (var row in rows)
        {
            var turns = await bot.TalkAsync(row.Customer, [.. row.Turns.Select(turn => turn.Text)], row.AsOf ?? DefaultNow, ct);
            var wrongs = row.Turns.Zip(turns, Judge).ToList();
            foreach (var (index, wrong) in wrongs.Index().Where(judged => judged.Item is not null))
            {
                var said = string.Join(" ⏎ ", row.Turns.Take(index + 1).Select(turn => turn.Text));
                results.Add(new Wrong(Name, row.Line, row.Origin, said, row.Turns[index].Expected, $"{row.Id}, turn {index + 1}: {wrong}", turns[index].Text));
            }

            scored.Add((row, wrongs.Count(wrong => wrong is null)));
            progress.Report(new Step(Name, scored.Count, rows.Count));
        }

        results.Add(scored, score => score.Row.Origin, Figures, score => score.Row.Lang);
    }

    /// <returns><c>null</c> when the reply is as expected, else what is wrong with it.</returns>
    internal static string? Judge(ConversationTurn expected, BotTurn turn)
    {
        if (turn.SaysTrouble)
            return "the turn failed";
        // Dates and times of some cultures have spaces that no keyboard has.
        var reply = AnySpace().Replace($"{turn.Text}\n{turn.OnCards}".Replace("\u200B", "", StringComparison.Ordinal), " ");
        try
        {
            if (expected.Must.FirstOrDefault(group => !group.Any(pattern => pattern.IsMatch(reply))) is { } missed)
                return $"the reply has nothing of {OneOf(missed)}";
            return expected.MustNot.FirstOrDefault(pattern => pattern.IsMatch(reply)) is { } forbidding
                ? $"the reply has «{forbidding.Match(reply).Value}», which «{forbidding}» forbids"
                : null;
        }
        catch (RegexMatchTimeoutException error)
        {
            return $"the pattern «{error.Pattern}» takes more than {error.MatchTimeout.TotalSeconds:0.#} s on this reply";
        }
    }

    internal static string OneOf(IEnumerable<Regex> group) => string.Join(" or ", group.Select(pattern => $"«{pattern}»"));

    private static IEnumerable<(string Key, double Value)> Figures(IReadOnlyList<(ConversationRow Row, int Right)> scored)
    {
        var turns = scored.Sum(score => score.Row.Turns.Count);
        yield return ("conversations", scored.Count);
        yield return ("turns", turns);
        yield return ("turns_right", scored.Sum(score => score.Right) / (double)Math.Max(1, turns));
        yield return ("conversations_right", scored.Count(score => score.Right == score.Row.Turns.Count) / (double)Math.Max(1, scored.Count));
    }

    private static ConversationTurn ReadTurn(JsonElement turn, int number)
    {
        try
        {
            if (turn.ValueKind != JsonValueKind.Object)
                throw new FormatException("it is no JSON object");
            return new ConversationTurn(
                turn.Text("text"),
                [.. List(turn, "must").Select((group, index) => Group(group, index + 1))],
                [.. List(turn, "must_not").Select(pattern => Pattern(pattern, "\"must_not\""))]);
        }
        catch (FormatException error)
        {
            throw new FormatException($"turn {number}: {error.Message}", error);
        }
    }

    private static Regex[] Group(JsonElement group, int number)
    {
        var where = $"group {number} of \"must\"";
        Regex[] patterns = [.. Entries(group, where).Select(pattern => Pattern(pattern, where))];
        return patterns.Length > 0 ? patterns : throw new FormatException($"{where} is empty, so that nothing can hit it");
    }

    private static Regex Pattern(JsonElement pattern, string where)
    {
        if (pattern.ValueKind != JsonValueKind.String)
            throw new FormatException($"{where} has a pattern that is no text");
        try
        {
            return new Regex(pattern.GetString()!, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatternLimit);
        }
        catch (RegexParseException error)
        {
            // The message names the pattern and the place in it.
            throw new FormatException($"{where} has no regular expression: {error.Message}", error);
        }
    }

    /// <summary>The entries of a list; none where the row doesn't have it.</summary>
    private static List<JsonElement> List(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? Entries(value, $"\"{field}\"") : [];

    private static List<JsonElement> Entries(JsonElement list, string where) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : throw new FormatException($"{where} is no list");

    [GeneratedRegex(@"\p{Zs}")]
    private static partial Regex AnySpace();
}

/// <param name="AsOf">When it takes place; <c>null</c> for <see cref="ConversationSet.DefaultNow"/>.</param>
internal sealed record ConversationRow(int Line, string Id, string Customer, DateTimeOffset? AsOf, IReadOnlyList<ConversationTurn> Turns)
{
    public string? Origin { get; init; }

    /// <inheritdoc cref="LabelledMessage.Lang"/>
    public string? Lang { get; init; }
}

/// <summary>What the customer says, and what the reply is like.</summary>
/// <param name="Must">Groups of which each needs one hit.</param>
/// <param name="MustNot">Patterns without a hit.</param>
internal sealed record ConversationTurn(string Text, IReadOnlyList<IReadOnlyList<Regex>> Must, IReadOnlyList<Regex> MustNot)
{
    /// <summary>In words, for reports.</summary>
    public string Expected =>
        string.Join("; ", Must.Select(ConversationSet.OneOf).Concat(MustNot.Count > 0 ? [$"not {ConversationSet.OneOf(MustNot)}"] : []));
}
