using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Core.Conversation;

public sealed class ReferenceResolverTests
{
    private static readonly Order[] Orders =
    [
        Make("3001", OrderStatus.Delivered, "2025-06-20", "2025-06-22", "2025-07-01", "steel water bottle"),
        Make("5120", OrderStatus.Cancelled, "2026-04-20", null, null, "desk lamp"),
        Make("#W123", OrderStatus.Delivered, "2026-06-03", "2026-06-05", "2026-06-09", "blue running shoes", "ankle socks"),
        Make("ORD-2026-000123", OrderStatus.Invoiced, "2026-09-21", null, null, "wireless headphones"),
        Make("402-0726587-9868359", OrderStatus.Shipped, "2026-10-12", "2026-10-14", null, "green backpack"),
        Make("7000", OrderStatus.NotRecorded, null, null, null, "blue mug"),
    ];

    [Theory]
    [InlineData("Id", "3001", "3001")]
    [InlineData("Id", " #3001 ", "3001")]
    [InlineData("Id", "order 3001", "3001")]
    [InlineData("Id", "Order #3001", "3001")]
    [InlineData("Id", "order no. 3001", "3001")]
    [InlineData("Id", "w123", "#W123")]
    [InlineData("Id", "#W123", "#W123")]
    [InlineData("Id", "W-123", "#W123")]
    [InlineData("Id", "ord-2026-000123", "ORD-2026-000123")]
    [InlineData("Id", "ORD 2026 000123", "ORD-2026-000123")]
    [InlineData("Id", "402-0726587-9868359", "402-0726587-9868359")]
    [InlineData("Id", "３００１", "3001")]
    [InlineData("Id", "03001", null)]
    [InlineData("Id", "300", null)]
    [InlineData("Id", "123", null)]
    [InlineData("Id", "W0123", null)]
    [InlineData("Id", "", null)]
    [InlineData("Id", "#", null)]
    [InlineData("Id", "order", null)]
    [InlineData("Latest", null, "402-0726587-9868359")]
    [InlineData("Ordinal", "1", "402-0726587-9868359")]
    [InlineData("Ordinal", "2", "ORD-2026-000123")]
    [InlineData("Ordinal", "-1", "402-0726587-9868359")]
    [InlineData("Ordinal", "-2", "ORD-2026-000123")]
    [InlineData("Ordinal", "oldest", "3001")]
    [InlineData("Ordinal", "99", null)]
    [InlineData("Ordinal", "0", null)]
    [InlineData("Date", "2026-06-03", "#W123")]
    [InlineData("Date", "2026-06", "#W123")]
    [InlineData("Date", "2026-06-09", "#W123")]
    [InlineData("Date", "--06", "3001 #W123")]
    [InlineData("Date", "--06-03", "#W123")]
    [InlineData("Date", "--07", "3001")]
    [InlineData("Date", "2025", "3001")]
    [InlineData("Date", "2026-09-15/2026-10-01", "ORD-2026-000123")]
    [InlineData("Date", "--06-03,--03-06", "#W123")]
    [InlineData("Date", "--03-06,--06-03", "#W123")]
    [InlineData("Date", "--12", null)]
    [InlineData("Product", "blue shoes", "#W123")]
    [InlineData("Product", "the sock", "#W123")]
    [InlineData("Product", "headphnes", "ORD-2026-000123")]
    [InlineData("Product", "back pack green", "402-0726587-9868359")]
    [InlineData("Product", "blue", "7000 #W123")]
    [InlineData("Product", "violin", null)]
    [InlineData("Product", "the", null)]
    [InlineData("Status", "cancelled", "5120")]
    [InlineData("Status", "Canceled", "5120")]
    [InlineData("Status", "delivered", "3001 #W123")]
    [InlineData("Status", "open", "ORD-2026-000123 402-0726587-9868359 7000")]
    [InlineData("Status", "returned", null)]
    [InlineData("None", null, "3001 5120 #W123 ORD-2026-000123 402-0726587-9868359 7000")]
    [InlineData("Mentioned", null, "3001 5120 #W123 ORD-2026-000123 402-0726587-9868359 7000")]
    public void Resolve_NothingBefore_GivesTheOrdersThatFit(string kind, string? value, string? expected)
    {
        var resolution = ReferenceResolver.Resolve(ReferenceText.Read(kind, value), Orders, [], null);

        var wanted = expected is null ? [] : Orders.Where(order => Wanted(expected, order)).Order(NewestFirst.Comparer).ToList();
        Assert.Equal(wanted.Count switch { 0 => ResolutionOutcome.NotFound, 1 => ResolutionOutcome.Found, _ => ResolutionOutcome.Ambiguous }, resolution.Outcome);
        Assert.Equal(wanted, resolution.Orders);
    }

    [Theory]
    [InlineData("headphones??? still waiting", "ORD-2026-000123")]
    [InlineData("my headphnes", "ORD-2026-000123")]
    [InlineData("where is the back pack", "402-0726587-9868359")]
    [InlineData("the waterbottle leaks", "3001")]
    [InlineData("my blue mugs", "7000")]
    [InlineData("the blue running shoes", "#W123")]
    [InlineData("something blue", null)]
    [InlineData("i need a wireless thing", "ORD-2026-000123")]
    [InlineData("ord 2026 000123 when did that arrive", "ORD-2026-000123")]
    [InlineData("4020726587 9868359 payment?", "402-0726587-9868359")]
    [InlineData("order3001 has it been delivered", "3001")]
    [InlineData("call me on 555 3001 22", null)]
    [InlineData("call me on 5553001", null)]
    [InlineData("30 01", null)]
    [InlineData("w123x", null)]
    public void Resolve_NothingPointedOut_LooksForTheCustomersNumbersAndThings(string said, string? expected)
    {
        var resolution = ReferenceResolver.Resolve(OrderReference.None, Orders, [], null, said);

        Assert.Equal(expected ?? "ambiguous", resolution.Outcome == ResolutionOutcome.Found ? Assert.Single(resolution.Orders).Id : "ambiguous");
    }

    [Theory]
    [InlineData("Status", "delivered", "--06-03", "", "#W123")]
    [InlineData("Product", "blue", "2026-06", "", "#W123")]
    [InlineData("Product", "blue", "2024", "", "7000 #W123")]
    [InlineData("Status", "delivered", null, "the delivered one with the bottle", "3001")]
    [InlineData("Date", "--06", null, "the socks from june", "#W123")]
    [InlineData("Id", "999", null, "order 999 with the backpack", "")]
    [InlineData("Status", "unshipped", null, "", "ORD-2026-000123")]
    [InlineData("Ordinal", "oldest:2", null, "", "5120")]
    [InlineData("Ordinal", "oldest:9", null, "", "")]
    public void Resolve_SeveralSigns_NarrowEachOther(string kind, string value, string? within, string said, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            ReferenceResolver.Resolve(ReferenceText.Read(kind, value, within), Orders, [], null, said).Orders.Select(order => order.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Resolve_TheOtherOneWithItsName_IsThatOne() =>
        Assert.Equal("402-0726587-9868359", Assert.Single(ReferenceResolver.Resolve(
            ReferenceText.Read("Other"), Orders, ["402-0726587-9868359", "ORD-2026-000123", "#W123"], "ORD-2026-000123", "no the other one, the bakcpack").Orders).Id);

    [Theory]
    [InlineData("no, not 3001, the other one")]
    [InlineData("not order 3001")]
    [InlineData("not #3001 please")]
    public void Resolve_NumberThatIsDenied_IsNotThatOne(string said) =>
        Assert.Equal("5120", Assert.Single(ReferenceResolver.Resolve(ReferenceText.Read("Other"), Orders, ["3001", "5120"], "3001", said).Orders).Id);

    [Fact]
    public void Resolve_AnotherThingThanTalkedAbout_IsTheOtherOrder() =>
        Assert.Equal("5120", Assert.Single(ReferenceResolver.Resolve(ReferenceText.Read("Mentioned"), Orders, [], "#W123", "and when was the lamp bought").Orders).Id);

    [Theory]
    [InlineData("1", "5120")]
    [InlineData("3", "3001")]
    [InlineData("-1", "3001")]
    [InlineData("-2", "#W123")]
    [InlineData("4", null)]
    [InlineData("-4", null)]
    public void Resolve_OrdinalWithAList_CountsInTheList(string place, string? expected) =>
        Assert.Equal(expected, ReferenceResolver.Resolve(ReferenceText.Read("Ordinal", place), Orders, ["5120", "#W123", "3001"], null).Orders.SingleOrDefault()?.Id);

    [Theory]
    [InlineData("2", "#W123")]
    [InlineData("#2", "#W123")]
    [InlineData("3001", "3001")]
    [InlineData("9", null)]
    [InlineData("123", null)]
    public void Resolve_NumberWithAList_IsAnOrderNumberOrElseAPlace(string number, string? expected) =>
        Assert.Equal(expected, ReferenceResolver.Resolve(ReferenceText.Read("Id", number), Orders, ["5120", "#W123"], null).Orders.SingleOrDefault()?.Id);

    [Fact]
    public void Resolve_SmallNumberWithoutAList_IsNoPlace() =>
        Assert.Equal(Resolution.NotFound, ReferenceResolver.Resolve(ReferenceText.Read("Id", "2"), Orders, [], null));

    [Fact]
    public void Resolve_OrdinalOfAnOrderThatIsGone_IsNotFound() =>
        Assert.Equal(Resolution.NotFound, ReferenceResolver.Resolve(ReferenceText.Read("Ordinal", "1"), Orders, ["gone", "3001"], null));

    [Fact]
    public void Resolve_TheOneBeforeTheOrderTalkedAbout_IsTheNextOlder() =>
        Assert.Equal("5120", Assert.Single(ReferenceResolver.Resolve(ReferenceText.Read("Ordinal", "-2"), Orders, [], "#W123").Orders).Id);

    [Fact]
    public void Resolve_Mentioned_IsTheOrderTalkedAbout() =>
        Assert.Equal("5120", Assert.Single(ReferenceResolver.Resolve(ReferenceText.Read("Mentioned"), Orders, [], "5120").Orders).Id);

    [Fact]
    public void Resolve_All_FindsAllNewestFirst()
    {
        var resolution = ReferenceResolver.Resolve(ReferenceText.Read("All"), Orders, [], null);

        Assert.Equal(ResolutionOutcome.Found, resolution.Outcome);
        Assert.Equal(Orders.Order(NewestFirst.Comparer), resolution.Orders);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Mentioned")]
    [InlineData("Latest")]
    public void Resolve_OneOrderOnly_IsMeant(string kind) =>
        Assert.Equal(ResolutionOutcome.Found, ReferenceResolver.Resolve(ReferenceText.Read(kind), [Orders[5]], [], null).Outcome);

    [Fact]
    public void Resolve_NoOrders_SaysSoWhateverIsAsked() =>
        Assert.All(
            new[] { "None", "Id", "Latest", "Ordinal", "Product", "Status", "All", "Other" },
            kind => Assert.Equal(Resolution.NoOrders, ReferenceResolver.Resolve(ReferenceText.Read(kind, "1"), [], [], null)));

    [Fact]
    public void Resolve_TwoOrdersOnTheNewestDay_AsksWhich()
    {
        Order[] orders = [Make("1", OrderStatus.Shipped, "2026-06-03", null, null), Make("2", OrderStatus.Shipped, "2026-06-03", null, null)];

        Assert.Equal(ResolutionOutcome.Ambiguous, ReferenceResolver.Resolve(ReferenceText.Read("Latest"), orders, [], null).Outcome);
    }

    [Fact]
    public void Resolve_ProductWhereNoItemsAreRecorded_AsksWhich()
    {
        var orders = Orders.Select(order => order with { Items = null }).ToList();

        Assert.Equal(ResolutionOutcome.Ambiguous, ReferenceResolver.Resolve(ReferenceText.Read("Product", "lamp"), orders, [], null).Outcome);
    }

    [Theory]
    [InlineData("3001\nw123", "3001 #W123", false)]
    [InlineData("#W123\n3001\n3001", "#W123 3001", false)]
    [InlineData("99999\n3001", "3001", true)]
    [InlineData("1\n3", "5120 3001", false)]
    public void Resolve_SeveralNumbers_FindsThemInTheirOrder(string numbers, string expected, bool lacksSome)
    {
        var resolution = ReferenceResolver.Resolve(ReferenceText.Read("Id", numbers), Orders, ["5120", "#W123", "3001"], null);

        Assert.Equal(ResolutionOutcome.Found, resolution.Outcome);
        Assert.Equal(expected.Split(' '), resolution.Orders.Select(order => order.Id));
        Assert.Equal(lacksSome, resolution.LacksSome);
    }

    [Fact]
    public void Resolve_SeveralNumbersOfNobody_IsNotFound() =>
        Assert.Equal(Resolution.NotFound, ReferenceResolver.Resolve(ReferenceText.Read("Id", "88888\n99999"), Orders, [], null));

    [Theory]
    [InlineData("5120 3001", "5120", "3001")]
    [InlineData("5120 #W123 3001", "5120", "#W123 3001")]
    [InlineData("", "3001", "402-0726587-9868359 ORD-2026-000123 #W123 5120 7000")]
    [InlineData("5120 3001", null, "5120 3001")]
    public void Resolve_TheOther_IsAnyOnShowButTheOneTalkedAbout(string onShow, string? mentioned, string expected)
    {
        var shown = onShow.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var resolution = ReferenceResolver.Resolve(ReferenceText.Read("Other"), Orders, shown, mentioned);

        Assert.Equal(expected.Split(' '), resolution.Orders.Select(order => order.Id));
        Assert.Equal(resolution.Orders.Count == 1 ? ResolutionOutcome.Found : ResolutionOutcome.Ambiguous, resolution.Outcome);
    }

    [Fact]
    public void Resolve_AllOnShow_IsOnlyThose() =>
        Assert.Equal(["#W123", "3001"], ReferenceResolver.Resolve(ReferenceText.Read("All", "shown"), Orders, ["#W123", "3001"], null).Orders.Select(order => order.Id));

    [Theory]
    [InlineData("cheapest", "1")]
    [InlineData("dearest", "2")]
    public void Resolve_ByPrice_ComparesWhatTheItemsCost(string place, string expected)
    {
        Order[] orders =
        [
            Make("1", OrderStatus.Shipped, "2026-06-03", null, null, "lamp"),
            Make("2", OrderStatus.Shipped, "2026-06-04", null, null, "lamp", "socks"),
        ];

        Assert.Equal(expected, Assert.Single(ReferenceResolver.Resolve(ReferenceText.Read("Ordinal", place), orders, [], null).Orders).Id);
        Assert.Equal(
            ResolutionOutcome.Ambiguous,
            ReferenceResolver.Resolve(ReferenceText.Read("Ordinal", place), [.. orders, Make("3", OrderStatus.Shipped, "2026-06-05", null, null)], [], null).Outcome);
    }

    [Theory]
    [InlineData("the lamp that isn't shipped", "1")]
    [InlineData("my lamp hasnt been sent yet", "1")]
    [InlineData("the lamp has still not arrived", "1 2")]
    [InlineData("the lamp", "1 2 3")]
    public void Resolve_StateThatTheMessageMisses_Narrows(string said, string expected)
    {
        Order[] orders =
        [
            Make("1", OrderStatus.Invoiced, "2026-06-05", null, null, "lamp"),
            Make("2", OrderStatus.Shipped, "2026-06-04", "2026-06-06", null, "lamp"),
            Make("3", OrderStatus.Delivered, "2026-06-03", "2026-06-04", "2026-06-06", "lamp"),
        ];

        var resolution = ReferenceResolver.Resolve(ReferenceText.Read("Product", "lamp"), orders, [], null, said);

        Assert.Equal(expected, string.Join(' ', resolution.Orders.Select(order => order.Id)));
    }

    private static bool Wanted(string expected, Order order) => expected.Split(' ').Contains(order.Id);

    private static Order Make(string id, OrderStatus status, string? bought, string? shipped, string? delivered, params string[] products) =>
        new(id, status, Day(bought), Day(shipped), Day(delivered), [.. products.Select((name, i) => new OrderItem(i + 1, name, 1, 100, "EUR"))]);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
