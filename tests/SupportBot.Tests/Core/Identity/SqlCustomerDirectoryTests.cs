using SupportBot.Core.Identity;
using SupportBot.Tests.Core.Orders;

namespace SupportBot.Tests.Core.Identity;

public sealed class SqlCustomerDirectoryTests
{
    [Fact]
    public async Task FindByUserId_Known_GivesTheCustomer()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);

        var customer = await file.Directory.FindByUserIdAsync("2", default);

        Assert.Equal(new Customer(OrdersFile.Customer("2"), "Bob", "Cole", "bob@example.com"), customer);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("02")]
    [InlineData("2 OR 1=1")]
    [InlineData("2' --")]
    [InlineData("2\0")]
    [InlineData("99999999999999999999999999")]
    public async Task FindByUserId_Unknown_IsNull(string userId)
    {
        using var file = new OrdersFile(OrdersFile.Minimal);

        Assert.Null(await file.Directory.FindByUserIdAsync(userId, default));
    }

    [Fact]
    public async Task FindByUserId_IdOfTwoUsers_IsNobody()
    {
        using var file = new OrdersFile("CREATE TABLE users (user_id TEXT, first_name TEXT); CREATE TABLE orders (order_id TEXT, user_id TEXT); INSERT INTO users VALUES ('7', 'A'), ('7', 'B'), ('8', '');");

        Assert.Null(await file.Directory.FindByUserIdAsync("7", default));
        Assert.Equal(new Customer(OrdersFile.Customer("8"), null, null, null), await file.Directory.FindByUserIdAsync("8", default));
    }

    [Fact]
    public async Task SampleCustomers_Limit_GivesTheFirstWithTheirOrderCounts()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);
        var samples = new SqlSampleCustomers(file.Database);

        Assert.Equal([new SampleCustomer("1", "Ann Bell", 2), new SampleCustomer("2", "Bob Cole", 1)], await samples.ListAsync(2, default));
        Assert.Equal([2, 1, 0], (await samples.ListAsync(50, default)).Select(customer => customer.OrderCount));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => samples.ListAsync(0, default));
    }
}
