using System.Reflection;
using System.Text.RegularExpressions;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Language.Composing;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Fakes;
using SupportBot.Turns;

namespace SupportBot.Tests;

/// <summary>Whatever a customer writes in 2,000 characters, reading it ends soon. Each pattern meets texts of its own words, which
/// nearly fit in as many ways as there are; one that tries them all wouldn't end today.</summary>
public sealed partial class PatternsTests
{
    /// <summary>The slowest takes a hundredth.</summary>
    private static readonly TimeSpan MaxMatch = TimeSpan.FromSeconds(10);

    /// <summary>No pattern fits this.</summary>
    private const string End = " zzz";

    /// <summary>So many of its words; what is alike in a pattern stands together.</summary>
    private const int MaxWords = 60;

    /// <summary>Characters of a line of code that holds a pattern.</summary>
    private const int MaxLine = 200;

    private static readonly string[] Separators = [" ", ","];

    public static TheoryData<string> Readers => [.. All().GroupBy(pattern => pattern.Reader).Select(group => group.Key)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Match_WorstTextsOfItsOwnWords_EndsSoon(string reader)
    {
        var random = new Random(1);
        foreach (var (_, pattern) in All().Where(pattern => pattern.Reader == reader))
        {
            var timed = new Regex(pattern.ToString(), pattern.Options, MaxMatch);
            foreach (var text in TextsOf(timed.ToString(), random))
                timed.IsMatch(text);
        }
    }

    [Fact]
    public async Task Read_WorstTexts_EndsSoon()
    {
        var random = new Random(1);
        var words = All().SelectMany(pattern => WordsOf(pattern.Pattern.ToString())).Distinct().ToArray();
        var orders = Enumerable.Range(0, 500).Select(i => new Order(
            $"50{i:000}23", OrderStatus.Shipped, new(2026, 9, 20), new(2026, 9, 22), null, [new(1, $"Desk lamp {i}", 1, 100, "EUR"), new(2, "Green teapot of steel", 1, 100, "EUR")])).ToList();
        Action<string>[] readers =
        [
            text => FaqTokenizer.Read(text),
            text => Grounding.Find(text, orders),
            text => EncoderWords.Read(text, []),
            text => Lexicon.English.Button(text),
            text => RatingReader.Read(text),
            text => DateReader.Read(text, new DateOnly(2026, 10, 20)),
            text => Assert.All(DateReader.Places(text), place => Assert.True(place.Start < place.End)),
            text => MessageReader.Read(new Heard(text, DateTimeOffset.UnixEpoch) { Orders = orders }, EncoderLanguage.Encoder),
            text => LargeModelForm.ReadLine("ask ORDER_INFO; status; product=" + text),
            text => LargeModelForm.ReadJson(text),
        ];
        string[] ofOne = ["a ", "1 ", "1.", "1/", "a'", "a-", "#", "# ", "1,23", "not ", "the order ", "5th ", "june ", "2026-", "order 5 ", "5000023 ", "5-0-0", "lamp ", "desklamp ", "teapot steel "];
        var texts = ofOne.Select(part => Fill(() => part, "")).Concat(Enumerable.Range(0, 20).Select(_ => Fill(() => words[random.Next(words.Length)], " ")));
        foreach (var text in texts.Select(text => MessageGuard.Clean(text).Text))
        {
            foreach (var (place, read) in readers.Index())
            {
                var reading = Task.Run(() => read(text));
                await Task.WhenAny(reading, Task.Delay(MaxMatch));
                Assert.True(reading.IsCompletedSuccessfully, $"Reader {place} fails or takes too long for «{text[..40]}…».");
            }
        }
    }

    /// <summary>A pattern that is longer than a line is read by nobody. Words and phrases are data, one row each.</summary>
    [Fact]
    public void Patterns_Lines_AreNoLongerThanALine()
    {
        var source = Path.Combine(Settings.Root, "src");
        var code = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        var tooLong =
            from file in code
            let lines = File.ReadAllLines(file)
            where Array.Exists(lines, line => line.Contains("Regex", StringComparison.Ordinal))
            from line in lines.Index()
            where line.Item.Length > MaxLine && line.Item.Contains('"') && HasPattern().IsMatch(line.Item)
            select $"{Path.GetRelativePath(source, file)}:{line.Index + 1} has {line.Item.Length} characters";

        Assert.Empty(tooLong);
    }

    private static IEnumerable<(string Reader, Regex Pattern)> All()
    {
        const BindingFlags statics = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        foreach (var type in new[] { typeof(ReplyTexts), typeof(MessageGuard), typeof(Grounding), typeof(TurnQueue) }.SelectMany(type => type.Assembly.GetTypes()))
        {
            foreach (var method in type.GetMethods(statics).Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null))
                yield return (type.Name, (Regex)method.Invoke(null, null)!);
            foreach (var field in type.GetFields(statics).Where(field => field.FieldType == typeof((Regex, string)[])))
            {
                foreach (var (pattern, _) in ((Regex, string)[])field.GetValue(null)!)
                    yield return (type.Name, pattern);
            }
        }

        foreach (var claim in Claim.All)
            yield return (nameof(Claim), claim.Words);
    }

    private static IEnumerable<string> TextsOf(string pattern, Random random)
    {
        var all = WordsOf(pattern).Distinct().ToArray();
        var words = all.Length <= MaxWords ? all : random.GetItems(all, MaxWords);
        foreach (var separator in Separators)
        {
            foreach (var word in words)
                yield return Fill(() => word, separator)[..^End.Length] + End;
            for (var i = 0; i < words.Length / 4; i++)
            {
                var some = random.GetItems(words, 2);
                var at = 0;
                yield return Fill(() => some[at++ % some.Length], separator)[..^End.Length] + End;
            }
        }
    }

    private static IEnumerable<string> WordsOf(string pattern) =>
        Regex.Matches(pattern, @"(?<!\\)[a-z]+").Select(match => match.Value).Concat(["a", "1", "-", "."]);

    private static string Fill(Func<string> next, string separator)
    {
        var text = new StringBuilder(" ");
        while (text.Length < MessageGuard.MaxLength)
            text.Append(next()).Append(separator);
        return text.ToString(0, MessageGuard.MaxLength);
    }

    /// <summary>What patterns have and other texts don't.</summary>
    [GeneratedRegex(@"\(\?|\\[bsdwW]|\]\)?[?*+]|\|[a-z]+\|")]
    private static partial Regex HasPattern();
}
