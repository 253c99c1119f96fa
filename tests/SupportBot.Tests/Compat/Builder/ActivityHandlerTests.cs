using System.Runtime.CompilerServices;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class ActivityHandlerTests
{
    private readonly RecordingAdapter _adapter = new();
    private readonly Handler _bot = new();

    [Fact]
    public async Task OnTurnAsync_NoContextOrType_IsRefused()
    {
        Assert.Equal("turnContext", (await Assert.ThrowsAsync<ArgumentNullException>(() => _bot.OnTurnAsync(null))).ParamName);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new Activity()));
        Assert.Equal("turnContext.Activity must have non-null Type.", error.Message);
    }

    [Theory]
    [InlineData(ActivityTypes.Message, "OnMessageActivityAsync")]
    [InlineData(ActivityTypes.MessageUpdate, "OnMessageUpdateActivityAsync")]
    [InlineData(ActivityTypes.MessageDelete, "OnMessageDeleteActivityAsync")]
    [InlineData(ActivityTypes.EndOfConversation, "OnEndOfConversationActivityAsync")]
    [InlineData(ActivityTypes.Typing, "OnTypingActivityAsync")]
    [InlineData(ActivityTypes.Command, "OnCommandActivityAsync")]
    [InlineData(ActivityTypes.CommandResult, "OnCommandResultActivityAsync")]
    [InlineData(ActivityTypes.InstallationUpdate, "OnInstallationUpdateActivityAsync")]
    [InlineData(ActivityTypes.ConversationUpdate, "OnConversationUpdateActivityAsync")]
    [InlineData(ActivityTypes.MessageReaction, "OnMessageReactionActivityAsync")]
    [InlineData("shall.not.pass", "OnUnrecognizedActivityTypeAsync")]
    public async Task OnTurnAsync_Type_CallsItsMethodOnly(string type, string method)
    {
        await RunAsync(new Activity(type));

        Assert.Equal([method], _bot.Calls);
        Assert.Empty(_adapter.Sent);
    }

    [Theory]
    [InlineData(new[] { "bot" }, false)]
    [InlineData(new[] { "a", "bot" }, true)]
    [InlineData(new[] { "a", "bot", "b" }, true)]
    [InlineData(new string[0], false)]
    public async Task MembersAdded_OthersThanTheBot_AreReported(string[] ids, bool reported)
    {
        await RunAsync(new Activity(ActivityTypes.ConversationUpdate) { Recipient = new ChannelAccount("bot"), MembersAdded = Accounts(ids) });

        Assert.Equal(reported, _bot.Calls.Contains("OnMembersAddedAsync"));
    }

    [Theory]
    [InlineData(new[] { "bot" }, false)]
    [InlineData(new[] { "a", "bot" }, true)]
    public async Task MembersRemoved_OthersThanTheBot_AreReported(string[] ids, bool reported)
    {
        await RunAsync(new Activity(ActivityTypes.ConversationUpdate) { Recipient = new ChannelAccount("bot"), MembersRemoved = Accounts(ids) });

        Assert.Equal(reported, _bot.Calls.Contains("OnMembersRemovedAsync"));
    }

    [Fact]
    public async Task Reactions_AddedAndRemoved_AreBothReportedInOrder()
    {
        await RunAsync(new Activity(ActivityTypes.MessageReaction)
        {
            ReactionsAdded = [new MessageReaction("sad")],
            ReactionsRemoved = [new MessageReaction("angry")],
        });

        Assert.Equal(["OnMessageReactionActivityAsync", "OnReactionsAddedAsync", "OnReactionsRemovedAsync"], _bot.Calls);
    }

    [Theory]
    [InlineData("tokens/response", "OnTokenResponseEventAsync")]
    [InlineData("anything", "OnEventAsync")]
    [InlineData(null, "OnEventAsync")]
    public async Task Event_Name_CallsItsMethod(string? name, string method)
    {
        await RunAsync(new Activity(ActivityTypes.Event) { Name = name });

        Assert.Equal(["OnEventActivityAsync", method], _bot.Calls);
    }

    [Theory]
    [InlineData("add", "OnInstallationUpdateAddAsync")]
    [InlineData("add-upgrade", "OnInstallationUpdateAddAsync")]
    [InlineData("remove", "OnInstallationUpdateRemoveAsync")]
    [InlineData("remove-upgrade", "OnInstallationUpdateRemoveAsync")]
    public async Task InstallationUpdate_Action_CallsItsMethod(string action, string method)
    {
        await RunAsync(new Activity(ActivityTypes.InstallationUpdate) { Action = action });

        Assert.Equal(["OnInstallationUpdateActivityAsync", method], _bot.Calls);
    }

    [Theory]
    [InlineData("signin/verifyState")]
    [InlineData("signin/tokenExchange")]
    public async Task Invoke_SignIn_IsAnsweredWith200(string name)
    {
        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = name });

        Assert.Equal(["OnInvokeActivityAsync", "OnSignInInvokeAsync"], _bot.Calls);
        Assert.Equal(200, Answer().Status);
        Assert.Null(Answer().Body);
    }

    [Theory]
    [InlineData("signin/verifyState")]
    [InlineData("some.unknown.invoke")]
    [InlineData("healthCheck")]
    [InlineData(null)]
    public async Task Invoke_NobodyHandlesIt_IsAnsweredWith501(string? name)
    {
        using var turn = Turns.Of(new Activity(ActivityTypes.Invoke) { Name = name }, _adapter);

        await new ActivityHandler().OnTurnAsync(turn);

        Assert.Equal(501, Answer().Status);
    }

    [Fact]
    public async Task Invoke_CardAction_GetsTheActionAndAnswersWithTheCard()
    {
        var action = new { action = new { type = "Action.Execute", verb = "approve", data = new { id = 5 } } };

        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = "adaptiveCard/action", Value = JObject.FromObject(action) });

        Assert.Equal(["OnInvokeActivityAsync", "OnAdaptiveCardInvokeAsync"], _bot.Calls);
        Assert.Equal("approve", _bot.CardAction!.Action.Verb);
        Assert.Equal(200, Answer().Status);
        Assert.Same(_bot.CardAnswer, Answer().Body);
    }

    public static TheoryData<string?, string, string> BadCardActions => new()
    {
        { null, "BadRequest", "Missing value property" },
        { "5", "BadRequest", "Value property is not properly formed" },
        { """{"action":"x"}""", "BadRequest", "Value property is not properly formed" },
        { "{}", "BadRequest", "Missing action property" },
        { """{"action":{"type":"Action.Submit"}}""", "NotSupported", "The action 'Action.Submit'is not supported." },
    };

    [Theory]
    [MemberData(nameof(BadCardActions))]
    public async Task Invoke_BadCardAction_IsAnsweredWith400AndTheReason(string? value, string code, string message)
    {
        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = "adaptiveCard/action", Value = value is null ? null : JToken.Parse(value) });

        AssertRefused(code, message);
    }

    [Fact]
    public async Task Invoke_Search_GetsTheQuery()
    {
        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = "application/search", Value = JObject.FromObject(new { kind = "search", queryText = "parcel" }) });

        Assert.Equal("parcel", _bot.Search!.QueryText);
        Assert.Equal(200, Answer().Status);
    }

    [Fact]
    public async Task Invoke_SearchFromTeamsWithoutKind_IsASearch()
    {
        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = "application/search", ChannelId = Channels.Msteams, Value = JObject.FromObject(new { queryText = "parcel" }) });

        Assert.Equal(SearchInvokeTypes.Search, _bot.Search!.Kind);
    }

    [Theory]
    [InlineData(null, "Missing value property for search")]
    [InlineData("5", "Value property is not properly formed for search")]
    [InlineData("""{"queryOptions":5}""", "Value property is not valid for search")]
    [InlineData("""{"queryText":"x"}""", "Missing kind property for search")]
    [InlineData("""{"kind":"search"}""", "Missing queryText property for search")]
    public async Task Invoke_BadSearch_IsAnsweredWith400AndTheReason(string? value, string message)
    {
        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = "application/search", Value = value is null ? null : JToken.Parse(value) });

        AssertRefused("BadRequest", message);
    }

    [Fact]
    public async Task Invoke_AnsweredByTheBotItself_IsNotAnsweredAgain()
    {
        _bot.OnInvoke = async turn =>
        {
            var answer = new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 201 } };
            turn.TurnState.Add(BotAdapter.InvokeResponseKey, answer);
            await turn.SendActivityAsync(answer);
        };

        await RunAsync(new Activity(ActivityTypes.Invoke) { Name = "signin/verifyState" });

        Assert.Equal(201, Answer().Status);
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public void InvokeResponse_Status_TellsSuccess(int status, bool success)
    {
        Assert.Equal(success, new InvokeResponse { Status = status }.IsSuccessStatusCode());
        var typed = new InvokeResponse<string> { Body = "body" };
        Assert.Equal("body", ((InvokeResponse)typed).Body);
    }

    private static List<ChannelAccount> Accounts(string[] ids) => ids.Select(id => new ChannelAccount(id)).ToList();

    private async Task RunAsync(Activity activity)
    {
        using var turn = Turns.Of(activity, _adapter);
        await ((IBot)_bot).OnTurnAsync(turn);
    }

    private InvokeResponse Answer()
    {
        var answer = Assert.Single(_adapter.Sent);
        Assert.Equal(ActivityTypesEx.InvokeResponse, answer.Type);
        return Assert.IsType<InvokeResponse>(answer.Value);
    }

    private void AssertRefused(string code, string message)
    {
        Assert.Equal(400, Answer().Status);
        var body = Assert.IsType<AdaptiveCardInvokeResponse>(Answer().Body);
        Assert.Equal((400, "application/vnd.microsoft.error"), (body.StatusCode, body.Type));
        var error = Assert.IsType<Error>(body.Value);
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    /// <summary>Notes which methods are called.</summary>
    private sealed class Handler : ActivityHandler
    {
        public List<string> Calls { get; } = [];

        public AdaptiveCardInvokeValue? CardAction { get; private set; }

        public AdaptiveCardInvokeResponse CardAnswer { get; } = new();

        public SearchInvokeValue? Search { get; private set; }

        public Func<ITurnContext, Task> OnInvoke { get; set; } = _ => Task.CompletedTask;

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnMessageActivityAsync, turnContext, cancellationToken);

        protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnMessageUpdateActivityAsync, turnContext, cancellationToken);

        protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnMessageDeleteActivityAsync, turnContext, cancellationToken);

        protected override Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnConversationUpdateActivityAsync, turnContext, cancellationToken);

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then((turn, ct) => base.OnMembersAddedAsync(membersAdded, turn, ct), turnContext, cancellationToken);

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then((turn, ct) => base.OnMembersRemovedAsync(membersRemoved, turn, ct), turnContext, cancellationToken);

        protected override Task OnMessageReactionActivityAsync(ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnMessageReactionActivityAsync, turnContext, cancellationToken);

        protected override Task OnReactionsAddedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            Then((turn, ct) => base.OnReactionsAddedAsync(messageReactions, turn, ct), turnContext, cancellationToken);

        protected override Task OnReactionsRemovedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) =>
            Then((turn, ct) => base.OnReactionsRemovedAsync(messageReactions, turn, ct), turnContext, cancellationToken);

        protected override Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnEventActivityAsync, turnContext, cancellationToken);

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnTokenResponseEventAsync, turnContext, cancellationToken);

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnEventAsync, turnContext, cancellationToken);

        protected override Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            Calls.Add(nameof(OnInvokeActivityAsync));
            return base.OnInvokeActivityAsync(turnContext, cancellationToken);
        }

        protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            Calls.Add(nameof(OnSignInInvokeAsync));
            return OnInvoke(turnContext);
        }

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
        {
            Calls.Add(nameof(OnAdaptiveCardInvokeAsync));
            CardAction = invokeValue;
            return Task.FromResult(CardAnswer);
        }

        protected override Task<SearchInvokeResponse> OnSearchInvokeAsync(ITurnContext<IInvokeActivity> turnContext, SearchInvokeValue invokeValue, CancellationToken cancellationToken)
        {
            Search = invokeValue;
            return Task.FromResult(new SearchInvokeResponse());
        }

        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnEndOfConversationActivityAsync, turnContext, cancellationToken);

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnTypingActivityAsync, turnContext, cancellationToken);

        protected override Task OnInstallationUpdateActivityAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnInstallationUpdateActivityAsync, turnContext, cancellationToken);

        protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnInstallationUpdateAddAsync, turnContext, cancellationToken);

        protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnInstallationUpdateRemoveAsync, turnContext, cancellationToken);

        protected override Task OnCommandActivityAsync(ITurnContext<ICommandActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnCommandActivityAsync, turnContext, cancellationToken);

        protected override Task OnCommandResultActivityAsync(ITurnContext<ICommandResultActivity> turnContext, CancellationToken cancellationToken) =>
            Then(base.OnCommandResultActivityAsync, turnContext, cancellationToken);

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
            Then(base.OnUnrecognizedActivityTypeAsync, turnContext, cancellationToken);

        private Task Then<T>(Func<T, CancellationToken, Task> next, T turnContext, CancellationToken cancellationToken, [CallerMemberName] string method = "")
        {
            Calls.Add(method);
            return next(turnContext, cancellationToken);
        }
    }
}
