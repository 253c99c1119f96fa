using System.Net;
using System.Threading.Channels;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

public sealed class ReplyStreamTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    private readonly WatchedClock _clock = new();
    private readonly RecordingChannel _channel = new();

    [Fact]
    public async Task SlowTurn_ShowsTypingAgainAndAgain()
    {
        await using var stream = Begin(pace: null);

        Assert.Equal(ReplyStream.BeforeTyping, await _clock.PassNextAsync());
        Assert.Null((await _channel.NextAsync())["text"]);
        Assert.Equal(ReplyStream.TypingLasts, await _clock.PassNextAsync());
        Assert.Equal("typing", (string?)(await _channel.NextAsync())["type"]);
        Assert.Equal(ReplyStream.TypingLasts, await _clock.NextAsync());
    }

    [Fact]
    public async Task Typing_GoesFromTheBotToItsConversation()
    {
        await using var stream = Begin(pace: null);

        await _clock.PassNextAsync();
        var typing = await _channel.NextAsync();

        Assert.Equal("c1", (string?)typing["conversation"]!["id"]);
        Assert.Equal("bot", (string?)typing["from"]!["id"]);
        Assert.Equal("user", (string?)typing["recipient"]!["id"]);
        Assert.Null(typing["entities"]);
    }

    [Fact]
    public async Task QuickTurn_ShowsNothing()
    {
        var final = new Activity(ActivityTypes.Message) { Text = "Hello." };
        await using (var stream = Begin(Pace))
            await stream.EndAsync([final]);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_channel.HasMore);
        Assert.Null(final.Entities);
        Assert.Null(final.ChannelData);
    }

    [Fact]
    public async Task GrowingText_IsShownAtThePaceAndEndedByTheFirstMessage()
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();

        stream.Show("One.");
        AssertStream(await _channel.NextAsync(), "One.", "streaming", sequence: 1, id: null);
        stream.Show("One. Two.");
        stream.Show("One. Two. Three.");
        Assert.Equal(Pace, await _clock.PassNextAsync());
        AssertStream(await _channel.NextAsync(), "One. Two. Three.", "streaming", sequence: 2, id: "id1");
        Assert.Equal(Pace, await _clock.NextAsync());

        var (typing, final, more) = (new Activity(ActivityTypes.Event), new Activity(ActivityTypes.Message) { Text = "One. Two. Three. Four." }, new Activity(ActivityTypes.Message));
        await stream.EndAsync([typing, final, more]);
        AssertStream(JObject.FromObject(final), "One. Two. Three. Four.", "final", sequence: null, id: "id1");
        Assert.Null(typing.Entities);
        Assert.Null(more.Entities);
        Assert.False(_channel.HasMore);
    }

    [Theory]
    [InlineData("msteams", "message", "(A colleague takes over here.)")]
    [InlineData("directline", "typing", null)]
    public async Task NothingFollows_TheStreamIsEndedOnce(string channelId, string type, string? text)
    {
        await using var stream = Begin(Pace, channelId);
        await _clock.NextAsync();
        stream.Show("One.");
        await _channel.NextAsync();

        await stream.EndAsync([]);
        await stream.TakeBackAsync();

        var end = await _channel.NextAsync();
        Assert.Equal((type, text), ((string?)end["type"], (string?)end["text"]));
        Assert.Equal(("final", "id1"), ((string?)end["channelData"]!["streamType"], (string?)end["channelData"]!["streamId"]));
        Assert.False(_channel.HasMore);
    }

    [Fact]
    public async Task TakenBack_ShowsNoMoreAndTheMessageIsAnOrdinaryOne()
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();
        stream.Show("One.");
        await _channel.NextAsync();

        await stream.TakeBackAsync();
        stream.Show("One. Two.");
        _clock.Advance(TimeSpan.FromMinutes(1));
        var final = new Activity(ActivityTypes.Message) { Text = "One. Two." };
        await stream.EndAsync([final]);

        Assert.Equal("final", (string?)(await _channel.NextAsync())["channelData"]!["streamType"]);
        Assert.False(_channel.HasMore);
        Assert.Null(final.Entities);
    }

    [Fact]
    public async Task MessageBeforeTheAnswer_DoesNotEndTheStream()
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();
        stream.Show("One.");
        await _channel.NextAsync();

        var (note, answer) = (new Activity(ActivityTypes.Message) { Text = "Your message is very long." }, new Activity(ActivityTypes.Message) { Text = "One. Two." });
        await stream.EndAsync([note, answer]);

        Assert.Null(note.Entities);
        AssertStream(JObject.FromObject(answer), "One. Two.", "final", sequence: null, id: "id1");
    }

    [Fact]
    public async Task Text_ThatDoesNotGo_OnIsNotShown()
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();

        stream.Show("One.");
        await _channel.NextAsync();
        stream.Show("Another.");
        stream.Show("One.");
        stream.Show("One. Two.");
        await _clock.PassNextAsync();

        Assert.Equal("One. Two.", (string?)(await _channel.NextAsync())["text"]);
    }

    [Fact]
    public async Task TextThatIsShown_NeedsNoTyping()
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();

        stream.Show("One.");
        await _channel.NextAsync();
        Assert.Equal(Pace, await _clock.PassNextAsync());
        await _clock.PassNextAsync();
        await _clock.NextAsync();

        Assert.False(_channel.HasMore);
    }

    [Fact]
    public async Task ChannelWithoutStreams_ShowsTypingOnly()
    {
        await using var stream = Begin(pace: null);

        stream.Show("One.");
        await _clock.PassNextAsync();
        Assert.Null((await _channel.NextAsync())["text"]);

        var final = new Activity(ActivityTypes.Message);
        await stream.EndAsync([final]);
        Assert.Null(final.Entities);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task FirstChunk_Refused_TheMessageIsAnOrdinaryOne(HttpStatusCode status)
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();
        _channel.Status = status;

        stream.Show("One.");
        await _channel.NextAsync();
        await _clock.PassNextAsync();
        stream.Show("One. Two.");
        await _clock.PassNextAsync();
        Assert.Null((await _channel.NextAsync())["text"]);

        var final = new Activity(ActivityTypes.Message);
        await stream.EndAsync([final]);
        Assert.Null(final.Entities);
        Assert.False(_channel.HasMore);
    }

    [Fact]
    public async Task LaterChunk_Refused_TheMessageStillEndsTheStream()
    {
        await using var stream = Begin(Pace);
        await _clock.NextAsync();
        stream.Show("One.");
        await _channel.NextAsync();
        _channel.Status = HttpStatusCode.Forbidden;
        stream.Show("One. Two.");
        await _clock.PassNextAsync();
        await _channel.NextAsync();
        await _clock.NextAsync();

        var final = new Activity(ActivityTypes.Message) { Text = "One. Two." };
        await stream.EndAsync([final]);
        AssertStream(JObject.FromObject(final), "One. Two.", "final", sequence: null, id: "id1");
    }

    [Fact]
    public async Task SignOfTypingThatHangs_HoldsNoTurnUp()
    {
        var mayAnswer = new TaskCompletionSource();
        _channel.Answers = mayAnswer.Task;
        var stream = Begin(pace: null);
        await _clock.PassNextAsync();
        await _channel.NextAsync();

        await stream.EndAsync([new Activity(ActivityTypes.Message) { Text = "Hello." }]).WaitAsync(Patience);
        await stream.DisposeAsync().AsTask().WaitAsync(Patience);

        mayAnswer.SetResult();
    }

    [Fact]
    public async Task ChannelThatHangs_HoldsTheTurnUpForSecondsOnly()
    {
        var hangs = new TaskCompletionSource();
        _channel.Answers = hangs.Task;
        await using var stream = Begin(Pace);
        await _clock.NextAsync();
        stream.Show("One.");
        await _channel.NextAsync();

        var final = new Activity(ActivityTypes.Message);
        var end = stream.EndAsync([final]);
        Assert.False(end.IsCompleted);
        await _clock.PassNextAsync();
        await end;

        Assert.Null(final.Entities);
        hangs.SetResult();
    }

    public void Dispose() => _channel.Dispose();

    private static void AssertStream(JObject activity, string text, string type, int? sequence, string? id)
    {
        Assert.Equal(text, (string?)activity["text"]);
        var entity = Assert.Single(activity["entities"]!);
        Assert.Equal("streaminfo", (string?)entity["type"]);
        foreach (var info in new[] { entity, activity["channelData"]! })
        {
            Assert.Equal(type, (string?)info["streamType"]);
            Assert.Equal(sequence, (int?)info["streamSequence"]);
            Assert.Equal(id, (string?)info["streamId"]);
        }
    }

    private ReplyStream Begin(TimeSpan? pace, string channelId = "msteams")
    {
        var question = new Activity(ActivityTypes.Message)
        {
            Id = "m1",
            ChannelId = channelId,
            ServiceUrl = "http://channel.invalid/",
            Conversation = new ConversationAccount(id: "c1"),
            From = new ChannelAccount("user"),
            Recipient = new ChannelAccount("bot"),
        };
        return new ReplyStream(
            question,
            pace,
            _ => Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(question.ServiceUrl), MicrosoftAppCredentials.Empty, new HttpClient(_channel, disposeHandler: false), false)),
            _clock,
            NullLogger.Instance);
    }

    /// <summary>Tells how long it is waited for.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

        /// <returns>The length of the next wait that begins.</returns>
        public Task<TimeSpan> NextAsync() => _timers.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        /// <summary>Lets the next wait that begins pass.</summary>
        public async Task<TimeSpan> PassNextAsync()
        {
            var wait = await NextAsync();
            Advance(wait);
            return wait;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(dueTime);
            return timer;
        }
    }

    /// <summary>Keeps what the bot sends and gives ids to it.</summary>
    private sealed class RecordingChannel : HttpMessageHandler
    {
        private readonly Channel<JObject> _sent = Channel.CreateUnbounded<JObject>();
        private int _ids;

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public Task Answers { get; set; } = Task.CompletedTask;

        public bool HasMore => _sent.Reader.TryPeek(out _);

        public Task<JObject> NextAsync() => _sent.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("/v3/conversations/c1/activities", request.RequestUri!.AbsolutePath);
            var activity = JObject.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            var status = Status;
            await _sent.Writer.WriteAsync(activity, cancellationToken);
            await Answers;
            var body = status == HttpStatusCode.OK ? $$"""{"id":"id{{++_ids}}"}""" : """{"error":{"code":"ContentStreamNotAllowed","message":"no"}}""";
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
