using SupportBot.Bot.Dialogs.Matching;
using SupportBot.Core.Orders;

namespace SupportBot.Tests.Bot.Dialogs.Matching;

public sealed class QuestionMatcherTests
{
    [Theory]
    [InlineData("why is it so late", true)]
    [InlineData("who cancelled it", true)]
    [InlineData("when was it cancelled", false)]
    public void Why_AsksForAReason(string message, bool expected) => Assert.Equal(expected, QuestionMatcher.Why(message));

    [Theory]
    [InlineData("how do I return something?", true)]
    [InlineData("return it", false)]
    public void How_AsksForTheWay(string message, bool expected) => Assert.Equal(expected, QuestionMatcher.How(message));

    [Theory]
    [InlineData("my order", true)]
    [InlineData("the parcel", true)]
    [InlineData("my refund", false)]
    public void NamesAnOrder_ByWhatPeopleCallIt(string message, bool expected) => Assert.Equal(expected, QuestionMatcher.NamesAnOrder(message));

    [Theory]
    [InlineData("the red thing", true)]
    [InlineData("i ordred it WEEKS ago", true)]
    [InlineData("the red thing?", false)]
    [InlineData("hello", false)]
    public void TriesToName_WithoutAsking(string message, bool expected) => Assert.Equal(expected, QuestionMatcher.TriesToName(message));

    [Theory]
    [InlineData("what does invoiced mean", OrderStatus.Invoiced)]
    [InlineData("what does my order mean to you", null)]
    [InlineData("it is invoiced", null)]
    public void Meaning_OfAStatus_IsThatStatus(string message, OrderStatus? expected) => Assert.Equal(expected, QuestionMatcher.Meaning(message));
}
