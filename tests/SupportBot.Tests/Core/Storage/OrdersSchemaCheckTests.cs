using SupportBot.Core.Storage;
using SupportBot.Hosting.SampleData;
using SupportBot.Tests.Core.Orders;

namespace SupportBot.Tests.Core.Storage;

public sealed class OrdersSchemaCheckTests
{
    [Fact]
    public async Task Run_OriginalTablesOnly_FitsAndSaysWhatIsNotRecorded()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);

        var report = await new OrdersSchemaCheck(file.Database).RunAsync(default);

        Assert.True(report.Fits);
        Assert.Contains("orders(order_id, user_id, status, date_purchase, date_shipped, date_delivered)", report.Found);
        Assert.Equal(
            [
                "No table 'order_items': the things ordered, their prices and the total will be answered as not recorded.",
                "No table 'payments': payments and refunds will be answered as not recorded.",
                "No table 'shipments': carrier, tracking number and estimated delivery will be answered as not recorded.",
            ],
            report.Notes);
    }

    [Fact]
    public async Task Run_SampleDatabase_HasNoGaps()
    {
        using var file = new OrdersFile("SELECT 1");
        File.Delete(file.FilePath);
        SampleDatabase.EnsureCreated(file.FilePath);

        var report = await new OrdersSchemaCheck(file.Database).RunAsync(default);

        Assert.True(report.Fits);
        Assert.Equal(5, report.Found.Count);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public async Task Run_EmptyDatabase_NamesBothTables()
    {
        using var file = new OrdersFile("SELECT 1");

        var report = await new OrdersSchemaCheck(file.Database).RunAsync(default);

        Assert.False(report.Fits);
        Assert.Contains(report.Errors, error => error.StartsWith("There is no table or view 'users'.", StringComparison.Ordinal));
        Assert.Contains(report.Errors, error => error.StartsWith("There is no table or view 'orders'.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OwnerColumnMissing_DoesNotFit()
    {
        using var file = new OrdersFile("CREATE TABLE users (user_id TEXT); CREATE TABLE orders (order_id TEXT, customer TEXT); CREATE TABLE payments (order_id TEXT);");

        var report = await new OrdersSchemaCheck(file.Database).RunAsync(default);

        Assert.Equal(["The table 'orders' has no column 'user_id'. Name the shop's own: Orders:Columns:orders:user_id. It has order_id, customer."], report.Errors);
        Assert.Contains("No column 'orders.date_shipped': the shipping date will be answered as not recorded.", report.Notes);
        Assert.Contains("The table 'payments' has no column 'kind' and is not used: payments and refunds will be answered as not recorded. Name the shop's own: Orders:Columns:payments:kind.", report.Notes);
    }

    [Fact]
    public async Task Run_BrokenFile_IsAReportAndNoException()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);
        await File.WriteAllTextAsync(file.FilePath, new string('x', 5000));

        var report = await new OrdersSchemaCheck(file.Database).RunAsync(default);

        Assert.StartsWith("The orders database can't be read:", Assert.Single(report.Errors), StringComparison.Ordinal);
    }
}
