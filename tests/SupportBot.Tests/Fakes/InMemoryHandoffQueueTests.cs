using System.Text.Json;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Core.Handoff;

namespace SupportBot.Tests.Fakes;

/// <summary>The queue in memory does what the database's does: the contract of <see cref="IHandoffQueue"/> on both.</summary>
public sealed class InMemoryHandoffQueueTests : IDisposable
{
    private static readonly CustomerId Ana = new("6");
    private static readonly HandoffRequest Cancel = new(new("directline", "c1"), Ana, "Ana Silva", "cancel it", ["5023"]) { Line = "{}", Locale = "en-GB" };

    private readonly HandoffDatabase _database = new(DateTimeOffset.UnixEpoch);
    private readonly IHandoffQueue[] _queues;

    public InMemoryHandoffQueueTests() => _queues = [_database.Queue, new InMemoryHandoffQueue()];

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("1", "2", "")]
    [InlineData("1", "2 3?", "")]
    [InlineData("1 2 3?", "2", "")]
    [InlineData("1 2 3?", "2 3 4?", "3?")]
    [InlineData("1 2?", "3 4?", "5")]
    [InlineData("", "1 2?", "2")]
    public async Task RequestAsync_Again_JoinsTheFirst(params string[] orders) => await AssertSameAsync(async queue =>
    {
        var receipts = new List<string>();
        foreach (var some in orders)
            receipts.Add(Seen(await queue.RequestAsync(About(some) with { Reason = some, Line = some }, default)));
        return string.Join(Environment.NewLine, [.. receipts, Seen(await queue.LatestAsync(Cancel.Conversation, default))]);
    });

    [Fact]
    public async Task RequestAsync_InAnotherConversation_IsAnotherOneBehindIt() => await AssertSameAsync(async queue =>
    {
        var other = Cancel with { Conversation = new("directline", "c2"), Reason = "me, too" };
        var first = await queue.RequestAsync(Cancel, default);
        _database.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await queue.RequestAsync(other, default);
        await queue.WithdrawAsync(first.Ticket, default);
        return Seen(second) + Seen(await queue.LatestAsync(other.Conversation, default)) + await queue.PlaceAsync(second.Ticket, default)
            + await queue.PlaceAsync((await queue.LatestAsync(Cancel.Conversation, default))!, default) + (first.Ticket.Id == second.Ticket.Id);
    });

    [Fact]
    public async Task WithdrawAsync_ThenRequested_IsANewOne() => await AssertSameAsync(async queue =>
    {
        var first = (await queue.RequestAsync(Cancel, default)).Ticket;
        await queue.WithdrawAsync(first, default);
        var closed = await queue.LatestAsync(Cancel.Conversation, default);
        _database.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await queue.RequestAsync(About("4711"), default);
        return Seen(closed) + Seen(again) + Seen(await queue.LatestAsync(Cancel.Conversation, default)) + (closed!.Id == first.Id) + (again.Ticket.Id == first.Id);
    });

    [Fact]
    public async Task LatestAndUnseen_OfNobody_AreNone() => await AssertSameAsync(async queue =>
        Seen(await queue.LatestAsync(Cancel.Conversation, default)) + Seen(await queue.UnseenAsync(Ana, "directline", default)));

    [Fact]
    public async Task UnseenAsync_OpenOnTheChannel_IsFoundUntilCalledOff() => await AssertSameAsync(async queue =>
    {
        await _database.Bindings.BindAsync(Cancel.Conversation, Ana, default);
        var ticket = (await queue.RequestAsync(Cancel, default)).Ticket;
        var seen = Seen(await queue.UnseenAsync(Ana, "directline", default)) + Seen(await queue.UnseenAsync(Ana, "msteams", default))
            + Seen(await queue.UnseenAsync(new CustomerId("7"), "directline", default));
        await queue.WithdrawAsync(ticket, default);
        return seen + Seen(await queue.UnseenAsync(Ana, "directline", default));
    });

    [Fact]
    public async Task KeepLineAsync_WhileItWaits_IsTheNewestLine() => await AssertSameAsync(async queue =>
    {
        var ticket = (await queue.RequestAsync(Cancel, default)).Ticket;
        await queue.KeepLineAsync(ticket, "new", default);
        return Seen(await queue.LatestAsync(Cancel.Conversation, default));
    });

    private async Task AssertSameAsync(Func<IHandoffQueue, Task<string>> talk) => Assert.Equal(await talk(_queues[0]), await talk(_queues[1]));

    /// <param name="orders">Ids with blanks; «?» behind candidates.</param>
    private static HandoffRequest About(string orders) =>
        Cancel with { OrderIds = orders.TrimEnd('?').Split(' ', StringSplitOptions.RemoveEmptyEntries), OrdersAreCandidates = orders.EndsWith('?') };

    private static string Seen(HandoffReceipt receipt) => $"{Seen(receipt.Ticket)} {receipt.IsNew} {receipt.Place}";

    // Ids and instants are each queue's own.
    private static string Seen(HandoffTicket? ticket) => ticket is null ? "none" : JsonSerializer.Serialize(new
    {
        ticket.State,
        ticket.Outcome,
        ticket.Reason,
        ticket.Conversation,
        ticket.Customer,
        ticket.CustomerName,
        ticket.OrderIds,
        ticket.OrdersAreCandidates,
        ticket.Line,
        ticket.Locale,
        ticket.Agent,
    });
}
