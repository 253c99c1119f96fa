using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Builder;

public sealed class TranscriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transcripts");

    public static TheoryData<string> Stores => ["memory", "file"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LogActivityAsync_SeveralConversations_AreKeptApart(string kind)
    {
        var store = Store(kind);
        await store.LogActivityAsync(Said("1", "a"));
        await store.LogActivityAsync(Said("2", "a"));
        await store.LogActivityAsync(Said("3", "b"));

        Assert.Equal(["1", "2"], (await store.GetTranscriptActivitiesAsync("test", "a")).Items.Select(activity => activity.Id));
        Assert.Equal(["3"], (await store.GetTranscriptActivitiesAsync("test", "b")).Items.Select(activity => activity.Id));
        Assert.Empty((await store.GetTranscriptActivitiesAsync("test", "unknown")).Items);
        Assert.Equal(["a", "b"], (await store.ListTranscriptsAsync("test")).Items.Select(transcript => transcript.Id).Order());
        Assert.Empty((await store.ListTranscriptsAsync("other")).Items);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task GetTranscriptActivitiesAsync_StartDate_LeavesOutWhatWasBefore(string kind)
    {
        var store = Store(kind);
        await store.LogActivityAsync(Said("1", "a", minute: 1));
        await store.LogActivityAsync(Said("2", "a", minute: 2));

        var page = await store.GetTranscriptActivitiesAsync("test", "a", startDate: Minute(2));

        Assert.Equal(["2"], page.Items.Select(activity => activity.Id));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LogActivityAsync_Update_ReplacesTheTextOnly(string kind)
    {
        var store = Store(kind);
        await store.LogActivityAsync(Said("1", "a", minute: 1, text: "old"));
        var update = Said("1", "a", minute: 9, text: "new");
        update.Type = ActivityTypes.MessageUpdate;

        await store.LogActivityAsync(update);

        var kept = (Activity)Assert.Single((await store.GetTranscriptActivitiesAsync("test", "a")).Items);
        Assert.Equal((ActivityTypes.Message, "new", Minute(1)), (kept.Type, kept.Text, kept.Timestamp));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LogActivityAsync_Deletion_LeavesATombstone(string kind)
    {
        var store = Store(kind);
        await store.LogActivityAsync(Said("1", "a", text: "secret"));

        await store.LogActivityAsync(new Activity(ActivityTypes.MessageDelete) { Id = "1", ChannelId = "test", Conversation = new ConversationAccount(id: "a"), From = new ChannelAccount("bot") });

        var kept = (Activity)Assert.Single((await store.GetTranscriptActivitiesAsync("test", "a")).Items);
        Assert.Equal((ActivityTypes.MessageDelete, null, "deleted", "deleted"), (kept.Type, kept.Text, kept.From.Id, kept.Recipient.Id));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task DeleteTranscriptAsync_OneConversation_KeepsTheOthers(string kind)
    {
        var store = Store(kind);
        await store.LogActivityAsync(Said("1", "a"));
        await store.LogActivityAsync(Said("2", "b"));

        await store.DeleteTranscriptAsync("test", "a");
        await store.DeleteTranscriptAsync("test", "unknown");

        Assert.Equal(["b"], (await store.ListTranscriptsAsync("test")).Items.Select(transcript => transcript.Id));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Methods_Null_AreRefused(string kind)
    {
        var store = Store(kind);
        foreach (var call in new Func<Task>[]
        {
            () => store.LogActivityAsync(null),
            () => store.GetTranscriptActivitiesAsync(null, "a"),
            () => store.GetTranscriptActivitiesAsync("test", null),
            () => store.ListTranscriptsAsync(null),
            () => store.DeleteTranscriptAsync(null, "a"),
            () => store.DeleteTranscriptAsync("test", null),
        })
        {
            await Assert.ThrowsAsync<ArgumentNullException>(call);
        }
    }

    [Fact]
    public async Task MemoryStore_ManyActivities_ComeInPagesOfTwenty()
    {
        var store = new MemoryTranscriptStore();
        for (var i = 0; i < 45; i++)
        {
            await store.LogActivityAsync(Said($"{i}", "a", minute: i));
        }

        var ids = new List<string>();
        var sizes = new List<int>();
        string? token = null;
        do
        {
            var page = await store.GetTranscriptActivitiesAsync("test", "a", token);
            ids.AddRange(page.Items.Select(activity => activity.Id));
            sizes.Add(page.Items.Length);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal([20, 20, 5], sizes);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"{i}"), ids);
    }

    [Fact]
    public async Task MemoryStore_ManyConversations_ComeInPagesOfTwenty()
    {
        var store = new MemoryTranscriptStore();
        for (var i = 0; i < 25; i++)
        {
            await store.LogActivityAsync(Said("1", $"c{i}", minute: i));
        }

        var first = await store.ListTranscriptsAsync("test");
        var second = await store.ListTranscriptsAsync("test", first.ContinuationToken);

        Assert.Equal((20, "c19"), (first.Items.Length, first.ContinuationToken));
        Assert.Equal((5, null), (second.Items.Length, second.ContinuationToken));
        Assert.Equal((Minute(20), "test"), (second.Items[0].Created, second.Items[0].ChannelId));
    }

    [Fact]
    public async Task FileLogger_SecondRun_OverwritesOnlyInUnitTestMode()
    {
        await new FileTranscriptLogger(_folder.FullName, unitTestMode: false).LogActivityAsync(Said("1", "a"));
        var appending = new FileTranscriptLogger(_folder.FullName, unitTestMode: false);
        await appending.LogActivityAsync(Said("2", "a"));
        Assert.Equal(2, (await appending.GetTranscriptActivitiesAsync("test", "a")).Items.Length);

        var overwriting = new FileTranscriptLogger(_folder.FullName);
        await overwriting.LogActivityAsync(Said("3", "a"));
        Assert.Equal(["3"], (await overwriting.GetTranscriptActivitiesAsync("test", "a")).Items.Select(activity => activity.Id));
    }

    [Fact]
    public async Task FileLogger_OddConversationId_StaysInItsFolder()
    {
        var logger = new FileTranscriptLogger(_folder.FullName);

        await logger.LogActivityAsync(Said("1", "../../a/b"));

        Assert.Equal(["....ab.transcript"], Directory.GetFiles(Path.Combine(_folder.FullName, "test")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Middleware_Turn_LogsWhatCameAndWentInOrder()
    {
        var store = new MemoryTranscriptStore();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(store));

        await new TestFlow(adapter, async (turn, ct) =>
        {
            await turn.SendActivityAsync(new Activity(ActivityTypes.Typing), ct);
            await turn.SendActivityAsync($"echo: {turn.Activity.Text}", cancellationToken: ct);
        })
            .Send("one").AssertReply(reply => Assert.Equal(ActivityTypes.Typing, reply.Type)).AssertReply("echo: one")
            .Send("two").AssertReply(reply => Assert.Equal(ActivityTypes.Typing, reply.Type)).AssertReply("echo: two")
            .StartTestAsync();

        var logged = (await store.GetTranscriptActivitiesAsync("test", adapter.Conversation.Conversation.Id)).Items.Cast<Activity>().ToList();
        Assert.Equal(["one", null, "echo: one", "two", null, "echo: two"], logged.Select(activity => activity.Text));
        Assert.Equal(RoleTypes.User, logged[0].From.Role);
        Assert.All(logged, activity => Assert.NotNull(activity.Timestamp));
        Assert.All(logged, activity => Assert.False(string.IsNullOrEmpty(activity.Id)));
    }

    [Fact]
    public async Task Middleware_UpdateAndDelete_ChangeTheTranscript()
    {
        var store = new MemoryTranscriptStore();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(store));
        await adapter.SendTextToBotAsync(
            "hi",
            async (turn, ct) =>
            {
                var first = MessageFactory.Text("first");
                await turn.SendActivityAsync(first, ct);
                var second = await turn.SendActivityAsync("second", cancellationToken: ct);
                first.Text = "first, changed";
                await turn.UpdateActivityAsync(first, ct);
                await turn.DeleteActivityAsync(second.Id, ct);
            },
            CancellationToken.None);

        var logged = (await store.GetTranscriptActivitiesAsync("test", adapter.Conversation.Conversation.Id)).Items.Cast<Activity>().ToList();

        Assert.Equal(["hi", "first, changed", null], logged.Select(activity => activity.Text));
        Assert.Equal([ActivityTypes.Message, ActivityTypes.Message, ActivityTypes.MessageDelete], logged.Select(activity => activity.Type));
    }

    [Fact]
    public async Task Middleware_ActivityChangedLater_LogKeepsWhatWasSent()
    {
        var log = new Log();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(log));
        var reply = MessageFactory.Text("as sent");

        await adapter.SendTextToBotAsync(
            "hi",
            async (turn, ct) =>
            {
                await turn.SendActivityAsync(reply, ct);
                reply.Text = "changed";
            },
            CancellationToken.None);

        Assert.Equal("as sent", log.Activities[1].AsMessageActivity().Text);
    }

    [Fact]
    public async Task Middleware_ProactiveTurn_DoesNotLogItsStart()
    {
        var log = new Log();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(log));

        await adapter.ContinueConversationAsync("bot", adapter.Conversation, (turn, ct) => turn.SendActivityAsync("proactive", cancellationToken: ct), CancellationToken.None);

        Assert.Equal("proactive", Assert.Single(log.Activities).AsMessageActivity().Text);
    }

    [Fact]
    public async Task Middleware_LoggerFails_TurnGoesOn()
    {
        var log = new Log { Fails = true };
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(log));

        await new TestFlow(adapter, (turn, ct) => turn.SendActivityAsync("fine", cancellationToken: ct)).Test("hi", "fine").StartTestAsync();

        Assert.Equal(1, log.Attempts);
    }

    [Fact]
    public void Middleware_NoLogger_IsRefused() =>
        Assert.Equal("transcriptLogger", Assert.Throws<ArgumentNullException>(() => new TranscriptLoggerMiddleware(null)).ParamName);

    private static DateTimeOffset Minute(int minute) => new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    private static Activity Said(string id, string conversation, int minute = 0, string text = "text") => new(ActivityTypes.Message)
    {
        Id = id,
        ChannelId = "test",
        Conversation = new ConversationAccount(id: conversation),
        From = new ChannelAccount("user", role: RoleTypes.User),
        Recipient = new ChannelAccount("bot", role: RoleTypes.Bot),
        Text = text,
        Timestamp = Minute(minute),
    };

    private ITranscriptStore Store(string kind) => kind == "memory" ? new MemoryTranscriptStore() : new FileTranscriptLogger(_folder.FullName);

    private sealed class Log : ITranscriptLogger
    {
        public List<IActivity> Activities { get; } = [];

        public bool Fails { get; set; }

        public int Attempts { get; private set; }

        public Task LogActivityAsync(IActivity activity)
        {
            Attempts++;
            if (Fails)
            {
                throw new IOException("disk full");
            }

            Activities.Add(activity);
            return Task.CompletedTask;
        }
    }
}
