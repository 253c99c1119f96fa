using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;
using SupportBot.Hosting;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language;

/// <summary>The encoder learns no label that the reader doesn't know, and no value that doesn't stand in the text.</summary>
public sealed partial class CorpusTests
{
    private static readonly string Folder = Path.Combine(Settings.Root, "models", "training", "corpus");

    private static readonly HashSet<string> Acts = NamesOf<Act>();
    private static readonly HashSet<string> Topics = NamesOf<Topic>();
    private static readonly HashSet<string> Kinds = NamesOf<ExpressionKind>();
    /// <summary>A number that is nobody's order is a number to the encoder.</summary>
    private static readonly HashSet<string> Marks = [.. Kinds, "foreign"];
    private static readonly HashSet<string> Moves = NamesOf<BotMove>();
    private static readonly HashSet<string> Intents = [.. NamesOf<Intent>().Select(name => name.ToUpperInvariant())];

    [Fact]
    public void Messages_Labels_AreKnown() =>
        Assert.Empty(Messages().Where(row => !Intents.Contains(row.GetProperty("intent").GetString()!) || !TopicsOf(row).All(Topics.Contains)).Select(Text).Take(20));

    /// <summary>A value that isn't a copy can't be learned.</summary>
    [Fact]
    public void Messages_Values_StandInTheText() =>
        Assert.Empty(Messages().Where(row => row.TryGetProperty("reference", out var reference) && !Text(row).Contains(Value(reference), StringComparison.Ordinal)).Select(Text).Take(20));

    [Fact]
    public void Messages_AreManyAndUnlike()
    {
        var texts = Messages().Select(Text).ToList();
        var runs = texts.SelectMany(text => Runs(text).Distinct()).CountBy(run => run).MaxBy(run => run.Value);

        Assert.InRange(texts.Distinct(StringComparer.OrdinalIgnoreCase).Count(), 6000, int.MaxValue);
        Assert.True(runs.Value <= texts.Count * 0.005, $"«{runs.Key}» stands in {runs.Value} rows");
    }

    [Fact]
    public void Conversations_Lines_HaveTheirFormAndKnownLabels() => Assert.Empty(Lines().Where(line => !IsRight(line)).Take(20));

    [Fact]
    public void Conversations_AreManyOfEveryKind()
    {
        var said = Lines().Where(line => line.StartsWith("C ", StringComparison.Ordinal)).ToList();
        var marks = said.SelectMany(line => Mark().Matches(line)).ToList();

        Assert.InRange(Lines().Count(line => line.StartsWith('#')), 1500, int.MaxValue);
        Assert.Superset(Acts, said.Select(line => line.Split(' ')[1]).ToHashSet());
        Assert.Superset(Kinds, marks.Select(mark => mark.Groups["kind"].Value).ToHashSet());
        Assert.Contains(marks, mark => mark.Groups["not"].Success);
    }

    private static bool IsRight(string line) => line switch
    {
        "" or ['#', ..] => true,
        ['B', ' ', .. var move] => Moves.Contains(move.Split(' ')[0]) && (move.Split(' ') is [_] || (move.Split(' ') is [_, var count] && int.TryParse(count, out _))),
        ['C', ' ', ..] => Said().Match(line) is { Success: true } said && Acts.Contains(said.Groups["act"].Value)
            && (said.Groups["topics"].Value == "-" || said.Groups["topics"].Value.Split(',').All(Topics.Contains))
            && Mark().Matches(said.Groups["text"].Value).All(mark => Marks.Contains(mark.Groups["kind"].Value)),
        _ => false,
    };

    /// <summary>Five words in a row.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToList();
        return Enumerable.Range(0, Math.Max(0, words.Count - 4)).Select(start => string.Join(' ', words.GetRange(start, 5)));
    }

    private static IEnumerable<string> Lines() => Directory.EnumerateFiles(Folder, "conversations-*.txt").SelectMany(File.ReadLines);

    private static IEnumerable<JsonElement> Messages() =>
        from file in Directory.EnumerateFiles(Folder, "understand-*.jsonl")
        from line in File.ReadLines(file)
        where line.Length > 0
        select JsonElement.Parse(line);

    private static string Text(JsonElement row) => row.GetProperty("text").GetString()!;

    private static IEnumerable<string> TopicsOf(JsonElement row) =>
        row.TryGetProperty("about", out var about) ? about.EnumerateArray().Select(topic => topic.GetString()!) : [];

    private static string Value(JsonElement reference) => reference.TryGetProperty("value", out var value) ? value.GetString() ?? "" : "";

    private static HashSet<string> NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(EncoderNames.Of)];

    [GeneratedRegex("[a-z0-9']+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^C (?<act>[a-z_]+) (?:INFO|HELP|OUT|-) (?<topics>[a-z_,-]+) \| (?<text>.+)$")]
    private static partial Regex Said();

    [GeneratedRegex(@"\[(?<not>not-)?(?<kind>[a-z-]+):[^\[\]]+\]")]
    private static partial Regex Mark();
}
