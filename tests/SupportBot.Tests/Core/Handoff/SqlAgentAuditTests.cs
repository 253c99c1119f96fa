using SupportBot.Core.Handoff;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Handoff;

public sealed class SqlAgentAuditTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new(SqlAgentAudit.Tables);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ListAsync_OfOneHandoff_HasItsEntriesNewestFirstAndNoOthers()
    {
        var audit = new SqlAgentAudit(_database.Bot);
        await audit.AddAsync(Entry("list", "H-AAAAAA", "H-BBBBBB"), CancellationToken.None);
        await audit.AddAsync(Entry("open", "H-BBBBBB"), CancellationToken.None);
        await audit.AddAsync(Entry("accept", "H-AAAAAA"), CancellationToken.None);

        var all = await audit.ListAsync(null, CancellationToken.None);
        Assert.Equal(["accept", "open", "list"], all.Select(entry => entry.What));
        Assert.Equal(["accept", "list"], (await audit.ListAsync("H-AAAAAA", CancellationToken.None)).Select(entry => entry.What));
        foreach (var other in new[] { "H-A", "%", "H-AAAAA_", "\"", "" })
            Assert.Empty(await audit.ListAsync(other, CancellationToken.None));
        Assert.Equivalent(Entry("list", "H-AAAAAA", "H-BBBBBB"), all[2], strict: true);
    }

    [Fact]
    public async Task AddAsync_ManyAtOnce_LosesNone()
    {
        var audit = new SqlAgentAudit(_database.Bot);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => audit.AddAsync(Entry("open", $"H-{i:000000}"), CancellationToken.None))));

        Assert.Equal(50, (await audit.ListAsync(null, CancellationToken.None)).Select(entry => entry.Handoffs.Single()).Distinct().Count());
    }

    [Fact]
    public async Task Database_CannotBeUsed_IsTheLogsOwnException()
    {
        using var empty = new TestDatabase();
        var audit = new SqlAgentAudit(empty.Bot);

        await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.AddAsync(Entry("open", "H-AAAAAA"), CancellationToken.None));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.ListAsync(null, CancellationToken.None));
    }

    private static AuditEntry Entry(string what, params string[] handoffs) => new(Now, new("a1", "Ines"), what, handoffs, ["6", "7\"%"], "10.0.0.5", "a detail");
}
