using Microsoft.Bot.Schema;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>A host whose places are all taken leaves those of others free.</summary>
public sealed class DeliveryLanesTests : IDisposable
{
    private const string Local = "urn:supportbot:local";

    private readonly DeliveryLanes _lanes;

    public DeliveryLanesTests() => _lanes = new DeliveryLanes(new Connectors(null!, [new LocalConnector("local", Local, null!, _ => false)]));

    public void Dispose() => _lanes.Dispose();

    [Fact]
    public async Task Enter_HostIsFull_OthersAndOurOwnGoOn()
    {
        var dead = Of("msteams", "https://dead.example/a/");
        var taken = 0;
        Task<IDisposable> next;
        while ((next = dead.EnterAsync(CancellationToken.None)).IsCompleted)
            taken++;

        Assert.InRange(taken, 1, 32);
        Assert.Same(dead, Of("msteams", "https://dead.example/b/"));
        foreach (var (channel, url) in new[] { ("webchat", Local), ("msteams", "https://well.example/"), ("msteams", "https://dead.example:444/"), ("slack", "https://dead.example/a/") })
            Assert.True(Of(channel, url).EnterAsync(CancellationToken.None).IsCompletedSuccessfully, url);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public void Of_OurOwnChannel_HasPlacesOfItsOwn()
    {
        Assert.Same(_lanes.Own, Of("webchat", Local));
        Assert.NotSame(_lanes.Own, Of("webchat", "https://remote.example/"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no address")]
    [InlineData("file:///etc/passwd")]
    public void Of_NoAddressOfAServer_HasALaneToo(string? serviceUrl) => Assert.NotSame(_lanes.Own, Of("emulator", serviceUrl));

    [Fact]
    public void Of_HostsWithoutEnd_AreForgotten()
    {
        for (var i = 0; i < DeliveryLanes.MaxRemote * 3; i++)
            Of("emulator", $"http://host-{i}/");

        Assert.InRange(_lanes.Count, 1, DeliveryLanes.MaxRemote);
    }

    private DeliveryLane Of(string channel, string? serviceUrl) => _lanes.Of(new Activity(ActivityTypes.Message) { ChannelId = channel, ServiceUrl = serviceUrl });
}
