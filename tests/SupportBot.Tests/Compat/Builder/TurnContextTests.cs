using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Builder;

public sealed class TurnContextTests
{
    private readonly RecordingAdapter _adapter = new();

    [Fact]
    public void New_MissingArgument_NamesIt()
    {
        Assert.Equal("adapter", Assert.Throws<ArgumentNullException>(() => new TurnContext((BotAdapter)null!, new Activity())).ParamName);
        Assert.Equal("activity", Assert.Throws<ArgumentNullException>(() => new TurnContext(_adapter, null)).ParamName);
        Assert.Equal("turnContext", Assert.Throws<ArgumentNullException>(() => new TurnContext((ITurnContext)null!, new Activity())).ParamName);
    }

    [Fact]
    public async Task SendActivityAsync_MissingArgument_NamesIt()
    {
        using var turn = Turns.Of(_adapter);

        Assert.Equal("textReplyToSend", (await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivityAsync(" "))).ParamName);
        Assert.Equal("activity", (await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivityAsync((IActivity)null!))).ParamName);
        Assert.Equal("activities", (await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivitiesAsync(null))).ParamName);
        Assert.Equal("activities", (await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivitiesAsync([]))).ParamName);
    }

    [Fact]
    public void OnHandlers_Null_NameIt()
    {
        using var turn = Turns.Of(_adapter);

        Assert.Equal("handler", Assert.Throws<ArgumentNullException>(() => turn.OnSendActivities(null)).ParamName);
        Assert.Equal("handler", Assert.Throws<ArgumentNullException>(() => turn.OnUpdateActivity(null)).ParamName);
        Assert.Equal("handler", Assert.Throws<ArgumentNullException>(() => turn.OnDeleteActivity(null)).ParamName);
    }

    [Fact]
    public async Task SendActivityAsync_Text_GoesToTheConversationWithSpeechAndHint()
    {
        using var turn = Turns.Of(_adapter);

        var response = await turn.SendActivityAsync("hi", "<speak>hi</speak>", InputHints.IgnoringInput);

        var sent = Assert.Single(_adapter.Sent);
        Assert.Equal(("hi", "<speak>hi</speak>", InputHints.IgnoringInput), (sent.Text, sent.Speak, sent.InputHint));
        Assert.Equal(("test", "convo", "https://test.example", "in-1"), (sent.ChannelId, sent.Conversation.Id, sent.ServiceUrl, sent.ReplyToId));
        Assert.Equal(("bot", "user"), (sent.From.Id, sent.Recipient.Id));
        Assert.Equal("sent-0", response.Id);
        Assert.Equal("sent-0", sent.Id);
    }

    [Fact]
    public async Task Responded_AfterMessage_IsTrue()
    {
        using var turn = Turns.Of(_adapter);
        Assert.False(turn.Responded);

        await turn.SendActivityAsync("hi");

        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task Responded_AfterTraceOnly_IsFalse()
    {
        using var turn = Turns.Of(_adapter);

        await turn.TraceActivityAsync("state", new { a = 1 }, "https://example/type", "label");

        var trace = Assert.Single(_adapter.Sent);
        Assert.Equal((ActivityTypes.Trace, "state", "https://example/type", "label"), (trace.Type, trace.Name, trace.ValueType, trace.Label));
        Assert.False(turn.Responded);
    }

    [Fact]
    public async Task Responded_TraceAmongOthers_IsTrue()
    {
        using var turn = Turns.Of(_adapter);

        await turn.SendActivitiesAsync([new Activity(ActivityTypes.Trace), new Activity(ActivityTypes.Typing)]);

        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task OnSendActivities_Several_RunInOrderAroundTheAdapter()
    {
        using var turn = Turns.Of(_adapter);
        var log = new List<string>();
        _adapter.OnSent = _ => log.Add("adapter");
        turn.OnSendActivities(async (_, _, next) =>
        {
            log.Add("1 before");
            var responses = await next();
            log.Add("1 after");
            return responses;
        });
        turn.OnSendActivities(async (_, activities, next) =>
        {
            log.Add("2 before");
            activities[0].Text = "changed";
            var responses = await next();
            log.Add("2 after");
            return responses;
        });

        await turn.SendActivityAsync("original");

        Assert.Equal(["1 before", "2 before", "adapter", "2 after", "1 after"], log);
        Assert.Equal("changed", Assert.Single(_adapter.Sent).Text);
    }

    [Fact]
    public async Task OnSendActivities_WithoutNext_SendsNothing()
    {
        using var turn = Turns.Of(_adapter);
        turn.OnSendActivities((_, _, _) => Task.FromResult<ResourceResponse[]>(null!));

        var response = await turn.SendActivityAsync("kept back");

        Assert.Empty(_adapter.Sent);
        Assert.Null(response.Id);
        Assert.False(turn.Responded);
    }

    [Fact]
    public async Task OnSendActivities_AddsAndDrops_AdapterSeesTheResult()
    {
        using var turn = Turns.Of(_adapter);
        turn.OnSendActivities((_, activities, next) =>
        {
            activities.RemoveAll(activity => activity.Text == "drop");
            activities.Add(MessageFactory.Text("added"));
            return next();
        });

        await turn.SendActivitiesAsync([MessageFactory.Text("keep"), MessageFactory.Text("drop")]);

        Assert.Equal(["keep", "added"], _adapter.Sent.Select(activity => activity.Text));
    }

    [Fact]
    public async Task SendActivityAsync_ExpectReplies_BuffersInsteadOfSending()
    {
        var incoming = Turns.Message();
        incoming.DeliveryMode = DeliveryModes.ExpectReplies;
        using var turn = Turns.Of(incoming, _adapter);

        await turn.SendActivityAsync("one");
        await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse));

        Assert.Empty(_adapter.Sent);
        Assert.Equal(["one", null], turn.BufferedReplyActivities.Select(activity => activity.Text));
        Assert.Same(turn.BufferedReplyActivities[1], turn.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey));
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task UpdateActivityAsync_WithHandler_HandlerMayReplaceAndTheAdapterUpdates()
    {
        using var turn = Turns.Of(_adapter);
        var seen = new List<string>();
        turn.OnUpdateActivity((_, activity, next) =>
        {
            seen.Add(activity.Id);
            return next();
        });

        var response = await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = "old" });

        Assert.Equal("old", response.Id);
        Assert.Equal(["old"], seen);
        Assert.Equal("convo", Assert.Single(_adapter.Updated).Conversation.Id);
        Assert.False(turn.Responded);
    }

    [Fact]
    public async Task UpdateActivityAsync_HandlerWithoutNext_UpdatesNothing()
    {
        using var turn = Turns.Of(_adapter);
        turn.OnUpdateActivity((_, _, _) => Task.FromResult(new ResourceResponse("other")));

        Assert.Equal("other", (await turn.UpdateActivityAsync(new Activity { Id = "old" })).Id);
        Assert.Empty(_adapter.Updated);
    }

    [Fact]
    public async Task DeleteActivityAsync_Id_DeletesItInThisConversation()
    {
        using var turn = Turns.Of(_adapter);
        var handled = false;
        turn.OnDeleteActivity((_, _, next) =>
        {
            handled = true;
            return next();
        });

        await turn.DeleteActivityAsync("old");

        var deleted = Assert.Single(_adapter.Deleted);
        Assert.Equal(("old", "convo"), (deleted.ActivityId, deleted.Conversation.Id));
        Assert.True(handled);
    }

    [Fact]
    public async Task DeleteActivityAsync_Reference_DeletesThere()
    {
        using var turn = Turns.Of(_adapter);
        var elsewhere = new ConversationReference { ActivityId = "x" };

        await turn.DeleteActivityAsync(elsewhere);

        Assert.Same(elsewhere, Assert.Single(_adapter.Deleted));
        Assert.Equal("conversationReference", (await Assert.ThrowsAsync<ArgumentNullException>(() => turn.DeleteActivityAsync((ConversationReference)null!))).ParamName);
        Assert.Equal("activityId", (await Assert.ThrowsAsync<ArgumentNullException>(() => turn.DeleteActivityAsync(" "))).ParamName);
    }

    [Fact]
    public async Task New_FromOtherContext_SharesStateHandlersAndBuffer()
    {
        using var first = Turns.Of(_adapter);
        first.TurnState.Add("key", "value");
        var handled = 0;
        first.OnSendActivities((_, _, next) =>
        {
            handled++;
            return next();
        });
        await first.SendActivityAsync("one");

        using var second = new TurnContext(first, Turns.Message("other"));
        await second.SendActivityAsync("two");

        Assert.Equal("other", second.Activity.Text);
        Assert.True(second.Responded);
        Assert.Equal("value", second.TurnState.Get<string>("key"));
        Assert.Same(first.BufferedReplyActivities, second.BufferedReplyActivities);
        Assert.Equal(2, handled);
    }

    [Fact]
    public void Locale_SetAndCleared_IsKeptInTheTurnState()
    {
        using var turn = Turns.Of(_adapter);

        turn.Locale = "fr-fr";
        Assert.Equal("fr-fr", turn.TurnState.Get<string>("turn.locale"));

        turn.Locale = null;
        Assert.Null(turn.Locale);
        Assert.False(turn.TurnState.ContainsKey("turn.locale"));
    }

    [Fact]
    public async Task DelegatingTurnContext_EveryCall_ReachesTheInnerContext()
    {
        using var inner = Turns.Of(_adapter);
        ITurnContext<IMessageActivity> turn = new DelegatingTurnContext<IMessageActivity>(inner);
        turn.OnSendActivities((_, _, next) => next()).OnUpdateActivity((_, _, next) => next()).OnDeleteActivity((_, _, next) => next());

        await turn.SendActivityAsync("text");
        await turn.SendActivitiesAsync([MessageFactory.Text("more")]);
        await turn.UpdateActivityAsync(MessageFactory.Text("updated"));
        await turn.DeleteActivityAsync("id");
        await turn.DeleteActivityAsync(new ConversationReference());

        Assert.Equal("hello", turn.Activity.Text);
        Assert.Same(inner.Adapter, turn.Adapter);
        Assert.Same(inner.TurnState, turn.TurnState);
        Assert.True(turn.Responded);
        Assert.Equal(["text", "more"], _adapter.Sent.Select(activity => activity.Text));
        Assert.Single(_adapter.Updated);
        Assert.Equal(2, _adapter.Deleted.Count);
    }

    [Fact]
    public void TurnState_GetAddSet_ByTypeAndByName()
    {
        using var state = new TurnContextStateCollection();
        state.Add("by type");
        state.Add("named", "by name");

        Assert.Equal("by type", state.Get<string>());
        Assert.Equal("by name", state.Get<string>("named"));
        Assert.Null(state.Get<Activity>("named"));
        Assert.Null(state.Get<string>("absent"));
        Assert.Throws<ArgumentException>(() => state.Add("named", "again"));
        state.Set("named", "changed");
        Assert.Equal("changed", state.Get<string>("named"));
        state.Set<string>("named", null!);
        Assert.Null(state.Get<string>("named"));
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => state.Get<string>(null)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(() => state.Add<string>("x", null!)).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => state.Add(null, "x")).ParamName);
    }

    [Fact]
    public void Dispose_TurnStateHoldsDisposables_DisposesThemOnce()
    {
        var held = new Disposable();
        using (var turn = Turns.Of(_adapter))
        {
            turn.TurnState.Add(held);
            turn.Dispose();
        }

        Assert.Equal(1, held.Disposals);
    }

    [Fact]
    public void Dispose_TurnStateHoldsAConnectorClient_LeavesItToItsOwner()
    {
        using var client = new ClosingClient();
        using (var turn = Turns.Of(_adapter))
        {
            turn.TurnState.Add<IConnectorClient>(client);
        }

        Assert.False(client.Closed);
    }

    private sealed class ClosingClient() : ConnectorClient(new Uri("https://connector.example"), MicrosoftAppCredentials.Empty)
    {
        public bool Closed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Closed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class Disposable : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
