using System.Text.Json;
using SupportBot.Hosting;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class IntentClassifierTests
{
    private static string ShippedFile => Path.Combine(Settings.Root, "models", "router.bin");

    /// <summary>Texts with the number of their grams and the chances as the training program computes them from the same file.</summary>
    public static TheoryData<string, int, float[]> Vectors
    {
        get
        {
            var data = new TheoryData<string, int, float[]>();
            foreach (var row in JsonElement.Parse(File.ReadAllText(Path.Combine(Settings.Root, "tests", "SupportBot.Tests", "Models", "router.vectors.json"))).EnumerateArray())
                data.Add(row.GetProperty("text").GetString()!, row.GetProperty("grams").GetInt32(), [.. row.GetProperty("chances").EnumerateArray().Select(chance => chance.GetSingle())]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Read_Text_IsAsTheTrainingComputesIt(string text, int grams, float[] chances)
    {
        var (words, characters) = Ngrams.Read(text);
        var read = IntentClassifier.Default.Read(text);

        Assert.Equal(grams, words.Distinct().Count() + characters.Distinct().Count());
        Assert.Equal(chances[0], read.Info, 0.002);
        Assert.Equal(chances[1], read.Help, 0.002);
        Assert.Equal(chances[2], read.Out, 0.002);
    }

    [Fact]
    public void Read_EveryText_AddsUpToOne()
    {
        foreach (var text in (string[])["", "\ud800", "where is it", new string('x', 2000), "😀😀😀"])
        {
            var (info, help, other) = IntentClassifier.Default.Read(text);
            Assert.Equal(1, info + help + other, 0.0001);
        }
    }

    [Fact]
    public void Read_AnotherFile_SaysSo()
    {
        var whole = File.ReadAllBytes(ShippedFile);

        Assert.Throws<InvalidDataException>(() => IntentClassifier.Read("GGUF"u8));
        Assert.Throws<InvalidDataException>(() => IntentClassifier.Read(whole.AsSpan(0, whole.Length - 1)));
        Assert.Throws<InvalidDataException>(() => IntentClassifier.Read([.. whole, 0]));
        Assert.Throws<InvalidDataException>(() => IntentClassifier.Read([.. "SBROUTE1"u8, 255, 255, 255, 255, .. new byte[24]]));
        Assert.NotNull(IntentClassifier.Read(whole));
    }

    [Fact]
    public void Pool_Opinions_IsTheirWeightedGeometricMean()
    {
        var pooled = IntentChances.Pool((new(0.8f, 0.1f, 0.1f), 0.5f), (new(0.2f, 0.6f, 0.2f), 0.5f));

        // √0.16, √0.06 and √0.02 over their sum.
        Assert.Equal(0.5087, pooled.Info, 0.0005);
        Assert.Equal(0.3115, pooled.Help, 0.0005);
        Assert.Equal(0.1798, pooled.Out, 0.0005);
        Assert.Equal(0.9f, IntentChances.Pool((new(1, 0, 0), 1), (IntentChances.OfVerdict(global::SupportBot.Core.Conversation.Intent.OrderInfo, 0.9f), 1)).Sureness, 0.11f);
    }
}
