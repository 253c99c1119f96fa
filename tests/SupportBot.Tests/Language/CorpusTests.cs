using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Hosting;
using SupportBot.Language.Composing;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Language.Composing;

namespace SupportBot.Tests.Language;

/// <summary>The built-in model learns nothing that the grammars can't say or that the claim check refuses.</summary>
public sealed partial class CorpusTests
{
    private static readonly string Folder = Path.Combine(Settings.Root, "models", "training", "corpus");

    [Fact]
    public void Understand_Rows_HaveTheFormOfTheGrammar() =>
        Assert.Empty(Rows("understand").Select(Answer).OfType<string>().Where(answer => !UnderstandForm.Json.Grammar.Matches(answer)).Take(20));

    /// <summary>A value that isn't a copy can't be learned, and would be dropped.</summary>
    [Fact]
    public void Understand_Values_StandInTheText() =>
        Assert.Empty(Rows("understand").Where(row => row.TryGetProperty("reference", out var reference) && !Text(row).Contains(Value(reference), StringComparison.Ordinal)).Select(Text).Take(20));

    [Fact]
    public void Understand_Rows_AreManyAndUnlike()
    {
        var texts = Rows("understand").Select(Text).ToList();
        var runs = texts.SelectMany(text => Runs(text).Distinct()).CountBy(run => run).MaxBy(run => run.Value);

        Assert.InRange(texts.Distinct(StringComparer.OrdinalIgnoreCase).Count(), 6000, int.MaxValue);
        Assert.True(runs.Value <= texts.Count * 0.005, $"«{runs.Key}» stands in {runs.Value} rows");
    }

    [Fact]
    public void Compose_Rows_HaveTheFormOfTheGrammar() =>
        Assert.Empty(Rows("compose").Where(row => !ComposeForm.Grammar(CorpusText.Facts(Data(row))).Matches(Text(row))).Select(Text).Take(20));

    [Fact]
    public void Compose_Rows_PassTheClaimCheck() =>
        Assert.Empty(Rows("compose").Select(row => CorpusText.Refusal(Data(row), Text(row))).OfType<string>().Take(20));

    /// <summary>Five words in a row.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToList();
        return Enumerable.Range(0, Math.Max(0, words.Count - 4)).Select(start => string.Join(' ', words.GetRange(start, 5)));
    }

    [GeneratedRegex("[a-z0-9']+")]
    private static partial Regex Word();

    private static IEnumerable<JsonElement> Rows(string task) =>
        from file in Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, task + "*.jsonl") : []
        from line in File.ReadLines(file)
        where line.Length > 0
        select JsonElement.Parse(line);

    private static string Text(JsonElement row) => row.GetProperty("text").GetString()!;

    private static string Data(JsonElement row) => $"status={row.GetProperty("status").GetString()}; about={List(row.GetProperty("about"))}; facts={List(row.GetProperty("facts"))}";

    private static string List(JsonElement names) =>
        names.ValueKind == JsonValueKind.String ? names.GetString()! : string.Join(',', names.EnumerateArray().Select(name => name.GetString()));

    /// <returns><c>null</c> for a row that labels a part only.</returns>
    private static string? Answer(JsonElement row) =>
        row.TryGetProperty("reference", out var reference) && row.TryGetProperty("about", out var about)
            ? JsonSerializer.Serialize(
                new { intent = row.GetProperty("intent"), reference = new { kind = reference.GetProperty("kind"), value = Value(reference) }, about },
                Plain)
            : null;

    private static string Value(JsonElement reference) => reference.TryGetProperty("value", out var value) ? value.GetString() ?? "" : "";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
