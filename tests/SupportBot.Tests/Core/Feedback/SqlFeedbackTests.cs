using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Customers;
using SupportBot.Core.Feedback;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Feedback;

public sealed class SqlFeedbackTests : IDisposable
{
    private static readonly ConversationKey Talk = new("msteams", "a:1");

    private readonly TestDatabase _database = new(SqlFeedback.Tables);
    private readonly SqlFeedback _feedback;

    public SqlFeedbackTests() => _feedback = new SqlFeedback(_database.Bot, new FakeTimeProvider(new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero)));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task FindReplyAsync_AnyNameOfAReply_FindsItInItsConversationOnly()
    {
        await ExpectAsync("r1", "1700", "stream-1", "1700");
        // The delivery may be noted twice.
        await ExpectAsync("r1", "1700");

        foreach (var name in new[] { "r1", "1700", "stream-1" })
        {
            Assert.Equal("r1", await _feedback.FindReplyAsync(Talk, name, CancellationToken.None));
            Assert.Null(await _feedback.FindReplyAsync(Talk with { ConversationId = "a:2" }, name, CancellationToken.None));
            Assert.Null(await _feedback.FindReplyAsync(Talk with { ChannelId = "directline" }, name, CancellationToken.None));
        }

        Assert.Null(await _feedback.FindReplyAsync(Talk, "' OR '1'='1", CancellationToken.None));
    }

    [Fact]
    public async Task KeepAsync_SamePersonAgain_ReplacesAndOthersStandBesideIt()
    {
        var first = new Rating(Talk, "r1", "1700", "ana", Reaction.Like, "thanks");

        await _feedback.KeepAsync(first, CancellationToken.None);
        await _feedback.KeepAsync(first with { PersonId = "bob" }, CancellationToken.None);
        await _feedback.KeepAsync(first with { Reaction = Reaction.Dislike, Comment = null }, CancellationToken.None);

        Assert.Equal(["msteams\ta:1\tr1\tana\t1700\tDislike\t\t2026-10-01T12:00:00.0000000Z", "msteams\ta:1\tr1\tbob\t1700\tLike\tthanks\t2026-10-01T12:00:00.0000000Z"], await RowsAsync());
    }

    private Task ExpectAsync(string replyId, params string[] names) =>
        _database.Bot.WriteAsync((transaction, ct) => SqlFeedback.ExpectAsync(transaction, Talk, replyId, names, ct), CancellationToken.None);

    private Task<List<string>> RowsAsync() => FeedbackRows.ReadAsync(_database.Bot);
}
