using SupportBot.Bot.Replies;
using SupportBot.Core.Faq;

namespace SupportBot.Tests.Bot.Replies;

public sealed class FaqAnswerTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    [Fact]
    public void Tell_LongSection_EndsWithASentenceAndSaysWhereToReadOn()
    {
        var sentence = "This sentence is one of very many, and it has its end here. ";

        var told = FaqAnswer.Tell(English, Section(string.Concat(Enumerable.Repeat(sentence, 40)).TrimEnd()));

        Assert.EndsWith("end here.\n\nThere is more to read in our help pages: Returns › How?\nhttps://shop.example/returns", told, StringComparison.Ordinal);
        Assert.InRange(told.IndexOf("\n\n", StringComparison.Ordinal), FaqAnswer.MaxLength - sentence.Length, FaqAnswer.MaxLength);
    }

    [Fact]
    public void Tell_LongList_EndsWithAWholePoint()
    {
        var told = FaqAnswer.Tell(English, Section(string.Join('\n', Enumerable.Range(100, 100).Select(i => $"- point number {i}"))));

        Assert.Matches(@"- point number \d{3} …\n\nThere is more", told);
    }

    [Fact]
    public void Tell_OneSentenceWithoutEnd_EndsWithAWholeWordAndNoHalfCharacter()
    {
        Assert.Contains("word …\n\n", FaqAnswer.Tell(English, Section(string.Concat(Enumerable.Repeat("word ", 400)))), StringComparison.Ordinal);
        var smiles = FaqAnswer.Tell(English, Section("x" + string.Concat(Enumerable.Repeat("🙂", 400))));
        Assert.Contains("🙂 …\n\n", smiles, StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_ShortSection_IsToldWhole() =>
        Assert.Equal("In a box.\n\nFrom our help pages: Returns › How?\nhttps://shop.example/returns", FaqAnswer.Tell(English, Section("In a box.")));

    private static FaqSection Section(string text) => new("Returns", "How?", text, [], new Uri("https://shop.example/returns"));
}
