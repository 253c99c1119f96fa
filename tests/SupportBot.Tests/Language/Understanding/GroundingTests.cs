using SupportBot.Core.Orders;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>What customers write of their own numbers and things is found, whatever its shape; what isn't theirs is not.</summary>
public sealed class GroundingTests
{
    private static readonly Order[] Orders =
    [
        Make("4711", "Green teapot"),
        Make("#W123", "Blue running shoes", "Ankle socks"),
        Make("ORD-2026-000123", "Wireless headphones"),
        Make("402-0726587-9868359", "Green backpack (20 l), with rain cover"),
        Make("000560", "Board game", "Blue mug"),
        Make("77", "Desk lamp"),
        Make("9f1c2d3e-8a7b-4c5d-9e0f-112233445566", "Kitchen knife"),
    ];

    [Theory]
    [InlineData("4711", "4711")]
    [InlineData(" 4711 ", "4711")]
    [InlineData("77", "77")]
    [InlineData("#w123", "#W123")]
    [InlineData("ord-2026-000123", "ORD-2026-000123")]
    [InlineData("9F1C2D3E-8A7B-4C5D-9E0F-112233445566", "9f1c2d3e-8a7b-4c5d-9e0f-112233445566")]
    public void Find_TextThatIsAnId_IsThatOrderAsAWhole(string text, string id) =>
        Assert.Equal((GroundedKind.Number, 0, text.Length, id), Shape(Assert.Single(Grounding.Find(text, Orders))));

    /// <summary>An id may be what others would take for words.</summary>
    [Fact]
    public void Find_IdOfWords_IsTheWholeTextOnly()
    {
        Order[] orders = [Make("order one")];

        Assert.Equal(["order one"], IdsOf("Order One", orders));
    }

    [Theory]
    [InlineData("where is 4711", "4711")]
    [InlineData("where is order4711?", "4711")]
    [InlineData("order no. 4711 please", "4711")]
    [InlineData("(4711)", "4711")]
    [InlineData("where's w123", "#W123")]
    [InlineData("w 123 please", "#W123")]
    [InlineData("W-123 please", "#W123")]
    [InlineData("is order 123 here", "#W123")]
    [InlineData("ord 2026 000123 when did that arrive", "ORD-2026-000123")]
    [InlineData("the ORD2026000123", "ORD-2026-000123")]
    [InlineData("2026000123 payment", "ORD-2026-000123")]
    [InlineData("2026-000123 payment", "ORD-2026-000123")]
    [InlineData("4020726587 9868359 payment?", "402-0726587-9868359")]
    [InlineData("402.0726587.9868359 payment?", "402-0726587-9868359")]
    [InlineData("about 40207265879868359", "402-0726587-9868359")]
    [InlineData("where is order 560", "000560")]
    [InlineData("where is 000560", "000560")]
    [InlineData("order number 77 please", "77")]
    [InlineData("what about #77", "77")]
    [InlineData("77!", "77")]
    public void Find_NumberInAnyShape_IsTheOrder(string text, string id) => Assert.Equal([id], IdsOf(text));

    [Theory]
    [InlineData("call me on 555 4711 22")]
    [InlineData("call me on 5554711")]
    [InlineData("call me on 030-4711-22")]
    [InlineData("i paid 4711.50")]
    [InlineData("i paid 4711,5 for it")]
    [InlineData("i paid 1.4711")]
    [InlineData("47 11")]
    [InlineData("47115")]
    [InlineData("4711a please")]
    [InlineData("w123x please")]
    [InlineData("xw123 please")]
    [InlineData("i bought 77 of them")]
    [InlineData("in 77 days")]
    [InlineData("560 euros")]
    [InlineData("order 78")]
    [InlineData("order 9999")]
    [InlineData("my parcel JD0146000771")]
    [InlineData("112233445566 is what it says")]
    [InlineData("")]
    public void Find_NumberThatIsNoOrder_IsNothing(string text) => Assert.Empty(Grounding.Find(text, Orders));

    [Fact]
    public void Find_NobodyKnown_IsNothing() => Assert.Empty(Grounding.Find("order 4711 with the teapot", []));

    [Fact]
    public void Find_DigitsOfTwoOrders_AreBoth() =>
        Assert.Equal(["A-1001", "B-1001"], IdsOf("where is 1001", [Make("A-1001"), Make("B-1001")]));

    [Theory]
    [InlineData("my number is 2 8 1 4 0", "QN-28140")]
    [InlineData("2 8 1 4 0 please", "QN-28140")]
    [InlineData("call me on 2 8 1 4 0 7 7", null)]
    [InlineData("28 140 people", null)]
    public void Find_NumberSaidDigitByDigit_IsThatOrder(string text, string? id) => Assert.Equal(id is null ? [] : [id], IdsOf(text, [Make("QN-28140")]));

    [Theory]
    [InlineData("ups 1Z84A2002173 hasn't moved")]
    [InlineData("what was in 1z 84a 2002173")]
    public void Find_TrackingNumber_IsTheParcelsOrder(string text) =>
        Assert.Equal(["4711"], IdsOf(text, [Make("4711") with { Shipments = [new("UPS", "1Z84A2002173", null, null, null)] }, Make("5023")]));

    [Theory]
    [InlineData("where. is. my. table.", true)]
    [InlineData("not the mouse but the table", true)]
    [InlineData("is there a table of prices", false)]
    public void Find_ThingWhoseNameSaysLittle_CountsWherePointedAt(string text, bool isFound) =>
        Assert.Equal(isFound, IdsOf(text, [Make("1", "Side Table Round Marble")]).Any());

    [Fact]
    public void Find_SeveralNumbers_StandInTheOrderOfTheText()
    {
        const string text = "w123 or 4711, which is nearer";
        var found = Grounding.Find(text, Orders);

        Assert.Equal([("#W123", "w123"), ("4711", "4711")], found.Select(one => (one.Ids.Single(), text[one.Start..one.End])));
    }

    [Fact]
    public void Find_NumbersWithACommaBetween_AreBoth() => Assert.Equal(["4711", "5023"], IdsOf("4711,5023", [Make("4711"), Make("5023")]));

    [Theory]
    [InlineData("where is the green teapot", "4711", "green teapot")]
    [InlineData("my teapots?", "4711", "teapots")]
    [InlineData("the teapt leaks", "4711", "teapt")]
    [InlineData("where is my boardgame", "000560", "boardgame")]
    [InlineData("headphones??? still waiting", "ORD-2026-000123", "headphones")]
    [InlineData("my headphnes", "ORD-2026-000123", "headphnes")]
    [InlineData("the bakcpack", "402-0726587-9868359", "bakcpack")]
    [InlineData("backpack, the green one", "402-0726587-9868359", "backpack, the green")]
    [InlineData("shoes of blue", "#W123", "shoes of blue")]
    [InlineData("the sock", "#W123", "sock")]
    public void Find_ThingInAnOrder_IsThatOrderAndItsPlace(string text, string id, string words)
    {
        var found = Assert.Single(Grounding.Find(text, Orders));

        Assert.Equal((GroundedKind.Product, id, words), (found.Kind, found.Ids.Single(), text[found.Start..found.End]));
    }

    [Theory]
    [InlineData("my hoodies", "Fleece Hoodie")]
    [InlineData("the hoodie", "Hoodies, pack of 2")]
    [InlineData("three scrunchies", "Satin Scrunchie Set")]
    [InlineData("the berries", "Dried berry mix")]
    public void Find_PluralInIe_IsThatThing(string text, string product) => Assert.Equal(["1"], IdsOf(text, [Make("1", product)]));

    [Theory]
    [InlineData("the black one", "1")]
    [InlineData("the black scooter", "")]
    [InlineData("", "")]
    public void Described_WeakWordsAlone_AreThoseThings(string words, string ids) =>
        Assert.Equal(ids, string.Join(' ', Grounding.Described(words, [Make("1", "Black kettle"), Make("2", "White kettle")])));

    [Theory]
    [InlineData("qn 24983", true)]
    [InlineData("QN-", true)]
    [InlineData("the iqn ", false)]
    [InlineData("order ", false)]
    public void EndsInPrefix_LettersOfTheCustomersNumbers_Do(string before, bool expected) =>
        Assert.Equal(expected, Grounding.EndsInPrefix(before.TrimEnd("0123456789".ToCharArray()), [Make("QN-28140")]));

    [Theory]
    [InlineData("something blue")]
    [InlineData("list my delivered orders")]
    [InlineData("is the green one here")]
    [InlineData("i sit at my desk")]
    [InlineData("violin")]
    [InlineData("mugg")]
    [InlineData("the")]
    public void Find_WeakOrForeignWords_AreNoThing(string text) => Assert.DoesNotContain(Grounding.Find(text, [.. Orders[..5], Make("8", "Wall Clock Minimalist")]), found => found.Kind == GroundedKind.Product);

    [Theory]
    [InlineData("the tea pot leaks", "4711")]
    [InlineData("the waterbottle", "1000")]
    [InlineData("the back-pack", "402-0726587-9868359")]
    public void Find_ThingWrittenInOneOrTwo_IsThatOrder(string text, string id) => Assert.Equal([id], IdsOf(text, [.. Orders, Make("1000", "Steel water bottle")]).Distinct());

    [Fact]
    public void Find_ThingInTwoOrders_IsBoth() =>
        Assert.Equal(["1000", "2000"], IdsOf("my kettle", [Make("1000", "Steel kettle"), Make("2000", "White kettle"), Make("3000", "Lamp")]));

    [Fact]
    public void Find_MoreWordsFit_IsThatOneOnly() =>
        Assert.Equal(["2000"], IdsOf("my white kettle", [Make("1000", "Steel kettle"), Make("2000", "White kettle")]));

    /// <summary>English names the thing last: a lamp for a desk is a lamp.</summary>
    [Fact]
    public void Find_ThingItself_GoesBeforeWhatItIsFor() =>
        Assert.Equal(["2000"], IdsOf("my lamp", [Make("1000", "Lamp shade"), Make("2000", "Reading lamp")]));

    [Fact]
    public void Find_TwoThings_AreTwo()
    {
        const string text = "the socks and the teapot please";

        Assert.Equal([("#W123", "socks"), ("4711", "teapot")], Grounding.Find(text, Orders).Select(one => (one.Ids.Single(), text[one.Start..one.End])));
    }

    /// <summary>«teapot sock» is one thing, though another order holds socks.</summary>
    [Fact]
    public void Find_WordBesideAThing_IsPartOfIt() => Assert.Equal(["4711"], IdsOf("the green teapot sock please"));

    [Fact]
    public void Find_NumberBesideAThing_AreBoth() =>
        Assert.Equal([(GroundedKind.Number, "4711"), (GroundedKind.Product, "#W123")], Grounding.Find("4711, no, the socks", Orders).Select(one => (one.Kind, one.Ids.Single())));

    [Theory]
    [InlineData("the green 4711 teapot", "green|4711|teapot")]
    [InlineData("blue, board, shoes, game", "blue|board|shoes|game")]
    public void Find_ThingAroundAnother_IsTwoPlaces(string text, string places) =>
        Assert.Equal(places.Split('|'), Grounding.Find(text, Orders).Select(found => text[found.Start..found.End]));

    /// <summary>Marks stand for places: they must not overlap, whatever is written.</summary>
    [Fact]
    public void Find_AnyMixOfTheirWords_OverlapsNowhere()
    {
        var random = new Random(3);
        string[] parts = ["4711", "w", "123", "#", "-", " ", "order", "teapot", "green", "blue", "shoes", "402", "0726587", "9868359", "ord", "2026", "000123", "board", "game", ".", "é", "\uD83D"];
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", random.GetItems(parts, random.Next(1, 12)));
            var at = 0;
            foreach (var found in Grounding.Find(text, Orders))
            {
                Assert.True(found.Start >= at && found.Length > 0 && found.End <= text.Length && found.Ids.Count > 0, $"«{text}»: {found}");
                at = found.End;
            }
        }
    }

    private static (GroundedKind Kind, int Start, int Length, string Id) Shape(Grounded found) => (found.Kind, found.Start, found.Length, found.Ids.Single());

    private static IEnumerable<string> IdsOf(string text, IReadOnlyList<Order>? orders = null) => Grounding.Find(text, orders ?? Orders).SelectMany(found => found.Ids);

    private static Order Make(string id, params string[] products) =>
        new(id, OrderStatus.Shipped, new(2026, 6, 3), null, null, [.. products.Select((name, i) => new OrderItem(i + 1, name, 1, 100, "EUR"))]);
}
