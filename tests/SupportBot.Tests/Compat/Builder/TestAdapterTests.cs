using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Builder;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class TestAdapterTests
{
    private const string Connection = "connection";

    private readonly TestAdapter _adapter = new();

    [Theory]
    [InlineData(Channels.Emulator)]
    [InlineData(Channels.Msteams)]
    public async Task New_ChannelId_IsOnActivitiesAndReplies(string channel)
    {
        var adapter = new TestAdapter(channel);
        var received = string.Empty;

        await adapter.SendTextToBotAsync(
            "hi",
            (turn, ct) =>
            {
                received = turn.Activity.ChannelId;
                return turn.SendActivityAsync("reply", cancellationToken: ct);
            },
            CancellationToken.None);

        Assert.Equal(channel, received);
        Assert.Equal(channel, adapter.GetNextReply().ChannelId);
    }

    [Fact]
    public async Task ProcessActivityAsync_AnyActivity_PutsItIntoTheConversation()
    {
        var activity = new Activity { Text = "hi", Conversation = new ConversationAccount(id: "mine"), From = new ChannelAccount("someone") };

        await _adapter.ProcessActivityAsync(activity, (_, _) => Task.CompletedTask);

        Assert.Equal(ActivityTypes.Message, activity.Type);
        Assert.Equal(("test", "https://test.com", "Conversation1"), (activity.ChannelId, activity.ServiceUrl, activity.Conversation.Id));
        Assert.Equal(("someone", "bot"), (activity.From.Id, activity.Recipient.Id));
        Assert.NotNull(activity.Timestamp);
        Assert.NotNull(activity.LocalTimestamp);
        Assert.Equal("0", activity.Id);
    }

    [Fact]
    public async Task ProcessActivityAsync_NobodySpeaks_ItIsTheUser()
    {
        var activity = new Activity();
        await _adapter.ProcessActivityAsync(activity, (_, _) => Task.CompletedTask);
        Assert.Equal("user1", activity.From.Id);
    }

    [Fact]
    public void CreateConversation_Names_BecomeIds()
    {
        var reference = TestAdapter.CreateConversation("Talk", "Alice", "Robot");

        Assert.Equal(("Talk", "Talk"), (reference.Conversation.Id, reference.Conversation.ConversationType));
        Assert.Equal(("alice", "Alice"), (reference.User.Id, reference.User.Name));
        Assert.Equal(("robot", "Robot"), (reference.Bot.Id, reference.Bot.Name));
        Assert.Equal(("test", "https://test.com"), (reference.ChannelId, reference.ServiceUrl));
    }

    [Fact]
    public void MakeActivity_Text_IsAMessageOfTheUser()
    {
        _adapter.Locale = "fr-fr";

        var activity = _adapter.MakeActivity("salut");

        Assert.Equal((ActivityTypes.Message, "salut", "fr-fr", "user1"), (activity.Type, activity.Text, activity.Locale, activity.From.Id));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task SendActivitiesAsync_Trace_IsQueuedOnlyWhenEnabled(bool enabled, int replies)
    {
        _adapter.EnableTrace = enabled;

        await _adapter.SendTextToBotAsync("hi", (turn, ct) => turn.SendActivitiesAsync([new Activity(ActivityTypes.Trace), MessageFactory.Text("reply")], ct), CancellationToken.None);

        Assert.Equal(replies, _adapter.ActiveQueue.Count);
    }

    [Fact]
    public async Task SendActivitiesAsync_Delay_IsNotQueued()
    {
        await _adapter.SendTextToBotAsync("hi", (turn, ct) => turn.SendActivityAsync(new Activity(ActivityTypesEx.Delay) { Value = 1 }, ct), CancellationToken.None);

        Assert.Null(_adapter.GetNextReply());
    }

    [Fact]
    public async Task SendActivitiesAsync_Misused_IsRefused()
    {
        using var turn = new TurnContext(_adapter, new Activity());

        Assert.Equal("turnContext", (await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.SendActivitiesAsync(null, [], default))).ParamName);
        Assert.Equal("activities", (await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.SendActivitiesAsync(turn, null, default))).ParamName);
        Assert.Equal("activities", (await Assert.ThrowsAsync<ArgumentException>(() => _adapter.SendActivitiesAsync(turn, [], default))).ParamName);
    }

    [Fact]
    public async Task UpdateAndDelete_QueuedReplies_ChangeTheQueue()
    {
        await _adapter.SendTextToBotAsync(
            "hi",
            async (turn, ct) =>
            {
                var one = await turn.SendActivityAsync("one", cancellationToken: ct);
                var two = await turn.SendActivityAsync("two", cancellationToken: ct);
                var changed = MessageFactory.Text("one, changed");
                changed.Id = one.Id;
                Assert.Equal(one.Id, (await turn.UpdateActivityAsync(changed, ct)).Id);
                await turn.DeleteActivityAsync(two.Id, ct);
                Assert.Null((await turn.UpdateActivityAsync(new Activity { Id = "unknown" }, ct)).Id);
            },
            CancellationToken.None);

        Assert.Equal("one, changed", _adapter.GetNextReply().AsMessageActivity().Text);
        Assert.Null(_adapter.GetNextReply());
    }

    [Fact]
    public async Task GetNextReplyAsync_AskedBefore_GetsRepliesInTheOrderOfAsking()
    {
        var first = _adapter.GetNextReplyAsync();
        var second = _adapter.GetNextReplyAsync();
        Assert.False(first.IsCompleted);

        await _adapter.SendTextToBotAsync("hi", (turn, ct) => turn.SendActivitiesAsync([MessageFactory.Text("1"), MessageFactory.Text("2")], ct), CancellationToken.None);

        Assert.Equal("1", (await first).AsMessageActivity().Text);
        Assert.Equal("2", (await second).AsMessageActivity().Text);
    }

    [Fact]
    public async Task GetNextReplyAsync_Cancelled_LeavesTheReplyToTheNext()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelled = _adapter.GetNextReplyAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);

        await _adapter.SendTextToBotAsync("hi", (turn, ct) => turn.SendActivityAsync("reply", cancellationToken: ct), CancellationToken.None);

        Assert.Equal("reply", (await _adapter.GetNextReplyAsync()).AsMessageActivity().Text);
    }

    [Fact]
    public async Task CreateConversationAsync_Callback_RunsInANewConversation()
    {
        var id = string.Empty;

        await _adapter.CreateConversationAsync(
            "test",
            (turn, _) =>
            {
                id = turn.Activity.Conversation.Id;
                Assert.Equal(ActivityTypes.ConversationUpdate, turn.Activity.Type);
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.True(Guid.TryParseExact(id, "n", out _));
    }

    [Fact]
    public async Task GetUserTokenAsync_Tokens_AreFoundByConnectionAndUser()
    {
        using var turn = Turn();
        Assert.Null(await _adapter.GetUserTokenAsync(turn, Connection, null, default));

        _adapter.AddUserToken(Connection, "test", "user", "token");

        var token = await _adapter.GetUserTokenAsync(turn, Connection, null, default);
        Assert.Equal((Connection, "token"), (token.ConnectionName, token.Token));
        Assert.Null(await _adapter.GetUserTokenAsync(turn, "other", null, default));
    }

    [Fact]
    public async Task GetUserTokenAsync_MagicCode_IsNeededOnce()
    {
        using var turn = Turn();
        _adapter.AddUserToken(Connection, "test", "user", "token", "888999");

        Assert.Null(await _adapter.GetUserTokenAsync(turn, Connection, null, default));
        Assert.Null(await _adapter.GetUserTokenAsync(turn, Connection, "wrong", default));
        Assert.Equal("token", (await _adapter.GetUserTokenAsync(turn, Connection, "888999", default)).Token);
        Assert.Equal("token", (await _adapter.GetUserTokenAsync(turn, Connection, null, default)).Token);
    }

    [Fact]
    public async Task SignInLinks_Names_AreInThem()
    {
        using var turn = Turn();

        Assert.Equal("https://fake.com/oauthsignin/connection/test", await _adapter.GetOauthSignInLinkAsync(turn, Connection, default));
        Assert.Equal("https://fake.com/oauthsignin/connection/test/u", await _adapter.GetOauthSignInLinkAsync(turn, Connection, "u"));
        var resource = await _adapter.GetSignInResourceAsync(turn, Connection, "u");
        Assert.Equal("https://fake.com/oauthsignin/connection/test/u", resource.SignInLink);
        Assert.Equal("api://connection/resource", resource.TokenExchangeResource.Uri);
    }

    [Fact]
    public async Task SignOutUserAsync_OneConnection_KeepsTheOthers()
    {
        using var turn = Turn();
        _adapter.AddUserToken("a", "test", "user", "1");
        _adapter.AddUserToken("b", "test", "user", "2");
        _adapter.AddUserToken("a", "test", "someone else", "3");

        await _adapter.SignOutUserAsync(turn, "a");
        Assert.Equal(["b"], (await _adapter.GetTokenStatusAsync(turn, "user")).Select(status => status.ConnectionName));

        await _adapter.SignOutUserAsync(turn);
        Assert.Null(await _adapter.GetTokenStatusAsync(turn, "user"));
    }

    [Fact]
    public async Task GetTokenStatusAsync_Filter_LeavesOutOthers()
    {
        using var turn = Turn();
        _adapter.AddUserToken("a", "test", "user", "1");
        _adapter.AddUserToken("b", "test", "user", "2");

        var status = Assert.Single(await _adapter.GetTokenStatusAsync(turn, "user", "b,c"));

        Assert.Equal(("b", true, "b"), (status.ConnectionName, status.HasToken, status.ServiceProviderDisplayName));
        Assert.Empty(await _adapter.GetAadTokensAsync(turn, "a", ["https://resource"]));
    }

    [Fact]
    public async Task ExchangeTokenAsync_KnownUnknownAndBroken_GivesTokenNothingOrError()
    {
        using var turn = Turn();
        _adapter.AddExchangeableToken(Connection, "test", "user", "item", "token");
        _adapter.AddExchangeableToken(Connection, "test", "user", "https://uri", "by uri");
        _adapter.ThrowOnExchangeRequest(Connection, "test", "user", "broken");

        var token = await _adapter.ExchangeTokenAsync(turn, Connection, "user", new TokenExchangeRequest { Token = "item" });
        Assert.Equal(("test", Connection, "token"), (token.ChannelId, token.ConnectionName, token.Token));
        Assert.Equal("by uri", (await _adapter.ExchangeTokenAsync(turn, Connection, "user", new TokenExchangeRequest { Uri = "https://uri" })).Token);
        Assert.Null(await _adapter.ExchangeTokenAsync(turn, Connection, "user", new TokenExchangeRequest { Token = "unknown" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _adapter.ExchangeTokenAsync(turn, Connection, "user", new TokenExchangeRequest { Token = "broken" }));
    }

    [Fact]
    public async Task ProcessActivityAsync_ManyActivities_GetRisingIds()
    {
        var ids = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            await _adapter.ProcessActivityAsync(
                new Activity(ActivityTypes.Message),
                (turn, _) =>
                {
                    ids.Add(int.Parse(turn.Activity.Id, CultureInfo.InvariantCulture));
                    return Task.CompletedTask;
                });
        }

        Assert.Equal([0, 1, 2], ids);
    }

    private TurnContext Turn() => new(_adapter, Turns.Message());
}
