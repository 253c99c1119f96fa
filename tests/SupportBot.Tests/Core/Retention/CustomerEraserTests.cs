using SupportBot.Core.Retention;
using SupportBot.Hosting.Schema;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Retention;

/// <summary>What is left of a customer who was erased, on SQLite; PostgresTests has the same on PostgreSQL.</summary>
public sealed class CustomerEraserTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = TestDatabase.Whole();
    private readonly CustomerEraser _eraser;

    public CustomerEraserTests() => _eraser = new(_database.Bot, BotSchema.All);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task EraseAsync_CustomerInEveryTable_LeavesNothingButWhatARuleKeeps()
    {
        var maya = new CustomerRows("cust\"4711", "conversation-maya", "Maya Lindqvist", "where is my parrot", Now) { IsOpen = true };
        var other = new CustomerRows("cust\"47", "conversation-other", "Ethan Moore", "my hat is torn", Now);
        await maya.AddAsync(_database.Bot);
        await maya.AddWaitingAsync(_database.Bot);
        Assert.DoesNotContain(await Everywhere.CountAsync(_database.Bot), count => count.EndsWith(" 0", StringComparison.Ordinal));
        await other.AddAsync(_database.Bot);
        var othersPlaces = await Everywhere.FindAsync(_database.Bot, other.Conversation);

        var changed = await _eraser.EraseAsync(maya.Customer, CancellationToken.None);

        Assert.Empty(await Everywhere.FindAsync(_database.Bot, maya.Name));
        Assert.Empty(await Everywhere.FindAsync(_database.Bot, maya.Words));
        Assert.Equal(["agent_audit.customers"], await Everywhere.FindAsync(_database.Bot, "4711"));
        Assert.Equal(["agent_audit.handoffs", "webchat_used_tokens.token_id"], await Everywhere.FindAsync(_database.Bot, maya.Conversation));
        Assert.Equal(othersPlaces, await Everywhere.FindAsync(_database.Bot, other.Conversation));
        Assert.Equal(["Ethan Moore", ""], (await _database.ListAsync("SELECT detail FROM agent_audit")).OrderDescending());
        Assert.Equal((2, 1, 1), (changed["transcript"], changed["outbox"], changed["agent_audit"]));
    }

    [Fact]
    public async Task EraseAsync_SomebodyUnknown_ChangesNothing()
    {
        await new CustomerRows("6", "c1", "Maya", "hello", Now).AddAsync(_database.Bot);
        var before = await Everywhere.CountAsync(_database.Bot);

        Assert.Empty(await _eraser.EraseAsync("66", CancellationToken.None));

        Assert.Equal(before, await Everywhere.CountAsync(_database.Bot));
    }

    [Theory]
    [InlineData("DELETE FROM conversation_bindings; DELETE FROM handoffs", "a stranger whom the shop signed in")]
    [InlineData("DELETE FROM webchat_strangers; DELETE FROM handoffs", "a customer who never wanted a person")]
    [InlineData("DELETE FROM webchat_strangers; DELETE FROM conversation_bindings", "a handoff of a conversation that is bound no more")]
    public async Task EraseAsync_KnownInOnePlaceOnly_ErasesTheConversation(string change, string because)
    {
        var maya = new CustomerRows("cust-4711", "c1", "Maya", "where is my parrot", Now);
        await maya.AddAsync(_database.Bot);
        await _database.ChangeAsync(change);

        await _eraser.EraseAsync(maya.Customer, CancellationToken.None);

        Assert.True((await Everywhere.FindAsync(_database.Bot, maya.Words)).Count == 0, because);
    }
}
