using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Handoff;

public sealed class SqlHandoffQueueTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HandoffRequest Cancel = new(new("directline", "c1"), new CustomerId("6"), "Ana Silva", "cancel it", ["5023"]);

    private readonly TestDatabase _database = new(SqlHandoffQueue.Tables);
    private readonly SqlHandoffQueue _queue;

    public SqlHandoffQueueTests() => _queue = new SqlHandoffQueue(_database.Bot, new FakeTimeProvider(Now));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task RequestAsync_New_IsQueuedWithEverything()
    {
        var (ticket, isNew) = await _queue.RequestAsync(Cancel, CancellationToken.None);

        Assert.True(isNew);
        var found = await _queue.FindAsync(ticket.Id, CancellationToken.None);
        Assert.Equivalent(
            new HandoffTicket(ticket.Id, HandoffState.Queued, "cancel it", Cancel.Conversation, new CustomerId("6"), "Ana Silva", ["5023"], Now, null), found, strict: true);
    }

    [Fact]
    public async Task RequestAsync_SecondInTheConversation_AddsItsOrdersToTheFirst()
    {
        var (first, _) = await _queue.RequestAsync(Cancel, CancellationToken.None);

        var (second, isNew) = await _queue.RequestAsync(Cancel with { Reason = "and that one", OrderIds = ["4711", "5023"] }, CancellationToken.None);

        Assert.False(isNew);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(["5023", "4711"], Assert.Single(await _queue.ListAsync(HandoffState.Queued, CancellationToken.None)).OrderIds);
    }

    [Fact]
    public async Task RequestAsync_InAnotherConversation_IsAnotherTicket()
    {
        await _queue.RequestAsync(Cancel, CancellationToken.None);
        await _queue.RequestAsync(Cancel with { Conversation = new("directline", "c2") }, CancellationToken.None);

        Assert.Equal(2, (await _queue.ListAsync(null, CancellationToken.None)).Count);
        Assert.Empty(await _queue.ListAsync(HandoffState.Closed, CancellationToken.None));
    }

    [Fact]
    public async Task RequestAsync_TurnThatFails_LeavesNoTicket()
    {
        using (TurnWork.Begin())
            await _queue.RequestAsync(Cancel, CancellationToken.None);

        Assert.Empty(await _queue.ListAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task FindAsync_Unknown_IsNull() => Assert.Null(await _queue.FindAsync("H-NOSUCH", CancellationToken.None));
}
