using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Customers;
using SupportBot.Core.Storage;
using SupportBot.Hosting.Schema;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Customers;

public sealed class LinkCodesTests : IAsyncLifetime, IDisposable
{
    private static readonly ConversationKey Chat = new("msteams", "c1");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly BotDatabase _database;
    private readonly LinkCodes _codes;

    public LinkCodesTests()
    {
        _database = new BotDatabase(SqliteFactory.Instance.CreateDataSource($"Data Source={_folder.File("bot.db")};Pooling=False"));
        _codes = new LinkCodes(_database, _clock);
    }

    public Task InitializeAsync() => new Migrations(_database, TimeProvider.System).RunAsync(BotSchema.All.Steps, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task CreateAsync_Code_IsFourDashFourAndReadsBack()
    {
        var code = await _codes.CreateAsync(new CustomerId("6"), CancellationToken.None);

        Assert.Matches("^[B-Z2-9]{4}-[B-Z2-9]{4}$", code);
        Assert.Equal(code.Replace("-", "", StringComparison.Ordinal), LinkCodes.Read(code));
    }

    [Fact]
    public async Task CreateAsync_Code_StandsNowhereInTheDatabase()
    {
        var code = LinkCodes.Read(await _codes.CreateAsync(new CustomerId("6"), CancellationToken.None))!;

        var rows = await _database.ReadAsync(async (connection, token) =>
        {
            await using var command = connection.Command("SELECT code_hash || customer_id || expires_unix FROM link_codes");
            return (string?)await command.ExecuteScalarAsync(token);
        }, CancellationToken.None);

        Assert.DoesNotContain(code, rows, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("bcdf-2345", "BCDF2345")]
    [InlineData(" BCDF 2345. ", "BCDF2345")]
    [InlineData("bcdf – 2345", "BCDF2345")]
    [InlineData("«BCDF2345»", "BCDF2345")]
    [InlineData("23456789", null)]
    [InlineData("2345-6789", null)]
    [InlineData("whatever", null)]
    [InlineData("delivery", null)]
    [InlineData("bcdf-2340", null)]
    [InlineData("my code is bcdf-2345", null)]
    [InlineData("bcdf-23456", null)]
    [InlineData("", null)]
    public void Read_Message_IsACodeOrNone(string message, string? expected) => Assert.Equal(expected, LinkCodes.Read(message));

    [Fact]
    public async Task RedeemAsync_AgainByTheSamePersonInTheSameChat_IsLinkedAgain()
    {
        var code = await CreateAsync();

        Assert.Equal(LinkOutcome.Linked, await RedeemAsync(Chat, "ann", code));
        Assert.Equal(LinkOutcome.Linked, await RedeemAsync(Chat, "ann", code));
        Assert.Equal(LinkOutcome.WrongCode, await RedeemAsync(Chat, "bob", code));
    }

    [Fact]
    public async Task RedeemAsync_InManyChatsAtOnce_LinksOne()
    {
        var code = await CreateAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => RedeemAsync(new("msteams", $"c{i}"), "ann", code)));

        Assert.Single(outcomes, outcome => outcome == LinkOutcome.Linked);
    }

    [Fact]
    public async Task RedeemAsync_WhereAnotherPersonBoundTheChat_IsRefusedAndKeepsTheCode()
    {
        await new SqlConversationBindings(_database).BindAsync(Chat, new CustomerId("6"), "bob", CancellationToken.None);
        var code = await CreateAsync();

        Assert.Equal(LinkOutcome.BoundToAnother, await RedeemAsync(Chat, "ann", code));
        Assert.Equal(LinkOutcome.Linked, await RedeemAsync(new("msteams", "c2"), "ann", code));
    }

    [Fact]
    public async Task RedeemAsync_FiveWrongOnes_BlockThatChatOnlyAndNotForever()
    {
        var code = await CreateAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(LinkOutcome.WrongCode, await RedeemAsync(Chat, "ann", $"BBBBBBB{i + 2}"));

        Assert.Equal(LinkOutcome.TooManyTries, await RedeemAsync(Chat, "ann", code));
        Assert.Equal(LinkOutcome.WrongCode, await RedeemAsync(new("msteams", "c2"), "ann", "BBBBBBB2"));
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(LinkOutcome.Linked, await RedeemAsync(Chat, "ann", await CreateAsync()));
    }

    private async Task<string> CreateAsync() => LinkCodes.Read(await _codes.CreateAsync(new CustomerId("6"), CancellationToken.None))!;

    private Task<LinkOutcome> RedeemAsync(ConversationKey chat, string person, string code) => _codes.RedeemAsync(chat, person, code, CancellationToken.None);
}
