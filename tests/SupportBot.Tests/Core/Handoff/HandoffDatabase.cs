using System.Data.Common;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Handoff;

/// <summary>Both sides of handoffs on a real database file, with a clock and a line to the customer of the test's.</summary>
internal sealed class HandoffDatabase : IDisposable
{
    private readonly TestDatabase _database = new(HandoffRows.Tables, Transcripts.Tables, SqlConversationBindings.Tables);

    public HandoffDatabase(DateTimeOffset now, HandoffOptions? options = null)
    {
        Options = options ?? new HandoffOptions();
        Clock = new FakeTimeProvider(now);
        Hours = new OpeningHours(Options);
        Queue = new SqlHandoffQueue(_database.Bot, News, Hours, Clock);
        Desk = new SqlHandoffDesk(_database.Bot, Line, News, Hours, Clock);
        Transcripts = new Transcripts(_database.Bot);
        Bindings = new SqlConversationBindings(_database.Bot);
    }

    public HandoffOptions Options { get; }

    public FakeTimeProvider Clock { get; }

    public OpeningHours Hours { get; }

    public HandoffEventBroadcaster News { get; } = new();

    public RecordingLine Line { get; } = new();

    public SqlHandoffQueue Queue { get; }

    public SqlHandoffDesk Desk { get; }

    public Transcripts Transcripts { get; }

    public SqlConversationBindings Bindings { get; }

    public Task<int> PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return Desk.LetTimePassAsync(Options, CancellationToken.None);
    }

    public Task CommitAsync(TurnWork work) => _database.Bot.WriteAsync(work.WriteAllAsync, CancellationToken.None);

    public Task ExecuteAsync(string sql) => _database.Bot.WriteAsync(async (transaction, ct) =>
    {
        await using var command = transaction.Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }, CancellationToken.None);

    public void Dispose() => _database.Dispose();

    /// <summary>Remembers what reached the customer.</summary>
    internal sealed class RecordingLine : ICustomerMessenger
    {
        /// <summary>Agents' words as they are, notices as their names, «silence» and «clean».</summary>
        public List<string> Done { get; } = [];

        public Task SayAsync(DbTransaction transaction, HandoffTicket ticket, string text, CancellationToken ct) => AddAsync(text);

        public async Task<string> TellAsync(DbTransaction transaction, HandoffTicket ticket, DeskNotice notice, DateTimeOffset? opensAt, CancellationToken ct)
        {
            await AddAsync(notice.ToString());
            return notice.ToString();
        }

        public async Task<IReadOnlyList<string>> SilenceAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct)
        {
            await AddAsync("silence");
            return [];
        }

        public Task StartCleanAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct) => AddAsync("clean");

        public void Wake(HandoffTicket ticket)
        {
        }

        public Task TypeAsync(HandoffTicket ticket, CancellationToken ct) => AddAsync("typing");

        private Task AddAsync(string what)
        {
            Done.Add(what);
            return Task.CompletedTask;
        }
    }
}
