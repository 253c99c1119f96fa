using Microsoft.Data.Sqlite;
using SupportBot.Core.Customers;
using SupportBot.Core.Storage;
using SupportBot.Hosting.Schema;

namespace SupportBot.Tests.Core.Customers;

public sealed class SqlConversationBindingsTests : IAsyncLifetime, IDisposable
{
    private static readonly ConversationKey Conversation = new("directline", "c1");

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"bindings-{Guid.NewGuid():N}.db");
    private readonly BotDatabase _database;
    private readonly SqlConversationBindings _bindings;

    public SqlConversationBindingsTests()
    {
        _database = new BotDatabase(SqliteFactory.Instance.CreateDataSource($"Data Source={_file};Pooling=False"));
        _bindings = new SqlConversationBindings(_database);
    }

    public Task InitializeAsync() => new Migrations(_database, TimeProvider.System).RunAsync(BotSchema.All.Steps, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _database.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task FindAsync_UnboundConversation_IsNull() =>
        Assert.Null(await _bindings.FindAsync(Conversation, CancellationToken.None));

    [Fact]
    public async Task BindAsync_FirstCustomer_IsFoundAgain()
    {
        Assert.True(await _bindings.BindAsync(Conversation, new CustomerId("6"), CancellationToken.None));

        Assert.Equal(new CustomerId("6"), await _bindings.FindAsync(Conversation, CancellationToken.None));
    }

    [Fact]
    public async Task BindAsync_SameCustomerAgain_IsTrue()
    {
        await _bindings.BindAsync(Conversation, new CustomerId("6"), CancellationToken.None);

        Assert.True(await _bindings.BindAsync(Conversation, new CustomerId("6"), CancellationToken.None));
    }

    [Fact]
    public async Task BindAsync_AnotherCustomer_IsRefusedAndChangesNothing()
    {
        await _bindings.BindAsync(Conversation, new CustomerId("6"), CancellationToken.None);

        Assert.False(await _bindings.BindAsync(Conversation, new CustomerId("7"), CancellationToken.None));
        Assert.Equal(new CustomerId("6"), await _bindings.FindAsync(Conversation, CancellationToken.None));
    }

    [Fact]
    public async Task BindAsync_ManyCustomersAtOnce_OneGetsIt()
    {
        var got = await Task.WhenAll(Enumerable.Range(1, 20).Select(i =>
            _bindings.BindAsync(Conversation, new CustomerId($"{i}"), CancellationToken.None)));

        Assert.Single(got, bound => bound);
    }

    [Fact]
    public async Task BindAsync_SameIdOnAnotherChannel_IsAnotherConversation()
    {
        await _bindings.BindAsync(Conversation, new CustomerId("6"), CancellationToken.None);

        Assert.True(await _bindings.BindAsync(Conversation with { ChannelId = "msteams" }, new CustomerId("7"), CancellationToken.None));
    }

    [Fact]
    public async Task BindAsync_ForAPerson_KeepsThePerson()
    {
        Assert.True(await _bindings.BindAsync(Conversation, new CustomerId("6"), "ann", CancellationToken.None));
        Assert.True(await _bindings.BindAsync(Conversation, new CustomerId("6"), "ann", CancellationToken.None));

        Assert.Equal("ann", await _bindings.FindPersonAsync(Conversation, CancellationToken.None));
    }

    [Theory]
    [InlineData("6", "bob")]
    [InlineData("7", "ann")]
    [InlineData("7", "bob")]
    public async Task BindAsync_ForAnotherPersonOrCustomer_IsRefusedAndChangesNothing(string customer, string person)
    {
        await _bindings.BindAsync(Conversation, new CustomerId("6"), "ann", CancellationToken.None);

        Assert.False(await _bindings.BindAsync(Conversation, new CustomerId(customer), person, CancellationToken.None));
        Assert.Equal(new CustomerId("6"), await _bindings.FindAsync(Conversation, CancellationToken.None));
        Assert.Equal("ann", await _bindings.FindPersonAsync(Conversation, CancellationToken.None));
    }

    [Fact]
    public async Task BindAsync_ForAPersonWhereAnotherCustomerWasBound_NamesNobody()
    {
        await _bindings.BindAsync(Conversation, new CustomerId("6"), CancellationToken.None);

        Assert.False(await _bindings.BindAsync(Conversation, new CustomerId("7"), "ann", CancellationToken.None));
        Assert.Null(await _bindings.FindPersonAsync(Conversation, CancellationToken.None));
    }
}
