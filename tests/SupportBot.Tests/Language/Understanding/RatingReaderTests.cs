using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class RatingReaderTests
{
    [Theory]
    [InlineData("5", 5, "")]
    [InlineData("I give it a 4", 4, "")]
    [InlineData("3 because it took too long", 3, "it took too long")]
    [InlineData("4/5 thanks", 4, "")]
    [InlineData("4 out of 5, very kind", 4, "very kind")]
    [InlineData("three stars", 3, "")]
    [InlineData("Five!", 5, "")]
    [InlineData("⭐⭐⭐", 3, "")]
    [InlineData("★★ meh", 2, "meh")]
    [InlineData("🌟🌟🌟🌟 great help", 4, "great help")]
    [InlineData("1 star - nobody answered", 1, "nobody answered")]
    public void Read_Number_IsTheRatingWithWhatIsSaidBesideIt(string message, int stars, string comment) =>
        Assert.Equal(new GivenRating(stars, comment), RatingReader.Read(message));

    [Theory]
    [InlineData("6")]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("100%")]
    [InlineData("5:30")]
    [InlineData("4.5")]
    [InlineData("#5")]
    [InlineData("€5")]
    [InlineData("the 5th of may")]
    [InlineData("⭐⭐⭐⭐⭐⭐")]
    [InlineData("it took me and my whole family all day to find 5 of them")]
    [InlineData("thanks, very kind")]
    [InlineData("")]
    public void Read_NoRating_IsNothing(string message) => Assert.Null(RatingReader.Read(message));
}
