using Microsoft.Bot.Builder.Dialogs.Choices;

namespace SupportBot.Tests.Compat.Dialogs.Choices;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("how now brown cow", "how 0 2|now 4 6|brown 8 12|cow 14 16")]
    [InlineData("how-now.brown:cow ?", "how 0 2|now 4 6|brown 8 12|cow 14 16")]
    [InlineData("food 💥👍😀", "food 0 3|💥 5 6|👍 7 8|😀 9 10")]
    [InlineData("Red", "red 0 2")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void DefaultTokenizer_Text_GivesWordsWithPositions(string? text, string expected)
    {
        var tokens = Tokenizer.DefaultTokenizer(text);
        Assert.Equal(expected, string.Join('|', tokens.Select(token => $"{token.Normalized} {token.Start} {token.End}")));
    }

    [Fact]
    public void DefaultTokenizer_CapitalLetters_KeepsTheTextAndNormalizes()
    {
        var token = Assert.Single(Tokenizer.DefaultTokenizerImpl("fooD"));
        Assert.Equal(("fooD", "food"), (token.Text, token.Normalized));
    }
}
