using SupportBot.Core.Conversation;

namespace SupportBot.Tests.Core.Conversation;

public sealed class ProductMatcherTests
{
    [Theory]
    [InlineData(290, true)]
    [InlineData(300, false)]
    public void ReadName_OfAWholeDescription_ReadsItsBeginning(int before, bool isRead) =>
        Assert.Equal(isRead, ProductMatcher.ReadName(new string('.', before) + "tent").Contains("tent"));
}
