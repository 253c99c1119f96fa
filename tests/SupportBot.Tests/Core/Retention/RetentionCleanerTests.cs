using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Retention;
using SupportBot.Core.Storage;
using SupportBot.Hosting.Schema;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Retention;

/// <summary>What goes in a night and what stays, on SQLite; PostgresTests has the same on PostgreSQL.</summary>
public sealed class RetentionCleanerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly CustomerRows Old = new("6", "old-one", "Maya", "where is it", Now.AddDays(-366));
    private static readonly CustomerRows Used = new("7", "used-one", "Ethan", "my hat", Now.AddDays(-364));

    private readonly TestDatabase _database = TestDatabase.Whole();
    private readonly SteppedTime _time = new(Now);
    private readonly RetentionCleaner _cleaner;

    public RetentionCleanerTests() => _cleaner = new(_database.Bot, BotSchema.All, _time);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task RunAsync_ConversationUnusedForLonger_GoesWhollyAndNoOtherDoes()
    {
        await Old.AddAsync(_database.Bot);
        await Used.AddAsync(_database.Bot);
        await _database.ChangeAsync("INSERT INTO conversation_people VALUES ('msteams', 'used-one', 'of another channel')");

        var removed = await RunAsync();

        Assert.Equal(["agent_audit.handoffs"], await Everywhere.FindAsync(_database.Bot, Old.Conversation));
        var left = await Everywhere.FindAsync(_database.Bot, Used.Conversation);
        Assert.Equal(
            [
                "agent_audit.handoffs", "bot_state.state_key", "conversation_bindings.conversation_id", "conversation_people.conversation_id", "conversation_people.person_id",
                "directline_activities.activity_id", "directline_activities.conversation_id", "directline_conversations.conversation_id", "directline_conversations.user_id",
                "directline_uploads.conversation_id", "directline_uploads.upload_id",
                "feedback.activity_id", "feedback.conversation_id", "feedback.person_id", "feedback.reply_id",
                "feedback_reply.activity_id", "feedback_reply.conversation_id", "feedback_reply.reply_id",
                "handoff_messages.handoff_id", "handoff_messages.message_id", "handoff_steps.handoff_id", "handoffs.conversation_id", "handoffs.handoff_id",
                "transcript.conversation_id", "webchat_strangers.conversation_id",
            ],
            left);
        Assert.Equal((2, 1, 2), (removed["transcript"], removed["handoffs"], removed["inbox"]));
    }

    [Theory]
    [InlineData("UPDATE handoffs SET state = 'Queued', closed_at = NULL")]
    [InlineData("UPDATE handoffs SET state = 'Accepted', closed_at = NULL")]
    [InlineData("UPDATE handoffs SET closed_at = '2026-11-30T00:00:00.0000000Z'")]
    [InlineData("INSERT INTO transcript VALUES ('directline', 'old-one', 3, '2026-11-30T00:00:00.0000000Z', 'Agent', 'x')")]
    [InlineData("UPDATE directline_conversations SET last_unix_ms = 1796000000000")]
    [InlineData("UPDATE directline_conversations SET last_unix_ms = 0")]
    [InlineData("UPDATE inbox SET done_at = NULL, activity = '{}'")]
    [InlineData("UPDATE inbox SET received_at = '2026-11-30T00:00:00.0000000Z', done_at = '2026-11-30T00:00:01.0000000Z'")]
    [InlineData("UPDATE bot_state SET written_at = '2026-11-30T00:00:00.0000000Z'")]
    [InlineData("INSERT INTO outbox (channel_id, conversation_id, seq, activity, queued_at) VALUES ('directline', 'old-one', 1, '{}', '2025-01-01T00:00:00.0000000Z')")]
    public async Task RunAsync_ConversationInUseByOneTable_StaysWholly(string change)
    {
        await Old.AddAsync(_database.Bot);
        await _database.ChangeAsync(change);

        await RunAsync();

        Assert.Equal(1, await _database.CountAsync("handoffs"));
        Assert.True(await _database.CountAsync("transcript") >= 2);
        Assert.Equal(1, await _database.CountAsync("conversation_bindings"));
        Assert.Equal(1, await _database.CountAsync("directline_activities"));
    }

    [Theory]
    [InlineData("INSERT INTO inbox VALUES ('msteams', 'c', 1, 'm', NULL, NULL, @at, 0, @at, NULL, NULL)", "inbox", 30)]
    [InlineData("INSERT INTO agent_audit VALUES (1, @at, 'a', 'Ines', 'open', '[]', '[]', NULL, NULL)", "agent_audit", 1095)]
    [InlineData("INSERT INTO bot_state (state_key, version, content, written_at) VALUES ('msteams/conversations/a-group', 1, '{}', @at)", "bot_state", 365)]
    [InlineData("INSERT INTO directline_conversations VALUES ('c', NULL, NULL, NULL, 0, 0, 0, @milliseconds)", "directline_conversations", 365)]
    [InlineData("INSERT INTO link_codes (code_hash, customer_id, expires_unix) VALUES ('x', '6', @seconds)", "link_codes", 0)]
    [InlineData("INSERT INTO link_tries VALUES ('msteams', 'c', @seconds)", "link_tries", 1.0 / 96)]
    [InlineData("INSERT INTO webchat_used_tokens VALUES ('t', @seconds)", "webchat_used_tokens", 0)]
    public async Task RunAsync_RowByItself_GoesWhenItsTimeIsOver(string insert, string table, double days)
    {
        await AddAsync(Now.AddDays(-days).AddMinutes(1));
        await RunAsync();
        Assert.Equal(1, await _database.CountAsync(table));
        await _database.ChangeAsync($"DELETE FROM {table}");

        await AddAsync(Now.AddDays(-days).AddMinutes(-1));
        await RunAsync();
        Assert.Equal(0, await _database.CountAsync(table));

        Task AddAsync(DateTimeOffset at) => _database.ChangeAsync(
            insert, ("@at", at.UtcDateTime.ToString("O")), ("@seconds", at.ToUnixTimeSeconds()), ("@milliseconds", at.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task RunAsync_MessageNotAnsweredYet_StaysHoweverOldItIs()
    {
        await _database.ChangeAsync("INSERT INTO inbox VALUES ('msteams', 'c', 1, 'm', '{}', NULL, '2020-01-01T00:00:00.0000000Z', 0, NULL, NULL, NULL)");

        await RunAsync();

        Assert.Equal(1, await _database.CountAsync("inbox"));
    }

    [Fact]
    public async Task RunAsync_MoreThanABatch_PausesInBetween()
    {
        for (var i = 0; i < 10; i++)
            await _database.ChangeAsync("INSERT INTO inbox VALUES ('msteams', 'c', @seq, @id, NULL, NULL, '2020', 0, '2020', NULL, NULL)", ("@seq", i), ("@id", $"m{i}"));
        for (var i = 0; i < 10; i++)
            await _database.ChangeAsync("INSERT INTO transcript VALUES ('msteams', 'c', @seq, '2020', 'Bot', 'x')", ("@seq", i));

        var run = _cleaner.RunAsync(new() { BatchRows = 4, Pause = TimeSpan.FromSeconds(1) }, CancellationToken.None);

        var left = new List<long>();
        while (await _time.IsWaitedForAsync(run))
        {
            left.Add(await _database.CountAsync("inbox") + await _database.CountAsync("transcript"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await run;
        Assert.Equal([16, 12, 10, 6, 2, 0], left);
    }

    [Fact]
    public async Task RunAsync_CustomerComesBackMeanwhile_KeepsWhatIsLeftAndWhoseItIs()
    {
        await Old.AddAsync(_database.Bot);
        for (var i = 10; i < 20; i++)
            await _database.ChangeAsync("INSERT INTO transcript VALUES ('directline', 'old-one', @seq, '2020', 'Bot', 'x')", ("@seq", i));

        var run = _cleaner.RunAsync(new() { BatchRows = 5, Pause = TimeSpan.FromSeconds(1) }, CancellationToken.None);
        var isBack = false;
        while (await _time.IsWaitedForAsync(run))
        {
            if (!isBack && await _database.CountAsync("transcript") < 12)
            {
                isBack = true;
                await _database.ChangeAsync("INSERT INTO transcript VALUES ('directline', 'old-one', 99, '2026-12-01T03:00:00.0000000Z', 'Customer', 'I am back')");
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await run;
        Assert.Equal(1, await _database.CountAsync("transcript WHERE words = 'I am back'"));
        Assert.Equal(1, await _database.CountAsync("conversation_bindings"));
        Assert.Equal(1, await _database.CountAsync("handoffs"));
    }

    [Fact]
    public async Task RunAsync_ManyPagesOfConversations_LeavesNone()
    {
        for (var i = 0; i < 7; i++)
            await _database.ChangeAsync("INSERT INTO feedback_reply VALUES ('msteams', @conversation, 'a', 'r')", ("@conversation", $"c{i}"));

        await _cleaner.RunAsync(new() { BatchRows = 3, Pause = TimeSpan.Zero }, CancellationToken.None);

        Assert.Equal(0, await _database.CountAsync("feedback_reply"));
    }

    private Task<IReadOnlyDictionary<string, int>> RunAsync() => _cleaner.RunAsync(new() { Pause = TimeSpan.Zero }, CancellationToken.None);

    /// <summary>Tells when somebody waits for it.</summary>
    private sealed class SteppedTime(DateTimeOffset now) : FakeTimeProvider(now)
    {
        private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waits.Writer.TryWrite(dueTime);
            return timer;
        }

        /// <returns><c>false</c> when the run is over.</returns>
        public async Task<bool> IsWaitedForAsync(Task run)
        {
            var wait = _waits.Reader.ReadAsync().AsTask();
            return await Task.WhenAny(wait, run) == wait;
        }
    }
}
