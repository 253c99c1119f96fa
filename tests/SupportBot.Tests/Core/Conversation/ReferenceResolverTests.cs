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
    [InlineData("Date", "--06-03", "#W123")]
    [InlineData("Date", "--07", "3001")]
    [InlineData("Date", "2025", "3001")]
    [InlineData("Date", "2026-09-15/2026-10-01", "ORD-2026-000123")]
    [InlineData("Date", "--06-03,--03-06", "#W123")]
    [InlineData("Date", "--03-06,--06-03", "#W123")]
    [InlineData("Date", "--12", null)]
    [InlineData("Product", "#W123", "#W123")]
    [InlineData("Product", "7000,#W123", "7000 #W123")]
    [InlineData("Product", "gone", null)]
    [InlineData("Status", "cancelled", "5120")]
    [InlineData("Status", "Canceled", "5120")]
    [InlineData("Status", "delivered", "3001 #W123")]
    [InlineData("Status", "open", "ORD-2026-000123 402-0726587-9868359 7000")]
    [InlineData("Status", "unshipped", "ORD-2026-000123")]
    [InlineData("Status", "returned", null)]
    [InlineData("Most", "oldest", "3001")]
    [InlineData("Most", "newest", "402-0726587-9868359")]
    [InlineData("None", null, "3001 5120 #W123 ORD-2026-000123 402-0726587-9868359 7000")]
    [InlineData("Mentioned", null, "3001 5120 #W123 ORD-2026-000123 402-0726587-9868359 7000")]
    public void Resolve_NothingBefore_GivesTheOrdersThatFit(string kind, string? value, string? expected)
    {
        var resolution = Resolve(ReferenceText.Read(kind, value));

        var wanted = expected is null ? [] : Orders.Where(order => Wanted(expected, order)).Order(NewestFirst.Comparer).ToList();
        Assert.Equal(wanted.Count switch { 0 => ResolutionOutcome.NotFound, 1 => ResolutionOutcome.Found, _ => ResolutionOutcome.Ambiguous }, resolution.Outcome);
        Assert.Equal(wanted, resolution.Orders);
    }

    /// <summary>Two Junes have orders; of the one before, nobody speaks without its year.</summary>
    [Theory]
    [InlineData("--06", "#W123")]
    [InlineData("2025-06", "3001")]
    [InlineData("--06-20", "3001")]
    [InlineData("--07", "3001")]
    public void Resolve_MonthWithoutAYear_IsTheLastOneWithAnOrder(string days, string expected) => Assert.Equal(expected, OnlyIdOf(Resolve(ReferenceText.Read("Date", days))));

    [Theory]
    [InlineData("Status", "delivered", "--06-03", "#W123")]
    [InlineData("Product", "7000,#W123", "2026-06", "#W123")]
    [InlineData("Product", "7000,#W123", "2024", "7000 #W123")]
    [InlineData("Date", "2026", "2026-06-03", "#W123")]
    [InlineData("Id", "999", "2026-06", "")]
    [InlineData("Ordinal", "oldest:2", null, "5120")]
    [InlineData("Ordinal", "oldest:9", null, "")]
    public void Resolve_SeveralSigns_NarrowEachOther(string kind, string value, string? within, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            Resolve(ReferenceText.Read(kind, value, within)).Orders.Select(order => order.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Resolve_AllWithAnotherSign_AreThoseThatFitIt()
    {
        var resolution = Resolve(new OrderReference.All { Also = [ReferenceText.Read("Date", "2026"), ReferenceText.Read("Status", "delivered")] });

        Assert.Equal((ResolutionOutcome.Found, "#W123"), (resolution.Outcome, Ids(resolution)));
        Assert.Equal(Resolution.NotFound, Resolve(new OrderReference.All { Also = [ReferenceText.Read("Date", "2019")] }));
    }

    /// <summary>Of one order that is named, a sign that doesn't fit says nothing: people err.</summary>
    [Fact]
    public void Resolve_OneOrderWithASignThatDoesNotFit_IsThatOrder() =>
        Assert.Equal("5120", OnlyIdOf(Resolve(new OrderReference.Product("5120") { Also = [ReferenceText.Read("Status", "delivered")] })));

    [Fact]
    public void Resolve_TheOtherOneWithItsName_IsThatOne() =>
        Assert.Equal("402-0726587-9868359", OnlyIdOf(Resolve(
            new OrderReference.Other { Also = [new OrderReference.Product("402-0726587-9868359")] }, ["402-0726587-9868359", "ORD-2026-000123", "#W123"], "ORD-2026-000123")));

    [Theory]
    [InlineData("3001 5120", "3001", "5120")]
    [InlineData("3001 5120 #W123", "3001", "#W123 5120")]
    public void Resolve_OnlyWhatIsRuledOut_LeavesTheRestOnShow(string onShow, string denied, string expected)
    {
        var resolution = Resolve(OrderReference.None with { Except = [new OrderReference.Numbers(denied)] }, onShow.Split(' '));

        Assert.Equal(expected, Ids(resolution));
        Assert.Equal(resolution.Orders.Count == 1 ? ResolutionOutcome.Found : ResolutionOutcome.Ambiguous, resolution.Outcome);
    }

    [Fact]
    public void Resolve_AllBut_IsAllTheOthersTogether()
    {
        var resolution = Resolve(new OrderReference.All { Except = [new OrderReference.Product("5120"), new OrderReference.InStatus(OrderStatus.Delivered)] });

        Assert.Equal((ResolutionOutcome.Found, "402-0726587-9868359 ORD-2026-000123 7000"), (resolution.Outcome, Ids(resolution)));
        Assert.Equal("#W123", Ids(Resolve(new OrderReference.All(OnShow: true) { Except = [new OrderReference.Mentioned()] }, ["3001", "#W123"], "3001")));
        Assert.Equal(Resolution.NotFound, Resolve(new OrderReference.All(OnShow: true) { Except = [new OrderReference.All()] }, ["3001", "#W123"]));
    }

    [Fact]
    public void Resolve_ThisNotThat_IsThis() =>
        Assert.Equal("3001", OnlyIdOf(Resolve(new OrderReference.InStatus(OrderStatus.Delivered) { Except = [new OrderReference.Product("#W123")] })));

    [Fact]
    public void Resolve_Several_FindsEachByItsOwnSign()
    {
        var resolution = Resolve(new OrderReference.Several(new OrderReference.Product("5120"), ReferenceText.Read("Ordinal", "1"), new OrderReference.Product("5120")), ["3001", "5120"]);

        Assert.Equal((ResolutionOutcome.Found, "5120 3001"), (resolution.Outcome, Ids(resolution)));
        Assert.Equal(Resolution.NotFound, Resolve(new OrderReference.Several(new OrderReference.Product("gone"), ReferenceText.Read("Ordinal", "99"))));
    }

    [Fact]
    public void Resolve_AnotherThingThanTalkedAbout_IsTheOtherOrder() => Assert.Equal("5120", OnlyIdOf(Resolve(new OrderReference.Product("5120"), [], "#W123")));

    [Theory]
    [InlineData("1", "5120")]
    [InlineData("3", "3001")]
    [InlineData("-1", "3001")]
    [InlineData("-2", "#W123")]
    [InlineData("4", null)]
    [InlineData("-4", null)]
    public void Resolve_OrdinalWithAList_CountsInTheList(string place, string? expected) =>
        Assert.Equal(expected, OnlyIdOf(Resolve(ReferenceText.Read("Ordinal", place), ["5120", "#W123", "3001"])));

    [Theory]
    [InlineData("2", "#W123")]
    [InlineData("#2", "#W123")]
    [InlineData("3001", "3001")]
    [InlineData("9", null)]
    [InlineData("123", null)]
    public void Resolve_NumberWithAList_IsAnOrderNumberOrElseAPlace(string number, string? expected) =>
        Assert.Equal(expected, OnlyIdOf(Resolve(ReferenceText.Read("Id", number), ["5120", "#W123"])));

    [Fact]
    public void Resolve_SmallNumberWithoutAList_IsNoPlace() => Assert.Equal(Resolution.NotFound, Resolve(ReferenceText.Read("Id", "2")));

    [Fact]
    public void Resolve_OrdinalOfAnOrderThatIsGone_IsNotFound() => Assert.Equal(Resolution.NotFound, Resolve(ReferenceText.Read("Ordinal", "1"), ["gone", "3001"]));

    [Fact]
    public void Resolve_TheOneBeforeTheOrderTalkedAbout_IsTheNextOlder() => Assert.Equal("5120", OnlyIdOf(Resolve(ReferenceText.Read("Ordinal", "-2"), [], "#W123")));

    [Fact]
    public void Resolve_Mentioned_IsTheOrderTalkedAbout() => Assert.Equal("5120", OnlyIdOf(Resolve(ReferenceText.Read("Mentioned"), [], "5120")));

    [Fact]
    public void Resolve_All_FindsAllNewestFirst()
    {
        var resolution = Resolve(ReferenceText.Read("All"));

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

    [Theory]
    [InlineData("3001\nw123", "3001 #W123", false)]
    [InlineData("#W123\n3001\n3001", "#W123 3001", false)]
    [InlineData("99999\n3001", "3001", true)]
    [InlineData("1\n3", "5120 3001", false)]
    public void Resolve_SeveralNumbers_FindsThemInTheirOrder(string numbers, string expected, bool lacksSome)
    {
        var resolution = Resolve(ReferenceText.Read("Id", numbers), ["5120", "#W123", "3001"]);

        Assert.Equal((ResolutionOutcome.Found, expected, lacksSome), (resolution.Outcome, Ids(resolution), resolution.LacksSome));
    }

    [Fact]
    public void Resolve_SeveralNumbersOfNobody_IsNotFound() => Assert.Equal(Resolution.NotFound, Resolve(ReferenceText.Read("Id", "88888\n99999")));

    [Theory]
    [InlineData("5120 3001", "5120", "3001")]
    [InlineData("5120 #W123 3001", "5120", "#W123 3001")]
    [InlineData("", "3001", "402-0726587-9868359 ORD-2026-000123 #W123 5120 7000")]
    [InlineData("5120 3001", null, "5120 3001")]
    public void Resolve_TheOther_IsAnyOnShowButTheOneTalkedAbout(string onShow, string? mentioned, string expected)
    {
        var resolution = Resolve(ReferenceText.Read("Other"), onShow.Split(' ', StringSplitOptions.RemoveEmptyEntries), mentioned);

        Assert.Equal(expected, Ids(resolution));
        Assert.Equal(resolution.Orders.Count == 1 ? ResolutionOutcome.Found : ResolutionOutcome.Ambiguous, resolution.Outcome);
    }

    [Fact]
    public void Resolve_AllOnShow_IsOnlyThose() => Assert.Equal("#W123 3001", Ids(Resolve(ReferenceText.Read("All", "shown"), ["#W123", "3001"])));

    [Theory]
    [InlineData("5120 #W123", ResolutionOutcome.Found)]
    [InlineData("5120 #W123 3001", ResolutionOutcome.Ambiguous)]
    public void Resolve_Both_AreTheTwoOnShow(string onShow, ResolutionOutcome outcome) =>
        Assert.Equal(outcome, Resolve(new OrderReference.Both(), onShow.Split(' ')).Outcome);

    [Theory]
    [InlineData("oldest", "5120 #W123", "5120")]
    [InlineData("newest", "5120 #W123", "#W123")]
    [InlineData("oldest", "", "3001")]
    [InlineData("oldest", "7000", "7000")]
    public void Resolve_ByAge_ComparesWhatIsOnShow(string quality, string onShow, string expected) =>
        Assert.Equal(expected, OnlyIdOf(Resolve(ReferenceText.Read("Most", quality), onShow.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Theory]
    [InlineData("cheapest", "1")]
    [InlineData("dearest", "2")]
    public void Resolve_ByPrice_ComparesWhatTheItemsCost(string quality, string expected)
    {
        Order[] orders =
        [
            Make("1", OrderStatus.Shipped, "2026-06-03", null, null, "lamp"),
            Make("2", OrderStatus.Shipped, "2026-06-04", null, null, "lamp", "socks"),
        ];

        Assert.Equal(expected, OnlyIdOf(ReferenceResolver.Resolve(ReferenceText.Read("Most", quality), orders, [], null)));
        Assert.Equal(
            ResolutionOutcome.Ambiguous,
            ReferenceResolver.Resolve(ReferenceText.Read("Most", quality), [.. orders, Make("3", OrderStatus.Shipped, "2026-06-05", null, null)], [], null).Outcome);
    }

    [Theory]
    [InlineData("unshipped", "1")]
    [InlineData("open", "1 2")]
    [InlineData(null, "1 2 3")]
    public void Resolve_StateBesideAProduct_Narrows(string? state, string expected)
    {
        Order[] orders =
        [
            Make("1", OrderStatus.Invoiced, "2026-06-05", null, null, "lamp"),
            Make("2", OrderStatus.Shipped, "2026-06-04", "2026-06-06", null, "lamp"),
            Make("3", OrderStatus.Delivered, "2026-06-03", "2026-06-04", "2026-06-06", "lamp"),
        ];

        var resolution = ReferenceResolver.Resolve(
            new OrderReference.Product("1", "2", "3") { Also = state is null ? [] : [ReferenceText.Read("Status", state)] }, orders, [], null);

        Assert.Equal(expected, Ids(resolution));
    }

    /// <summary>«where is my order» is about the only one that is on its way, else about the only one that is still to come.</summary>
    [Theory]
    [InlineData("shipped delivered invoiced", Topic.Status, "0")]
    [InlineData("shipped delivered invoiced", Topic.Delivery, "0")]
    [InlineData("shipped delivered invoiced", Topic.Total, null)]
    [InlineData("shipped delivered invoiced", null, null)]
    [InlineData("shipped shipped invoiced", Topic.Status, null)]
    [InlineData("cancelled delivered invoiced", Topic.Status, "2")]
    [InlineData("cancelled delivered returned", Topic.Status, null)]
    [InlineData("shipped delivered cancelled", Topic.Lost, "1")]
    [InlineData("delivered delivered shipped", Topic.Lost, "2")]
    public void Resolve_NoOrderNamed_IsThePlausibleOne(string states, Topic? topic, string? expected)
    {
        var orders = states.Split(' ').Select((state, i) => Make($"{i}", OrderStatusText.Parse(state), "2026-06-03", null, null)).ToList();

        foreach (var kind in new[] { "None", "Mentioned" })
            Assert.Equal(expected, OnlyIdOf(ReferenceResolver.Resolve(ReferenceText.Read(kind), orders, [], null, topic is { } asked ? [asked] : [])));
    }

    [Fact]
    public void Resolve_OrderTalkedAbout_GoesBeforeThePlausibleOne() =>
        Assert.Equal("3001", OnlyIdOf(ReferenceResolver.Resolve(ReferenceText.Read("Mentioned"), Orders, [], "3001", Topic.Status)));

    private static Resolution Resolve(OrderReference reference, IReadOnlyList<string>? onShow = null, string? mentioned = null) =>
        ReferenceResolver.Resolve(reference, Orders, onShow ?? [], mentioned);

    private static string? OnlyIdOf(Resolution resolution) => resolution is { Outcome: ResolutionOutcome.Found, Orders: [var only] } ? only.Id : null;

    private static string Ids(Resolution resolution) => string.Join(' ', resolution.Orders.Select(order => order.Id));

    private static bool Wanted(string expected, Order order) => expected.Split(' ').Contains(order.Id);

    [Fact]
    public void Resolve_WhereIsMyOrder_IsTheOneOnItsWayWithTheOthersBeside()
    {
        var resolution = ReferenceResolver.Resolve(OrderReference.None, Orders, [], null, Topic.Status);

        Assert.Equal(["402-0726587-9868359"], resolution.Orders.Select(order => order.Id));
        Assert.Equal(["ORD-2026-000123", "7000"], resolution.Beside.Select(order => order.Id));
    }

    [Fact]
    public void Resolve_WhereIsMyOrderOfAFewOnTheirWay_IsAllOfThem()
    {
        Order[] orders = [Make("1", OrderStatus.Shipped, "2026-10-15", null, null), Make("2", OrderStatus.Shipped, "2026-10-16", null, null), .. Orders[..3]];

        var resolution = ReferenceResolver.Resolve(OrderReference.None, orders, [], null, Topic.Status);

        Assert.Equal((ResolutionOutcome.Found, "2 1"), (resolution.Outcome, string.Join(' ', resolution.Orders.Select(order => order.Id))));
    }

    [Fact]
    public void Resolve_WhereIsMyOrderOfManyOnTheirWay_OffersWhatIsStillToCome()
    {
        Order[] orders = [.. Orders, Make("8000", OrderStatus.Shipped, "2026-10-15", null, null)];

        var resolution = ReferenceResolver.Resolve(OrderReference.None, orders, [], null, Topic.Delivery);

        Assert.Equal(ResolutionOutcome.Ambiguous, resolution.Outcome);
        Assert.Equal(["8000", "402-0726587-9868359", "ORD-2026-000123", "7000"], resolution.Orders.Select(order => order.Id));
    }

    [Theory]
    [InlineData("2026-10-18", "2026-10-20", "A")]
    [InlineData("2026-10-25", "2026-10-20", "B")]
    [InlineData("2026-10-25", "2026-10-11", "none")]
    public void Resolve_LateOnes_AreThoseStillAwaitedElseThoseThatCameLate(string due, string arrived, string expected)
    {
        Order[] orders =
        [
            new("A", OrderStatus.Shipped, new(2026, 10, 1), null, null) { Shipments = [new(null, null, DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), null, null)] },
            new("B", OrderStatus.Delivered, new(2026, 10, 1), null, DateOnly.Parse(arrived, System.Globalization.CultureInfo.InvariantCulture)) { Shipments = [new(null, null, new(2026, 10, 12), null, null)] },
        ];

        var resolution = ReferenceResolver.Resolve(new OrderReference.Late(new(2026, 10, 21)), orders, [], null);

        Assert.Equal(expected, resolution.Orders is [var only] ? only.Id : "none");
    }

    [Fact]
    public void Resolve_PlaceWithAState_CountsAmongThoseInIt()
    {
        var last = new OrderReference.Latest { Also = [new OrderReference.InStatus(OrderStatus.Delivered)] };
        var oldest = new OrderReference.Most(Quality.Oldest) { Also = [new OrderReference.Open()] };

        Assert.Equal("#W123", Assert.Single(ReferenceResolver.Resolve(last, Orders, [], null).Orders).Id);
        Assert.Equal("ORD-2026-000123", Assert.Single(ReferenceResolver.Resolve(oldest, Orders, [], null).Orders).Id);
    }

    private static Order Make(string id, OrderStatus status, string? bought, string? shipped, string? delivered, params string[] products) =>
        new(id, status, Day(bought), Day(shipped), Day(delivered), [.. products.Select((name, i) => new OrderItem(i + 1, name, 1, 100, "EUR"))]);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
