using Microsoft.Data.Sqlite;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.OrdersImport;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.OrdersImport;

public sealed class OrdersImporterTests : IDisposable
{
    private const string Header = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Shipping City,Shipping Zip,Notes,Cancelled at,Payment Method,Refunded Amount,Phone";

    private const string Shopify = Header + "\n"
        + """
        #1001,Ann@Example.com,paid,2026-03-01 10:00:00 +0200,fulfilled,2026-03-03 09:00:00 +0200,EUR,45.90,2026-03-01 09:58:00 +0200,2,Blue kettle,19.95,Ann Lee Bell,Ulm,'75008,"please ring
        twice",,Visa,0.00,
        #1001,Ann@Example.com,,,,,,,,1,"Filter, small",6.00,,,,,,,,
        #1002,ann@example.com,refunded,2026-03-05 10:00:00 +0200,unfulfilled,,EUR,10.00,2026-03-05 10:00:00 +0200,1,Mug,10.00,Ann Bell,Ulm,89073,,,PayPal,10.00,
        #1003,ben@example.com,pending,,unfulfilled,,JPY,1500,2026-04-01T12:00:00Z,1,Tea,1500,Ben,Bonn,53111,,,,,
        #1004,ben@example.com,paid,2026-04-02 10:00:00 +0200,unfulfilled,,EUR,5.00,2026-04-02 10:00:00 +0200,some,Spoon,5.00,Ben,Bonn,53111,,,Visa,0.00,
        #1005,,paid,2026-04-03 10:00:00 +0200,partial,,EUR,5.00,2026-04-03 10:00:00 +0200,1,Fork,5.00,,,,,,Cash,0.00,+49 1
        #1006,ben@example.com,paid,2026-04-02 10:00:00 +0200,unfulfilled,,EUR,5.00,2026-04-02 10:00:00 +0200,1,Knife,5.00,Ben,Bonn,53111,,2026-04-03 10:00:00 +0200,Visa,0.00,
        #1001,cat@example.com,paid,2026-04-02 10:00:00 +0200,unfulfilled,,EUR,5.00,2026-04-02 10:00:00 +0200,1,Pan,5.00,Cat,Bonn,53111,,,Visa,0.00,
        ,x@example.com,,,,,,,,1,Nothing,1.00,,,,,,,,
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _rejected = [];

    private string To => _folder.File("orders.db");

    [Fact]
    public async Task Run_ShopifysExport_IsReadAsOrders()
    {
        var importer = Import(Shopify);

        using var database = Open();
        var ann = (await new SqlCustomerDirectory(database).FindByEmailAsync("ann@example.com", default))!;
        var orders = await new SqlOrders(database).ListAsync(ann.Id, default);
        Assert.Equal((6, 2), (importer.Orders, importer.Customers));
        Assert.Equal(("Ann", "Lee Bell"), (ann.FirstName, ann.LastName));
        Assert.Equal(["#1002", "#1001"], orders.Select(order => order.Id));
        Assert.Equal((OrderStatus.Returned, OrderStatus.Shipped), (orders[0].Status, orders[1].Status));
        Assert.Equal((new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3)), (orders[1].Purchased!.Value, orders[1].Shipped!.Value));
        Assert.Equal([new OrderItem(1, "Blue kettle", 2, 1995, "EUR"), new OrderItem(2, "Filter, small", 1, 600, "EUR")], orders[1].Items);
        Assert.Equal([new Payment(PaymentKind.Charge, "Visa", 4590, "EUR", null, new DateOnly(2026, 3, 1))], orders[1].Payments);
        Assert.Equal([PaymentKind.Charge, PaymentKind.Refund], orders[0].Payments!.Select(payment => payment.Kind));
        var ben = await new SqlOrders(database).ListAsync(new CustomerId("ben@example.com"), default);
        Assert.Equal([("#1006", OrderStatus.Cancelled), ("#1004", OrderStatus.Invoiced), ("#1003", OrderStatus.Pending)], ben.Select(order => (order.Id, order.Status)));
        Assert.Equal(1500, ben[2].Items![0].UnitPriceMinor);
    }

    [Fact]
    public void Run_LinesThatCantBeUsed_AreListedWithTheirReason()
    {
        Import(Shopify);

        Assert.Equal(
            [
                "7: the quantity «some» can't be read",
                "8: the order #1005 has no e-mail address; it is taken in, but belongs to nobody who could ask for it",
                "11: it has no order number (Name)",
                "10: the order #1001 stood before; this one is left out",
            ],
            _rejected);
    }

    [Fact]
    public async Task Run_OurOwnColumns_AreReadAsTheyAre()
    {
        Import("order_id;user_id;status;date_purchase;date_delivered;first_name\n7001;6;delivered;2026-01-02;2026-01-05;Ella\n7002;6;shipped;2026-02-02;;Ella\n;6;shipped;2026-02-02;;\n");

        using var database = Open();
        var orders = await new SqlOrders(database).ListAsync(new CustomerId("6"), default);
        Assert.Equal([("7002", OrderStatus.Shipped, null), ("7001", OrderStatus.Delivered, (DateOnly?)new DateOnly(2026, 1, 5))], orders.Select(order => (order.Id, order.Status, order.Delivered)));
        Assert.Equal("Ella", (await new SqlCustomerDirectory(database).FindByUserIdAsync("6", default))!.FirstName);
        Assert.Equal(["4: it has no order_id"], _rejected);
    }

    [Fact]
    public async Task Run_AgainWhileABotReads_ReplacesTheFileInOneStep()
    {
        Import("order_id,user_id,status\n1,6,shipped\n");
        using var database = Open();
        Assert.Equal("1", Assert.Single(await new SqlOrders(database).ListAsync(new CustomerId("6"), default)).Id);

        Import("order_id,user_id,status\n2,6,delivered\n");

        Assert.Equal("2", Assert.Single(await new SqlOrders(database).ListAsync(new CustomerId("6"), default)).Id);
        Assert.Equal(["export.csv", "orders.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n1,2\n", "is neither Shopify's export")]
    public void Run_OtherFiles_AreRefusedAndTheOldOneStays(string csv, string words)
    {
        Import("order_id,user_id,status\n1,6,shipped\n");
        var before = File.ReadAllBytes(To);

        var refusal = Assert.Throws<StartupException>(() => Import(csv));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(To));
    }

    [Fact]
    public void Run_StoppedInTheMiddle_LeavesTheOldFileAndNothingElse()
    {
        Import("order_id,user_id,status\n1,6,shipped\n");
        var before = File.ReadAllBytes(To);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => Import("order_id,user_id,status\n2,6,shipped\n3,6,shipped\n", stop));

        Assert.Equal(before, File.ReadAllBytes(To));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private OrdersImporter Import(string csv, CancellationTokenSource? stop = null)
    {
        File.WriteAllText(_folder.File("export.csv"), csv);
        var importer = new OrdersImporter(To, (line, why) => _rejected.Add($"{line}: {why}"));
        importer.Run(_folder.File("export.csv"), _ => stop?.Cancel(), stop?.Token ?? default);
        return importer;
    }

    private OrdersDatabase Open() => new(Databases.OpenOrders($"Data Source={To}", "/", new()).Source);
}
