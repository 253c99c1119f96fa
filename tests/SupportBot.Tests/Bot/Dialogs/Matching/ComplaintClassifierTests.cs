using SupportBot.Bot.Dialogs.Matching;

namespace SupportBot.Tests.Bot.Dialogs.Matching;

public sealed class ComplaintClassifierTests
{
    [Theory]
    [InlineData("are you even a real person", nameof(ComplaintKind.AsksWhoWeAre))]
    [InlineData("u guys suck", nameof(ComplaintKind.Complains))]
    [InlineData("thx for nothing", nameof(ComplaintKind.Complains))]
    [InlineData("this is ridiculous you guys suck", nameof(ComplaintKind.Complains))]
    [InlineData("i'll sue you", nameof(ComplaintKind.Threatens))]
    [InlineData("that was 40 dollars, not whatever you said", nameof(ComplaintKind.Disputes))]
    [InlineData("where is my order, you idiots", null)]
    [InlineData("where is my order", null)]
    [InlineData("", null)]
    public void Message_WithoutAQuestion_IsOfItsKind(string message, string? kind) => Assert.Equal(kind, ComplaintClassifier.Of(message)?.ToString());
}
