using SupportBot.Bot.Dialogs.Matching;

namespace SupportBot.Tests.Bot.Dialogs.Matching;

public sealed class RatingMatcherTests
{
    [Theory]
    [InlineData("5", 5, "")]
    [InlineData("I give it a 4", 4, "")]
    [InlineData("3 because it took too long", 3, "it took too long")]
    public void Read_ANumber_IsTheRatingWithWhatIsSaidBesideIt(string message, int rating, string comment) =>
        Assert.Equal((rating, comment), RatingMatcher.Read(message));

    [Theory]
    [InlineData("6")]
    [InlineData("order 5")]
    [InlineData("where are my 3 orders")]
    [InlineData("")]
    public void Read_NoRating_IsNothing(string message) => Assert.Null(RatingMatcher.Read(message));

    [Theory]
    [InlineData("terrible, the agent was rude", true)]
    [InlineData("terrible, where is my order", false)]
    [InlineData("where is my order", false)]
    public void IsOpinion_JudgesAndAsksNothing(string message, bool expected) => Assert.Equal(expected, RatingMatcher.IsOpinion(message));
}
