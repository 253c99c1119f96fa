using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;
using SupportBot.Tests.Fakes;
using Xunit.Abstractions;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>How often the encoder that ships is right on messages that it didn't learn from: one line each in the .txt files beside this one.
/// A file that is worse than it should be fails here; docs/evaluation.md says how good it is.</summary>
public sealed class EncoderFiguresTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("DevelopmentSet", 0.94, 0.85)]
    [InlineData("HeldOutSet", 0.94, 0.87)]
    public void Read_LabelledMessages_AreRightOftenEnough(string set, double intents, double references)
    {
        var rows = Rows(set);
        var read = rows.ConvertAll(row => (Row: row, Got: MessageReader.Read(new Heard(row.Text, Now), EncoderLanguage.Encoder)));
        // What of a shop's products is meant takes orders to tell.
        var pointing = read.FindAll(one => one.Row.Reference != "*" && !one.Row.Reference.StartsWith("Product", StringComparison.Ordinal));
        var wrongIntents = read.FindAll(one => one.Got.Intent != one.Row.Intent);
        var wrongReferences = pointing.FindAll(one => ReferenceOf(one.Got.Orders) != one.Row.Reference);

        output.WriteLine($"intents {Share(wrongIntents.Count, read.Count):F3} of {read.Count}, references {Share(wrongReferences.Count, pointing.Count):F3} of {pointing.Count}");
        foreach (var (row, got) in wrongIntents.Concat(wrongReferences).Distinct())
            output.WriteLine($"«{row.Text}»: {got.Act} {got.Intent} {ReferenceOf(got.Orders)}, not {row.Intent} {row.Reference}");
        Assert.True(Share(wrongIntents.Count, read.Count) >= intents, "Intents.");
        Assert.True(Share(wrongReferences.Count, pointing.Count) >= references, "References.");
    }

    private static string ReferenceOf(OrderReference got) => got is OrderReference.Mentioned ? "None" : ReferenceText.Write(got);

    private static double Share(int wrong, int all) => 1 - ((double)wrong / all);

    private static List<(string Text, Intent Intent, string Reference)> Rows(string set)
    {
        using var stream = typeof(EncoderFiguresTests).Assembly.GetManifestResourceStream($"SupportBot.Tests.Language.Understanding.{set}.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("# ", StringComparison.Ordinal)).Select(line =>
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            // Of an order that nobody has talked about, «it» says no more than nothing.
            return (parts[0], parts[1] switch { "INFO" => Intent.OrderInfo, "HELP" => Intent.OrderHelp, "OUT" => Intent.OutOfScope, _ => throw new FormatException(line) }, parts[2] == "Mentioned" ? "None" : parts[2]);
        })];
    }
}
