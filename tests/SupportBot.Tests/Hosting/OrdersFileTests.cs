using Microsoft.Data.Sqlite;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

/// <summary>The shop's file changes under the bot: the next question reads the file that is there.</summary>
public sealed class OrdersFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Live => _folder.File("live.db");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, Action<string, string>> WaysToReplace => new()
    {
        { "renamed over", (live, fresh) => File.Move(fresh, live, overwrite: true) },
        { "removed and put anew", (live, fresh) => { File.Delete(live); File.Move(fresh, live); } },
        { "moved away and put anew", (live, fresh) => { File.Move(live, live + ".old"); File.Move(fresh, live); } },
        { "written over in place", (live, fresh) => File.WriteAllBytes(live, File.ReadAllBytes(fresh)) },
        {
            "written over in place, with the old time", (live, fresh) =>
            {
                var time = File.GetLastWriteTimeUtc(live);
                File.WriteAllBytes(live, File.ReadAllBytes(fresh));
                File.SetLastWriteTimeUtc(live, time);
            }
        },
        {
            "renamed over, with the old time", (live, fresh) =>
            {
                File.SetLastWriteTimeUtc(fresh, File.GetLastWriteTimeUtc(live));
                File.Move(fresh, live, overwrite: true);
            }
        },
    };

    [Theory]
    [MemberData(nameof(WaysToReplace))]
    public async Task Read_AfterTheFileWasReplaced_ReadsTheNewOne(string way, Action<string, string> replace)
    {
        Make(Live, "processing");
        Make(_folder.File("fresh.db"), "returned");
        var orders = Orders(Live);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));
        Assert.Equal(new FileInfo(Live).Length, new FileInfo(_folder.File("fresh.db")).Length);

        replace(Live, _folder.File("fresh.db"));

        Assert.True(await StatusAsync(orders) == OrderStatus.Returned, way);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_AfterALinkWasSwitched_ReadsWhereItLeadsNow(bool isFolder)
    {
        foreach (var (name, status) in new[] { ("one", "processing"), ("two", "returned") })
        {
            Directory.CreateDirectory(_folder.File(name));
            Make(Path.Combine(_folder.File(name), "live.db"), status);
        }

        var link = _folder.File("current");
        void LinkTo(string name)
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, isFolder ? _folder.File(name) : Path.Combine(_folder.File(name), "live.db"));
        }

        LinkTo("one");
        var orders = Orders(isFolder ? Path.Combine(link, "live.db") : link);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));

        LinkTo("two");

        Assert.Equal(OrderStatus.Returned, await StatusAsync(orders));
    }

    [Fact]
    public async Task Read_WhileTheFileIsAway_SaysSoAndGoesOnWhenItComesBack()
    {
        Make(Live, "processing");
        var orders = Orders(Live);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));

        File.Move(Live, Live + ".away");
        var trouble = await Assert.ThrowsAsync<OrdersUnavailableException>(() => StatusAsync(orders));
        Assert.Contains($"there is no file at {Live} any more", trouble.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Live));

        File.Move(Live + ".away", Live);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));
    }

    [Fact]
    public async Task Read_AfterTheFileWasCutShort_SaysSoUntilItIsWhole()
    {
        Make(Live, "processing");
        var orders = Orders(Live);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));
        var whole = await File.ReadAllBytesAsync(Live);

        await File.WriteAllBytesAsync(Live, whole[..5000]);
        await Assert.ThrowsAsync<OrdersUnavailableException>(() => StatusAsync(orders));

        await File.WriteAllBytesAsync(Live, whole);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));
    }

    [Fact]
    public async Task Read_NewFileHasOtherColumns_ReadsThem()
    {
        Make(Live, "processing");
        var orders = Orders(Live);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));
        Execute(_folder.File("fresh.db"), "CREATE TABLE users (user_id TEXT); CREATE TABLE orders (order_id TEXT, user_id TEXT); INSERT INTO orders VALUES ('205', '6')");

        File.Move(_folder.File("fresh.db"), Live, overwrite: true);

        Assert.Equal(OrderStatus.NotRecorded, await StatusAsync(orders));
    }

    [Fact]
    public async Task Read_LogOfTheOldFileLiesBesideTheNewOne_ReadsTheNewOneOnly()
    {
        Make(Live, "processing", "PRAGMA journal_mode = WAL");
        Make(_folder.File("fresh.db"), "returned", "PRAGMA journal_mode = WAL");
        var orders = Orders(Live);
        using var shop = Connect(Live);
        Execute(shop, "UPDATE orders SET status = 'shipped'");
        Assert.Equal(OrderStatus.Shipped, await StatusAsync(orders));
        Assert.True(new FileInfo(Live + "-wal").Length > 0);

        File.Move(_folder.File("fresh.db"), Live, overwrite: true);
        Assert.Equal(OrderStatus.Returned, await StatusAsync(orders));

        // The shop puts the log away and goes on with one of the new file's own.
        File.Delete(Live + "-wal");
        File.Delete(Live + "-shm");
        using var again = Connect(Live);
        Execute(again, "UPDATE orders SET status = 'delivered'");
        Assert.Equal(OrderStatus.Delivered, await StatusAsync(orders));
    }

    [Fact]
    public async Task Read_ShopWritesIntoItsFile_ReadsThatAtOnce()
    {
        Make(Live, "processing");
        var orders = Orders(Live);
        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));

        Execute(Live, "UPDATE orders SET status = 'shipped'");

        Assert.Equal(OrderStatus.Shipped, await StatusAsync(orders));
    }

    [Theory]
    [InlineData("a b#c?d%20e.db")]
    [InlineData("böse ☺.db")]
    public async Task Read_FileNameWithSignsOfAnAddress_IsThatFile(string name)
    {
        Make(_folder.File(name), "processing");

        Assert.Equal(OrderStatus.Processing, await StatusAsync(Orders(_folder.File(name))));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Read_ShopHoldsTheLock_GivesUpWithinSecondsAndGoesOnAfterwards()
    {
        Make(Live, "processing");
        var orders = Orders(Live);
        using (var shop = Connect(Live))
        {
            Execute(shop, "BEGIN EXCLUSIVE");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            var first = Assert.ThrowsAsync<OrdersUnavailableException>(() => StatusAsync(orders));
            Assert.False(first.IsCompleted, "It waited on the caller's thread.");

            var reads = Enumerable.Range(0, 50).Select(_ => Assert.ThrowsAsync<OrdersUnavailableException>(() => StatusAsync(orders)));
            var troubles = await Task.WhenAll(reads).WaitAsync(limit.Token);

            Assert.Contains("keeps the database locked", troubles[0].Message, StringComparison.Ordinal);
            await first;
            Execute(shop, "ROLLBACK");
        }

        Assert.Equal(OrderStatus.Processing, await StatusAsync(orders));
    }

    private SqlOrders Orders(string path) =>
        new(new OrdersDatabase(Databases.OpenOrders(new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString, _folder.Path, new()).Source));

    private static async Task<OrderStatus?> StatusAsync(SqlOrders orders) => (await orders.FindAsync(new CustomerId("6"), "205", CancellationToken.None))?.Status;

    private static void Make(string path, string status, string first = "") => Execute(path, $"""
        {first};
        CREATE TABLE users (user_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT);
        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_id INTEGER, status TEXT, date_purchase TEXT, date_shipped TEXT, date_delivered TEXT);
        INSERT INTO orders VALUES (205, 6, '{status}', '2024-05-17', '2024-05-18', '2024-05-20');
        """);

    private static void Execute(string path, string sql)
    {
        using var connection = Connect(path);
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
