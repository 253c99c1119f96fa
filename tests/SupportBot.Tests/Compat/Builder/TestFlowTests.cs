using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Builder;

public sealed class TestFlowTests
{
    private static readonly BotCallbackHandler _echo = (turn, ct) => turn.SendActivityAsync($"echo: {turn.Activity.Text}", cancellationToken: ct);

    [Fact]
    public async Task Test_EveryOverload_PassesOnTheExpectedReply() =>
        await Flow()
            .Test("one", "echo: one")
            .Test("two", MessageFactory.Text("echo: two"))
            .Test("three", reply => Assert.Equal("echo: three", reply.AsMessageActivity().Text))
            .Test([User("four"), Bot("echo: four"), User("five"), Bot("echo: five")])
            .Test([User("six"), Bot("whatever")], (expected, actual) => Assert.NotEqual(expected.AsMessageActivity().Text, actual.AsMessageActivity().Text))
            .Send("seven").AssertReplyContains("seven")
            .Send("eight").AssertReplyOneOf(["echo: 8", "echo: eight"])
            .Send(User("nine")).AssertReply("echo: nine")
            .Send("ten").AssertReply(MessageFactory.Text("anything"), new Always())
            .AssertNoReply(timeout: 1)
            .StartTestAsync();

    [Fact]
    public async Task AssertReply_OtherText_SaysWhatWasExpectedAndReceived()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Flow().Send("a").AssertReply("b", "greeting").StartTestAsync());
        Assert.Equal("greeting:\nExpected:b\nReceived:echo: a", error.Message);

        error = await Assert.ThrowsAsync<InvalidOperationException>(() => Flow().Test("a", "b").StartTestAsync());
        Assert.Equal("b:\nExpected:b\nReceived:echo: a", error.Message);
    }

    [Fact]
    public async Task AssertReply_OtherType_SaysSo()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Flow().Send("a").AssertReply(new Activity(ActivityTypes.Typing), "typing").StartTestAsync());

        Assert.Equal("typing: Type should match", error.Message);
    }

    [Fact]
    public async Task AssertReply_SpacesAround_DoNotMatter() => await Flow().Test("a  ", "  echo: a").StartTestAsync();

    [Fact]
    public async Task AssertReplyContains_Absent_SaysWhatWasExpected()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Flow().Send("a").AssertReplyContains("b").StartTestAsync());

        Assert.Equal("Expected:b\nReceived:echo: a", error.Message);
    }

    [Fact]
    public async Task AssertReplyOneOf_None_ListsTheCandidates()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Flow().Send("a").AssertReplyOneOf(["b", "c"]).StartTestAsync());

        Assert.Equal("Text \"echo: a\" does not match one of candidates: b\nc", error.Message);
    }

    [Fact]
    public async Task AssertNoReply_ThereIsOne_Fails()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Flow().Send("a").AssertNoReply("silence").StartTestAsync());

        Assert.EndsWith("when waiting for no reply:'silence'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssertReply_NoReplyInTime_IsCancelled() =>
        await Assert.ThrowsAsync<TaskCanceledException>(() => Flow((_, _) => Task.CompletedTask).Send("a").AssertReply("b", timeout: 1).StartTestAsync());

    [Fact]
    public async Task AssertReply_ReplyComesLater_IsWaitedFor()
    {
        var release = new TaskCompletionSource();
        var adapter = new TestAdapter();
        Task? late = null;
        var flow = new TestFlow(adapter, (turn, _) =>
        {
            late = SendLaterAsync(turn);
            return Task.CompletedTask;
        }).Send("a").AssertReply("late");

        release.SetResult();

        await flow.StartTestAsync();
        await late!;

        async Task SendLaterAsync(ITurnContext turn)
        {
            await release.Task;
            await turn.SendActivityAsync("late");
        }
    }

    [Fact]
    public async Task Send_BotThrows_TheErrorIsTheFlows() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Flow((_, _) => throw new InvalidOperationException("broken")).Test("a", "b").StartTestAsync());

    [Fact]
    public async Task AssertReply_ValidatorThrows_LaterStepsDoNotRun()
    {
        var sent = 0;
        var flow = Flow((turn, ct) =>
        {
            sent++;
            return turn.SendActivityAsync("x", cancellationToken: ct);
        });

        await Assert.ThrowsAsync<NotSupportedException>(() => flow.Test("a", _ => throw new NotSupportedException()).Test("b", "x").StartTestAsync());

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task SendConversationUpdate_Always_AddsTheUser()
    {
        var bot = new Welcoming();

        await new TestFlow(new TestAdapter(), bot).SendConversationUpdate().AssertReply("welcome User1").StartTestAsync();
    }

    [Fact]
    public async Task Delay_Both_ReturnAFlow() => await Flow().Delay(1).Delay(TimeSpan.FromMilliseconds(1)).Test("a", "echo: a").StartTestAsync();

    [Fact]
    public void Steps_MissingArgument_NameIt()
    {
        var flow = Flow();

        Assert.Equal("userSays", Assert.Throws<ArgumentNullException>(() => flow.Send((string)null!)).ParamName);
        Assert.Equal("userActivity", Assert.Throws<ArgumentNullException>(() => flow.Send((IActivity)null!)).ParamName);
        Assert.Equal("expected", Assert.Throws<ArgumentNullException>(() => flow.Test("a", (string)null!)).ParamName);
        Assert.Equal("expected", Assert.Throws<ArgumentNullException>(() => flow.Test("a", (Activity)null!)).ParamName);
        Assert.Equal("validateActivity", Assert.Throws<ArgumentNullException>(() => flow.Test("a", (Action<IActivity>)null!)).ParamName);
        Assert.Equal("activities", Assert.Throws<ArgumentNullException>(() => flow.Test((IEnumerable<IActivity>)null!)).ParamName);
        Assert.Equal("candidates", Assert.Throws<ArgumentNullException>(() => flow.AssertReplyOneOf(null)).ParamName);
    }

    private static TestFlow Flow(BotCallbackHandler? bot = null) => new(new TestAdapter(), bot ?? _echo);

    private static Activity User(string text) => new(ActivityTypes.Message) { Text = text, From = new ChannelAccount("u", role: RoleTypes.User) };

    private static Activity Bot(string text) => new(ActivityTypes.Message) { Text = text, From = new ChannelAccount("b", role: RoleTypes.Bot) };

    private sealed class Always : IEqualityComparer<IActivity>
    {
        public bool Equals(IActivity? x, IActivity? y) => true;

        public int GetHashCode(IActivity obj) => 0;
    }

    private sealed class Welcoming : ActivityHandler
    {
        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.SendActivityAsync($"welcome {membersAdded[0].Name}", cancellationToken: cancellationToken);
    }
}
