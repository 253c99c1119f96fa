using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

public sealed class DatabasesTests
{
    [Theory]
    [InlineData("Host=db;Server=db", "Orders:Provider")]
    [InlineData("Host=db;Colour=blue", "can't be used for PostgreSQL")]
    [InlineData("Server=db;Colour=blue", "can't be used for MySQL or MariaDB")]
    [InlineData("nonsense", "isn't a connection string")]
    [InlineData("Data Source=x.db;Colour=blue", "isn't a connection string")]
    [InlineData("", "must name the file")]
    [InlineData("Data Source=:memory:", "must name the file")]
    [InlineData("Data Source=file:x.db?mode=rwc", "must name the file")]
    [InlineData("Data Source=absent/orders.db", "There is no orders database at")]
    public void OpenOrders_UnusableString_SaysWhatToDo(string connectionString, string words)
    {
        var trouble = Assert.Throws<OrdersUnavailableException>(() => Databases.OpenOrders(connectionString, Path.GetTempPath(), new()));

        Assert.Contains(words, trouble.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Orders", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenOrders_MissingFile_IsNotCreated()
    {
        var folder = Directory.CreateTempSubdirectory("orders-").FullName;
        try
        {
            Assert.Throws<OrdersUnavailableException>(() => Databases.OpenOrders("Data Source=orders.db", folder, new()));

            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
