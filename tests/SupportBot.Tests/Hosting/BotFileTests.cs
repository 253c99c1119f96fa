using Microsoft.Data.Sqlite;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

/// <summary>The file of the bot's own database: who may read it, and whether it is whole.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BotFileTests : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_InANewFolder_KeepsItToItsOwner()
    {
        await using var bot = await BotHost.StartAsync(Data);

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Data) & Others);
        foreach (var file in Directory.GetFiles(Data, "bot.db*"))
            Assert.True((File.GetUnixFileMode(file) & Others) == 0, file);
    }

    [Fact]
    public async Task Start_OnFilesThatEverybodyMayRead_TakesThatBack()
    {
        await (await BotHost.StartAsync(Data)).DisposeAsync();
        SqliteConnection.ClearAllPools();
        var keys = Path.Combine(Data, "keys");
        Directory.CreateDirectory(keys);
        await File.WriteAllTextAsync(Path.Combine(keys, "key-1.xml"), "<other/>");
        string[] files = [Path.Combine(Data, "bot.db"), Path.Combine(keys, "key-1.xml")];
        foreach (var file in files)
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await using var bot = await BotHost.StartAsync(Data);

        foreach (var path in files.Append(keys).Concat(Directory.GetFiles(Data, "bot.db-*")))
            Assert.True((File.GetUnixFileMode(path) & Others) == 0, path);
    }

    [Fact]
    public async Task Start_OnADamagedFile_StopsAndSaysHowToMendIt()
    {
        await MakeLargeAsync();
        var file = Path.Combine(Data, "bot.db");
        await OverwriteAsync(file, new FileInfo(file).Length / 2, 20_000);

        var error = await Assert.ThrowsAsync<StartupException>(() => BotHost.StartAsync(Data));

        Assert.Contains($"{file} is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains(".recover", error.Message, StringComparison.Ordinal);
        Assert.Contains("move it away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAFileWithADamagedHeader_StopsAndSaysHowToMendIt()
    {
        await MakeLargeAsync();
        await OverwriteAsync(Path.Combine(Data, "bot.db"), 0, 100);

        var error = await Assert.ThrowsAsync<StartupException>(() => BotHost.StartAsync(Data));

        Assert.Contains("can't be opened", error.Message, StringComparison.Ordinal);
        Assert.Contains("moved away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_LongerThanItMayTake_EndsWithoutAVerdict()
    {
        await MakeLargeAsync();
        var file = Databases.OpenBot("Data Source=bot.db", Data);

        Assert.Equal((null, false), file.Check(TimeSpan.Zero));
        Assert.Equal((null, true), file.Check(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Start_OnAFileOfAnEarlierVersion_LetsItGiveRoomBack()
    {
        Directory.CreateDirectory(Data);
        Execute("PRAGMA journal_mode = WAL; CREATE TABLE kept (word TEXT); INSERT INTO kept VALUES ('here')");

        await using var bot = await BotHost.StartAsync(Data);

        Assert.Equal(2L, Execute("PRAGMA auto_vacuum"));
        Assert.Equal("here", Execute("SELECT word FROM kept"));
    }

    [Fact]
    public void Take_FolderThatCannotBeWritten_IsNotCalledAnotherBot()
    {
        // Nobody may make files there, not even root.
        var error = Assert.Throws<StartupException>(() => DataFolderLock.Take("/proc"));

        Assert.Contains("/proc can't be written", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_FolderInUse_IsCalledAnotherBot()
    {
        using var first = DataFolderLock.Take(_folder.Path);

        Assert.Contains("Another SupportBot", Assert.Throws<StartupException>(() => DataFolderLock.Take(_folder.Path)).Message, StringComparison.Ordinal);
    }

    /// <summary>A database with pages in the middle that hold something.</summary>
    private async Task MakeLargeAsync()
    {
        await (await BotHost.StartAsync(Data)).DisposeAsync();
        Execute("CREATE TABLE filler (word TEXT PRIMARY KEY); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO filler SELECT 'word ' || i FROM n; PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "bot.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static async Task OverwriteAsync(string file, long from, int count)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Position = from;
        await stream.WriteAsync(Enumerable.Repeat((byte)0xAA, count).ToArray());
    }
}
