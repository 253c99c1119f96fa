using SupportBot.Bot.State;

namespace SupportBot.Tests.Bot.State;

public sealed class ConversationMemoryTests
{
    [Fact]
    public void MayOffer_StateOfTheVersionBefore_IsKept()
    {
        var memory = new ConversationMemory { OfferedOnce = ["82129", "79115?"] };

        Assert.False(memory.MayOffer("82129", OfferCause.IsLate));
        Assert.True(memory.MayOffer("82129", OfferCause.AskedWhy));
        Assert.False(memory.MayOffer("79115", OfferCause.AskedWhy));
        Assert.True(memory.MayOffer("79115", OfferCause.IsLate));
    }

    [Fact]
    public void OfferOnce_Order_IsStoredAsTheVersionBeforeReadsIt()
    {
        var memory = new ConversationMemory();

        memory.OfferOnce("82129", OfferCause.AskedWhy, "why?");
        memory.OfferOnce("79115", OfferCause.IsLate, "where is it?");

        Assert.Equal(["82129?", "79115"], memory.OfferedOnce);
        Assert.Equal(("where is it?", "79115"), (memory.OfferedReason, Assert.Single(memory.OfferedOrders)));
    }

    [Fact]
    public void OfferNoMore_Order_IsOfferedForNoCause()
    {
        var memory = new ConversationMemory();

        memory.OfferNoMore(["82129"]);

        Assert.All(Enum.GetValues<OfferCause>(), cause => Assert.False(memory.MayOffer("82129", cause)));
    }
}
