using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class WordPiecesTests
{
    private static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ship", "##ped", "##p", "##ing", "s", "##hi", "order"];

    private readonly WordPieces _pieces = new(Vocabulary);

    [Theory]
    [InlineData("order", "order")]
    [InlineData("shipped", "ship ##ped")]
    [InlineData("shipping", "ship ##p ##ing")]
    [InlineData("shi", "s ##hi")]
    [InlineData("ing", "[UNK]")]
    [InlineData("shipx", "[UNK]")]
    [InlineData("orderped", "order ##ped")]
    [InlineData("##ped", "[UNK]")]
    public void Of_Word_IsTheLongestPiecesFirst(string word, string expected) => Assert.Equal(expected, string.Join(' ', _pieces.Of(word).Select(id => Vocabulary[id])));

    [Fact]
    public void Of_WordTooLong_IsUnknown() => Assert.Equal([1], _pieces.Of("ship" + string.Concat(Enumerable.Repeat("ped", 13))));

    [Fact]
    public void Of_LongestWord_IsRead() => Assert.Equal(13, _pieces.Of("ship" + string.Concat(Enumerable.Repeat("ped", 12))).Count);

    [Fact]
    public void BeginAndEnd_AreTheOnesOfTheVocabulary() => Assert.Equal((2, 3), (_pieces.Begin, _pieces.End));
}
