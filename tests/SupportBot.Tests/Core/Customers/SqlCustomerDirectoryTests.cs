using SupportBot.Core.Customers;
using SupportBot.Tests.Core.Orders;

namespace SupportBot.Tests.Core.Customers;

public sealed class SqlCustomerDirectoryTests
{
    [Fact]
    public async Task FindByUserId_Known_GivesTheCustomer()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);

        var customer = await file.Directory.FindByUserIdAsync("2", default);

        Assert.Equal(new Customer(TestShop.Customer("2"), "Bob", "Cole", "bob@example.com"), customer);
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
        Assert.Equal(new Customer(TestShop.Customer("8"), null, null, null), await file.Directory.FindByUserIdAsync("8", default));
    }

    [Theory]
    [InlineData("bob@example.com")]
    [InlineData("BOB@Example.COM")]
    [InlineData(" bob@example.com ")]
    public async Task FindByEmail_OfOneUser_GivesTheCustomerWhateverTheCase(string email)
    {
        using var file = new OrdersFile(OrdersFile.Minimal);

        Assert.Equal(new Customer(TestShop.Customer("2"), "Bob", "Cole", "bob@example.com"), await file.Directory.FindByEmailAsync(email, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("zoe@example.com")]
    [InlineData("bob@example.com' OR 1=1 --")]
    [InlineData("%@example.com")]
    [InlineData("bob@example.com\0")]
    [InlineData("\ud83d@example.com")]
    [InlineData("ｂｏｂ@example.com")]
    [InlineData("bоb@example.com")]
    public async Task FindByEmail_OfNobody_IsNull(string? email)
    {
        using var file = new OrdersFile(OrdersFile.Minimal + "INSERT INTO users VALUES (8, 'No', 'Mail', NULL, NULL, '', NULL, NULL, NULL), (9, 'No', 'Mail', NULL, NULL, NULL, NULL, NULL, NULL);");

        Assert.Null(await file.Directory.FindByEmailAsync(email, default));
    }

    [Fact]
    public async Task FindByEmail_OfTwoUsersHoweverWritten_IsNobody()
    {
        using var file = new OrdersFile(OrdersFile.Minimal + "INSERT INTO users VALUES (8, 'Bob', 'Two', NULL, NULL, ' BOB@example.com ', NULL, NULL, NULL);");

        Assert.Null(await file.Directory.FindByEmailAsync("bob@example.com", default));
    }

    [Fact]
    public async Task FindByEmail_WithOtherLetters_FitsThoseLettersOnly()
    {
        using var file = new OrdersFile(OrdersFile.Minimal + "INSERT INTO users VALUES (8, 'Jörg', 'K', NULL, NULL, 'jörg@example.com', NULL, NULL, NULL), (9, 'Kelvin', 'K', NULL, NULL, 'kel@example.com', NULL, NULL, NULL);");

        Assert.Equal("8", (await file.Directory.FindByEmailAsync("JöRG@example.com", default))?.Id.Value);
        Assert.Null(await file.Directory.FindByEmailAsync("jo\u0308rg@example.com", default));
        Assert.Null(await file.Directory.FindByEmailAsync("\u212Ael@example.com", default));
        Assert.Null(await file.Directory.FindByEmailAsync("jorg@example.com", default));
    }

    [Fact]
    public async Task FindByEmail_WithoutThatColumn_IsNull()
    {
        using var file = new OrdersFile("CREATE TABLE users (user_id TEXT, first_name TEXT); CREATE TABLE orders (order_id TEXT, user_id TEXT); INSERT INTO users VALUES ('7', 'A');");

        Assert.Null(await file.Directory.FindByEmailAsync("a@example.com", default));
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
