using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Core.Orders;

/// <summary>A shop's own names, words, times and amounts, on every engine.</summary>
public abstract partial class SqlOrdersTests
{
    private const string OwnNames = """
        CREATE TABLE people (id INTEGER, given TEXT, mail TEXT); INSERT INTO people VALUES (1, 'Ann', 'ann@example.com'), (2, 'Bob', NULL);
        CREATE TABLE sales (number TEXT, buyer INTEGER, state TEXT, bought_at TEXT, store INTEGER);
        INSERT INTO sales VALUES ('A-1', 1, 'completed', '2026-03-01', 1), ('A-2', 1, 'on-hold', '2026-04-01', 1), ('A-3', 1, 'completed', '2026-05-01', 2), ('A-4', 2, 'completed', '2026-05-01', 1);
        CREATE TABLE sale_lines (sale TEXT, title TEXT, amount DECIMAL(10,3), price DECIMAL(10,2)); INSERT INTO sale_lines VALUES ('A-1', 'Cotton', 1.5, 10.00), ('A-2', 'Silk', 2, 19.99);
        """;

    private static void UseOwnNames(OrdersOptions options)
    {
        options.Tables["users"] = "people";
        options.Tables["orders"] = "sales";
        options.Tables["order_items"] = "sale_lines";
        options.Columns["users"] = new() { ["user_id"] = "id", ["first_name"] = "given", ["email"] = "mail" };
        options.Columns["orders"] = new() { ["order_id"] = "number", ["user_id"] = "buyer", ["status"] = "state", ["date_purchase"] = "bought_at" };
        options.Columns["order_items"] = new() { ["order_id"] = "sale", ["product_name"] = "title", ["quantity"] = "amount", ["unit_price_minor"] = "price" };
        options.Filters["orders"] = "store=1";
        options.Statuses["completed"] = "delivered";
        options.Amounts = AmountUnit.Major;
        options.Currency = "EUR";
    }

    [Fact]
    public async Task List_OwnNamesWordsAndAmounts_AreReadBySettings()
    {
        using var shop = Open(OwnNames);
        shop.Reopen(UseOwnNames);
        var customer = await shop.Directory.FindByEmailAsync("Ann@example.com", default);

        var orders = await shop.Orders.ListAsync(customer!.Id, default);

        Assert.Equal(("1", "Ann"), (customer.Id.Value, customer.FirstName));
        Assert.Equal([("A-2", OrderStatus.NotRecorded), ("A-1", OrderStatus.Delivered)], orders.Select(order => (order.Id, order.Status)));
        Assert.Equal([new OrderItem(1, "Cotton", 1.5m, 1000, "EUR")], orders[1].Items);
        Assert.Equal(new OrderTotal(1500, "EUR"), OrderTotal.Of(orders[1]));
        Assert.Equal(new OrderTotal(3998, "EUR"), OrderTotal.Of(orders[0]));
        Assert.Null(await shop.Orders.FindAsync(customer.Id, "A-3", default));
        Assert.Null(await shop.Orders.FindAsync(customer.Id, "A-4", default));
    }

    [Fact]
    public async Task Check_SettingsThatNameNothing_SaysWhichAndWhatIsThere()
    {
        using var shop = Open(OwnNames);
        shop.Reopen(options =>
        {
            UseOwnNames(options);
            options.Tables["shipments"] = "parcels";
            options.Columns["orders"]["date_shipped"] = "sent_at";
            options.Columns["orders"]["colour"] = "state";
            options.Columns["invoices"] = new() { ["id"] = "x" };
            options.Filters["orders"] = "shop=1";
            options.Filters["users"] = "active";
        });

        var report = await new OrdersSchemaCheck(shop.Database).RunAsync(default);

        Assert.Equal(
            [
                "The settings «Orders» tell of a table 'invoices', which the bot doesn't use. It uses users, orders, order_items, payments, shipments, shipment_items, returns.",
                "Orders:Filters:users is «active»; write column=value.",
                "Orders:Columns:orders:colour is no column that the bot uses. It uses order_id, user_id, status, date_purchase, date_shipped, date_delivered, email.",
                "Orders:Columns:orders:date_shipped names 'sent_at', but the table 'sales' has no such column. It has number, buyer, state, bought_at, store.",
                "Orders:Filters:orders asks for the column 'shop', which the table 'sales' lacks. It has number, buyer, state, bought_at, store.",
                "Orders:Tables:shipments names 'parcels', but there is no such table or view, or it may not be read.",
            ],
            report.Errors);
    }

    /// <summary>Case 07: a shop whose tables are called users and orders already.</summary>
    [Fact]
    public async Task List_OurTableNamesWithOtherColumns_AreReadBySettingsThatTheCheckNames()
    {
        using var shop = Open("""
            CREATE TABLE users (id INTEGER, first_name TEXT, last_name TEXT, email TEXT); INSERT INTO users VALUES (6, 'Ella', 'H', 'e@example.com');
            CREATE TABLE orders (id INTEGER, user_id INTEGER, status TEXT, created_at TEXT); INSERT INTO orders VALUES (70, 6, 'shipped', '2024-05-17');
            """);
        var before = await new OrdersSchemaCheck(shop.Database).RunAsync(default);
        Assert.Contains("The table 'orders' has no column 'order_id'. Name the shop's own: Orders:Columns:orders:order_id. It has id, user_id, status, created_at.", before.Errors);
        shop.Reopen(options =>
        {
            options.Columns["users"] = new() { ["user_id"] = "id" };
            options.Columns["orders"] = new() { ["order_id"] = "id", ["date_purchase"] = "created_at" };
        });

        var order = Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("6"), default));

        Assert.True((await new OrdersSchemaCheck(shop.Database).RunAsync(default)).Fits);
        Assert.Equal(("70", new DateOnly(2024, 5, 17)), (order.Id, order.Purchased));
    }

    /// <summary>Case 03.</summary>
    [Theory]
    [InlineData("1970-01-01 00:00:00")]
    [InlineData("1970-01-01")]
    [InlineData("1900-01-01 00:00:00.000")]
    [InlineData("0001-01-01")]
    [InlineData("1753-01-01T00:00:00Z")]
    [InlineData("2099-12-31")]
    [InlineData("9999-12-31 23:59:59")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("2024-05-01")]
    public async Task List_DeliveryDateThatMeansNone_IsNotRecorded(string day)
    {
        using var shop = Open(OrdersFile.Minimal + $"UPDATE orders SET date_purchase = '2024-05-17', date_shipped = '2024-05-18', date_delivered = '{day}' WHERE order_id = 11;");

        var order = Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default));

        Assert.Equal((new DateOnly(2024, 5, 18), null), (order.Shipped!.Value, order.Delivered));
        Assert.True(OrderDays.Waits(order));
    }

    /// <summary>Case 05.</summary>
    [Theory]
    [InlineData("2021-05-17 11:01:51 UTC")]
    [InlineData("2021-05-17 11:01:51 +0000 UTC")]
    [InlineData("2021-05-17 11:01:51.9 -0700 PDT m=+0.49")]
    [InlineData("2021-05-17T11:01:51.123456789Z")]
    [InlineData("2021-05-17T11:01:51+02")]
    [InlineData("2021-05-17 11:01:51 America/New_York")]
    [InlineData("2021-05-17 11:01")]
    public async Task List_DateWithAZoneInLetters_IsItsFirstTenCharacters(string text)
    {
        using var shop = Open(OrdersFile.Minimal + $"UPDATE orders SET date_purchase = '{text}' WHERE order_id = 11;");

        Assert.Equal(new DateOnly(2021, 5, 17), Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default)).Purchased);
    }

    /// <summary>Case 18: one moment has one day.</summary>
    [Theory]
    [InlineData("2021-08-17T02:30:00Z", null, "2021-08-16")]
    [InlineData("2021-08-16T19:30:00-07:00", null, "2021-08-16")]
    [InlineData("2021-08-17 02:30:00 UTC", null, "2021-08-16")]
    [InlineData("2021-08-17 02:30:00", "UTC", "2021-08-16")]
    [InlineData("2021-08-17 02:30:00", null, "2021-08-17")]
    [InlineData("2021-08-17 00:00:00", "UTC", "2021-08-17")]
    [InlineData("2021-08-17", "UTC", "2021-08-17")]
    public async Task List_TimesWithAZoneOfTheShop_AreItsDays(string text, string? stored, string day)
    {
        using var shop = Open(OrdersFile.Minimal + $"UPDATE orders SET date_purchase = '{text}' WHERE order_id = 11;");
        shop.Reopen(options => (options.TimeZone, options.StoredTimeZone) = ("America/Los_Angeles", stored));

        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default)).Purchased);
    }

    [Fact]
    public async Task List_PromisedForNextYear_IsPromised()
    {
        using var shop = Open(WithEverything + "UPDATE shipments SET date_estimated = '2027-11-30' WHERE order_id = 11;");
        shop.Reopen(_ => { }, new FakeTimeProvider(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(new DateOnly(2027, 11, 30), OrderDays.Estimated(Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default))));
    }

    /// <summary>Case 14.</summary>
    [Theory]
    [InlineData("'1.5'", "1.5", 1500)]
    [InlineData("'2'", "2", 2000)]
    [InlineData("'some'", null, null)]
    [InlineData("'-1'", null, null)]
    [InlineData("NULL", null, null)]
    public async Task List_QuantityThatIsNotWhole_IsItselfOrNotRecordedAndNoTotal(string literal, string? quantity, int? total)
    {
        using var shop = Open(OrdersFile.Minimal + $"""
            CREATE TABLE order_items (order_id INTEGER, product_name TEXT, quantity TEXT, unit_price_minor INTEGER, currency TEXT);
            INSERT INTO order_items VALUES (11, 'Cotton fabric', {literal}, 1000, 'EUR');
            """);

        var order = Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default));

        Assert.Equal(quantity is null ? null : decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(order.Items!).Quantity);
        Assert.Equal(total, (int?)OrderTotal.Of(order)?.AmountMinor);
    }

    /// <summary>Case 15.</summary>
    [Theory]
    [InlineData("A1B2C3D4-0000-4000-8000-00000000000A", "a1b2c3d4-0000-4000-8000-00000000000a")]
    [InlineData("a1b2c3d4-0000-4000-8000-00000000000a", "A1B2C3D4-0000-4000-8000-00000000000A")]
    [InlineData("a1b2c3d400004000800000000000000a", "A1B2C3D4-0000-4000-8000-00000000000A")]
    [InlineData("{A1B2C3D4-0000-4000-8000-00000000000A}", "a1b2c3d4-0000-4000-8000-00000000000a")]
    public async Task Find_GuidInOtherLetters_IsTheSame(string stored, string said)
    {
        using var shop = Open($"""
            CREATE TABLE users (user_id TEXT, first_name TEXT); INSERT INTO users VALUES ('{stored}', 'A');
            CREATE TABLE orders (order_id TEXT, user_id TEXT, status TEXT); INSERT INTO orders VALUES ('1', '{stored}', 'shipped'), ('2', 'a1b2c3d4-0000-4000-8000-00000000000b', 'shipped');
            """);

        var customer = await shop.Directory.FindByUserIdAsync(said, default);

        Assert.Equal(stored, customer?.Id.Value);
        Assert.Equal("1", Assert.Single(await shop.Orders.ListAsync(customer!.Id, default)).Id);
        Assert.Equal("1", Assert.Single(await shop.Orders.ListAsync(TestShop.Customer(said), default)).Id);
    }

    /// <summary>Case 06.</summary>
    [Fact]
    public async Task List_UnknownWordWithADeliveryDate_IsNotOpen()
    {
        using var shop = Open(OrdersFile.Minimal + "UPDATE orders SET status = 'completed' WHERE order_id = 10;");

        var orders = await shop.Orders.ListAsync(TestShop.Customer("1"), default);

        Assert.Equal(["12"], orders.Where(new SupportBot.Core.Conversation.OrderReference.Open().Holds).Select(order => order.Id));
    }

    [Fact]
    public async Task List_ParcelsWithContentsLinksAndReturns_AreReadWhereTheShopHasThem()
    {
        using var shop = Open(WithEverything + """
            CREATE TABLE shipment_items (order_id INTEGER, tracking_number TEXT, line INTEGER, quantity INTEGER); INSERT INTO shipment_items VALUES (10, 'PB1', 1, 1), (10, 'PB1', 2, 2), (11, 'PB1', 1, 1);
            CREATE TABLE returns (order_id INTEGER, status TEXT, date_requested TEXT, date_received TEXT); INSERT INTO returns VALUES (10, 'requested', '2026-01-12', NULL), (11, 'received', '2026-03-12', '2026-03-15');
            """);
        shop.Reopen(options => options.TrackingUrls["ParcelBird"] = "https://parcelbird.example/follow/{number}");

        var order = await shop.Orders.FindAsync(TestShop.Customer("1"), "10", default);

        var parcel = Assert.Single(order!.Shipments!);
        Assert.Equal([new ParcelLine("PB1", 1, 1), new ParcelLine("PB1", 2, 2)], parcel.Lines);
        Assert.Equal("https://parcelbird.example/follow/PB1", parcel.TrackingUrl!.AbsoluteUri);
        Assert.Equal([new OrderReturn("requested", new DateOnly(2026, 1, 12), null)], order.Returns);
    }
}
