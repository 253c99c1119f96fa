using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class TextCutTests
{
    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "longe…")]
    [InlineData("ab\U0001F381cd", 3, "ab…")]
    [InlineData("ab\U0001F381cd", 4, "ab\U0001F381…")]
    [InlineData("abe\u0301\u0323cd", 3, "ab…")]
    [InlineData("abe\u0301\u0323cd", 5, "abe\u0301\u0323…")]
    [InlineData("a\U0001F468\u200D\U0001F469\u200D\U0001F467b", 5, "a…")]
    [InlineData("ab\r\ncd", 3, "ab…")]
    public void Of_TooLong_EndsWithAWholeLetter(string text, int max, string expected) => Assert.Equal(expected, TextCut.Of(text, max));

    [Fact]
    public void LengthOf_LetterWithMarksWithoutEnd_IsCutInItsMidst()
    {
        var text = "a" + new string('\u0301', 1_000_000);

        Assert.Equal(10_000, TextCut.LengthOf(text, 10_000));
        Assert.Equal(1, TextCut.LengthOf("a\U0001F381".AsSpan(), 2));
    }
}
