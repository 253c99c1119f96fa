using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

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
    public void Take_SeveralTogether_AreCountedAndGivenBackTogether()
    {
        var places = new Places(inAll: 10, perKey: 5);
        var four = places.Take("a", 4)!;
        using var none = places.Take("a", 0);

        Assert.Null(places.Take("a", 2));
        Assert.NotNull(places.Take("b", 5));
        Assert.Null(places.Take("c", 2));
        none!.Dispose();
        four.Dispose();

        Assert.NotNull(places.Take("a", 5));
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
