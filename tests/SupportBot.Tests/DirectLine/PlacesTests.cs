using SupportBot.DirectLine;

namespace SupportBot.Tests.DirectLine;

public sealed class PlacesTests
{
    [Fact]
    public void Take_MoreThanAKeyMayHave_IsRefusedUntilOneIsFree()
    {
        var places = new Places(inAll: int.MaxValue, perKey: 2);
        var first = places.Take("a");
        Assert.NotNull(first);
        Assert.NotNull(places.Take("a"));

        Assert.Null(places.Take("a"));
        Assert.NotNull(places.Take("b"));
        first.Dispose();
        first.Dispose();

        Assert.NotNull(places.Take("a"));
        Assert.Null(places.Take("a"));
    }

    [Fact]
    public void Take_MoreThanThereAreInAll_IsRefused()
    {
        var places = new Places(inAll: 2, perKey: 2);
        Assert.NotNull(places.Take("a"));
        Assert.NotNull(places.Take("b"));

        Assert.Null(places.Take("c"));
    }
}
