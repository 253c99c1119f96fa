using SupportBot.DirectLine;

namespace SupportBot.Tests.DirectLine;

public sealed class OpenLimitTests
{
    [Fact]
    public void Enter_MoreThanMayBeOpen_IsRefusedUntilOneCloses()
    {
        var limit = new OpenLimit(2);
        var first = limit.Enter("a");
        Assert.NotNull(first);
        Assert.NotNull(limit.Enter("a"));

        Assert.Null(limit.Enter("a"));
        Assert.NotNull(limit.Enter("b"));
        first.Dispose();
        first.Dispose();

        Assert.NotNull(limit.Enter("a"));
        Assert.Null(limit.Enter("a"));
    }
}
