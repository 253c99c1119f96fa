using SupportBot.Bot.Dialogs.Matching;

namespace SupportBot.Tests.Bot.Dialogs.Matching;

public sealed class DeclinedHandoffTests
{
    [Theory]
    [InlineData("I don't want a human", "")]
    [InlineData("no humans please", "")]
    [InlineData("i dont want a human, where is my lamp", "where is my lamp")]
    [InlineData("I want a human", null)]
    [InlineData("I don't want anybody to sign for it", null)]
    [InlineData("where is my lamp", null)]
    public void Message_ThatNamesAPerson_IsReadForWhatItWantsInstead(string message, string? rest) => Assert.Equal(rest, DeclinedHandoff.Without(message));
}
