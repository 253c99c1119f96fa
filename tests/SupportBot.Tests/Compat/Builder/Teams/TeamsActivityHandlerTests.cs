using System.Runtime.CompilerServices;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder.Teams;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class TeamsActivityHandlerTests
{
    private readonly RecordingAdapter _adapter = new();
    private readonly Handler _bot = new();

    [Theory]
    [InlineData("channelCreated", "OnTeamsChannelCreatedAsync")]
    [InlineData("channelDeleted", "OnTeamsChannelDeletedAsync")]
    [InlineData("channelRenamed", "OnTeamsChannelRenamedAsync")]
    [InlineData("channelRestored", "OnTeamsChannelRestoredAsync")]
    [InlineData("teamArchived", "OnTeamsTeamArchivedAsync")]
    [InlineData("teamDeleted", "OnTeamsTeamDeletedAsync")]
    [InlineData("teamHardDeleted", "OnTeamsTeamHardDeletedAsync")]
    [InlineData("teamRenamed", "OnTeamsTeamRenamedAsync")]
    [InlineData("teamRestored", "OnTeamsTeamRestoredAsync")]
    [InlineData("teamUnarchived", "OnTeamsTeamUnarchivedAsync")]
    public async Task ConversationUpdate_EventType_CallsItsMethod(string eventType, string method)
    {
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.ChannelData = new TeamsChannelData { EventType = eventType, Team = new TeamInfo("team") };
        await RunAsync(update);
        Assert.Equal([method], _bot.Calls);

        update.ChannelId = Channels.Directline;
        await RunAsync(update);
        Assert.Single(_bot.Calls);
    }

    [Fact]
    public async Task MembersAdded_FullDetailsInTheActivity_AreNotLookedUp()
    {
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.MembersAdded = [JObject.Parse("""{"id":"ann","email":"ann@example.com","tenantId":"t"}""").ToObject<ChannelAccount>()!];

        await RunAsync(update);

        Assert.Equal(["OnTeamsMembersAddedAsync", "OnMembersAddedAsync"], _bot.Calls);
        Assert.Equal(("ann", "ann@example.com", "t"), (_bot.Members[0].Id, _bot.Members[0].Email, _bot.Members[0].TenantId));
    }

    [Fact]
    public async Task MembersAdded_TheBotItself_IsNotLookedUp()
    {
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.MembersAdded = [new ChannelAccount("bot")];

        await RunAsync(update);

        Assert.Equal("bot", Assert.Single(_bot.Members).Id);
    }

    [Fact]
    public async Task MembersAdded_IdOnly_IsLookedUp()
    {
        using var connector = new FakeConnector("""{"id":"ann","name":"Ann","email":"ann@example.com"}""");
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.MembersAdded = [new ChannelAccount("ann")];
        update.ChannelData = new TeamsChannelData { Team = new TeamInfo("team") };

        await RunAsync(update, connector);

        Assert.Equal("ann@example.com", Assert.Single(_bot.Members).Email);
        Assert.Equal("/v3/conversations/team/members/ann", Assert.Single(connector.Requests).Path);
    }

    [Fact]
    public async Task MembersAdded_UnknownToTeams_HasWhatTheActivitySays()
    {
        using var connector = new FakeConnector("""{"error":{"code":"ConversationNotFound","message":"gone"}}""", System.Net.HttpStatusCode.NotFound);
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.MembersAdded = [new ChannelAccount("ann", "Ann", aadObjectId: "aad")];

        await RunAsync(update, connector);

        Assert.Equal(("ann", "Ann", "aad", null), (_bot.Members[0].Id, _bot.Members[0].Name, _bot.Members[0].AadObjectId, _bot.Members[0].Email));
    }

    [Fact]
    public async Task MembersAdded_TeamsFailsOtherwise_TheErrorIsTheTurns()
    {
        using var connector = new FakeConnector("""{"error":{"code":"Other","message":"no"}}""", System.Net.HttpStatusCode.Forbidden);
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.MembersAdded = [new ChannelAccount("ann")];

        await Assert.ThrowsAsync<ErrorResponseException>(() => RunAsync(update, connector));
    }

    [Fact]
    public async Task MembersRemoved_InTeams_AreReported()
    {
        var update = Teams(ActivityTypes.ConversationUpdate);
        update.MembersRemoved = [new ChannelAccount("ann")];

        await RunAsync(update);

        Assert.Equal(["OnTeamsMembersRemovedAsync", "OnMembersRemovedAsync"], _bot.Calls);
        Assert.Equal("ann", Assert.Single(_bot.Members).Id);
    }

    [Theory]
    [InlineData("application/vnd.microsoft.meetingStart", "OnTeamsMeetingStartAsync")]
    [InlineData("application/vnd.microsoft.meetingEnd", "OnTeamsMeetingEndAsync")]
    [InlineData("application/vnd.microsoft.readReceipt", "OnTeamsReadReceiptAsync")]
    [InlineData("application/vnd.microsoft.meetingParticipantJoin", "OnTeamsMeetingParticipantsJoinAsync")]
    [InlineData("application/vnd.microsoft.meetingParticipantLeave", "OnTeamsMeetingParticipantsLeaveAsync")]
    [InlineData("anything", "OnEventAsync")]
    public async Task Event_Name_CallsItsMethod(string name, string method)
    {
        var activity = Teams(ActivityTypes.Event);
        activity.Name = name;
        activity.Value = JObject.Parse("""{"Id":"meeting","Title":"weekly","StartTime":"2026-01-02T03:04:05Z","lastReadMessageId":"5","members":[]}""");

        await RunAsync(activity);

        Assert.Equal([method], _bot.Calls);
    }

    [Theory]
    [InlineData(ActivityTypes.MessageUpdate, "editMessage", "OnTeamsMessageEditAsync")]
    [InlineData(ActivityTypes.MessageUpdate, "undeleteMessage", "OnTeamsMessageUndeleteAsync")]
    [InlineData(ActivityTypes.MessageDelete, "softDeleteMessage", "OnTeamsMessageSoftDeleteAsync")]
    [InlineData(ActivityTypes.MessageUpdate, "other", null)]
    [InlineData(ActivityTypes.MessageDelete, null, null)]
    public async Task MessageChange_EventType_CallsItsMethod(string type, string? eventType, string? method)
    {
        var activity = Teams(type);
        activity.ChannelData = new TeamsChannelData { EventType = eventType };

        await RunAsync(activity);

        Assert.Equal(method is null ? [] : [method], _bot.Calls);
    }

    [Theory]
    [InlineData("actionableMessage/executeAction", "{}", "OnTeamsO365ConnectorCardActionAsync")]
    [InlineData("composeExtension/queryLink", "{}", "OnTeamsAppBasedLinkQueryAsync")]
    [InlineData("composeExtension/anonymousQueryLink", "{}", "OnTeamsAnonymousAppBasedLinkQueryAsync")]
    [InlineData("composeExtension/query", "{}", "OnTeamsMessagingExtensionQueryAsync")]
    [InlineData("composeExtension/selectItem", "{}", "OnTeamsMessagingExtensionSelectItemAsync")]
    [InlineData("composeExtension/submitAction", "{}", "OnTeamsMessagingExtensionSubmitActionAsync")]
    [InlineData("composeExtension/submitAction", """{"botMessagePreviewAction":"edit"}""", "OnTeamsMessagingExtensionBotMessagePreviewEditAsync")]
    [InlineData("composeExtension/submitAction", """{"botMessagePreviewAction":"send"}""", "OnTeamsMessagingExtensionBotMessagePreviewSendAsync")]
    [InlineData("composeExtension/fetchTask", "{}", "OnTeamsMessagingExtensionFetchTaskAsync")]
    [InlineData("composeExtension/querySettingUrl", "{}", "OnTeamsMessagingExtensionConfigurationQuerySettingUrlAsync")]
    [InlineData("composeExtension/setting", "{}", "OnTeamsMessagingExtensionConfigurationSettingAsync")]
    [InlineData("composeExtension/onCardButtonClicked", "{}", "OnTeamsMessagingExtensionCardButtonClickedAsync")]
    [InlineData("task/fetch", "{}", "OnTeamsTaskModuleFetchAsync")]
    [InlineData("task/submit", "{}", "OnTeamsTaskModuleSubmitAsync")]
    [InlineData("tab/fetch", "{}", "OnTeamsTabFetchAsync")]
    [InlineData("tab/submit", "{}", "OnTeamsTabSubmitAsync")]
    [InlineData("config/fetch", "{}", "OnTeamsConfigFetchAsync")]
    [InlineData("config/submit", "{}", "OnTeamsConfigSubmitAsync")]
    [InlineData("fileConsent/invoke", """{"action":"accept"}""", "OnTeamsFileConsentAcceptAsync")]
    [InlineData("fileConsent/invoke", """{"action":"decline"}""", "OnTeamsFileConsentDeclineAsync")]
    [InlineData("signin/verifyState", "{}", "OnTeamsSigninVerifyStateAsync")]
    [InlineData(null, "{}", "OnTeamsCardActionInvokeAsync")]
    public async Task Invoke_Handled_Is200AndUnhandled501(string? name, string value, string method)
    {
        var invoke = Teams(ActivityTypes.Invoke);
        invoke.Name = name;
        invoke.Value = JObject.Parse(value);

        await RunAsync(invoke);
        Assert.Equal([method], _bot.Calls);
        Assert.Equal(200, Answer().Status);

        _adapter.Sent.Clear();
        using var turn = Turns.Of(invoke, _adapter);
        await new TeamsActivityHandler().OnTurnAsync(turn);
        Assert.Equal(501, Answer().Status);
    }

    [Theory]
    [InlineData("task/fetch", "5", "expected type 'JValue'")]
    [InlineData("fileConsent/invoke", """{"action":"eat"}""", "eat is not a supported Action.")]
    [InlineData("composeExtension/submitAction", """{"botMessagePreviewAction":"eat"}""", "eat is not a supported BotMessagePreviewAction.")]
    public async Task Invoke_BadValue_Is400WithTheReason(string name, string value, string reason)
    {
        var invoke = Teams(ActivityTypes.Invoke);
        invoke.Name = name;
        invoke.Value = JToken.Parse(value);

        await RunAsync(invoke);

        Assert.Equal((400, reason), (Answer().Status, Answer().Body));
    }

    [Fact]
    public async Task Invoke_Unknown_Is501()
    {
        var invoke = Teams(ActivityTypes.Invoke);
        invoke.Name = "unknown";

        await RunAsync(invoke);

        Assert.Equal(501, Answer().Status);
    }

    private static Activity Teams(string type)
    {
        var activity = Turns.Message();
        activity.Type = type;
        activity.ChannelId = Channels.Msteams;
        return activity;
    }

    private InvokeResponse Answer() => (InvokeResponse)Assert.Single(_adapter.Sent).Value;

    private async Task RunAsync(Activity activity, FakeConnector? connector = null)
    {
        using var turn = Turns.Of(activity, _adapter);
        if (connector is not null)
        {
            turn.TurnState.Add(connector.Client);
        }

        await _bot.OnTurnAsync(turn);
    }

    /// <summary>Notes which methods are called.</summary>
    private sealed class Handler : TeamsActivityHandler
    {
        public List<string> Calls { get; } = [];

        public IList<TeamsChannelAccount> Members { get; private set; } = [];

        protected override Task OnTeamsMembersAddedAsync(IList<TeamsChannelAccount> teamsMembersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Members = teamsMembersAdded;
            Note();
            return base.OnTeamsMembersAddedAsync(teamsMembersAdded, teamInfo, turnContext, cancellationToken);
        }

        protected override Task OnTeamsMembersRemovedAsync(IList<TeamsChannelAccount> teamsMembersRemoved, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
        {
            Members = teamsMembersRemoved;
            Note();
            return base.OnTeamsMembersRemovedAsync(teamsMembersRemoved, teamInfo, turnContext, cancellationToken);
        }

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsChannelCreatedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsChannelDeletedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsChannelRenamedAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsChannelRestoredAsync(ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsTeamArchivedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsTeamDeletedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsTeamHardDeletedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsTeamRenamedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsTeamRestoredAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsTeamUnarchivedAsync(TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMeetingStartAsync(MeetingStartEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMeetingEndAsync(MeetingEndEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsReadReceiptAsync(ReadReceiptInfo readReceiptInfo, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMeetingParticipantsJoinAsync(MeetingParticipantsEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMeetingParticipantsLeaveAsync(MeetingParticipantsEventDetails meeting, ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMessageEditAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMessageUndeleteAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMessageSoftDeleteAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsO365ConnectorCardActionAsync(ITurnContext<IInvokeActivity> turnContext, O365ConnectorCardActionQuery query, CancellationToken cancellationToken) => Note();

        protected override Task<MessagingExtensionResponse> OnTeamsAppBasedLinkQueryAsync(ITurnContext<IInvokeActivity> turnContext, AppBasedLinkQuery query, CancellationToken cancellationToken) => Note<MessagingExtensionResponse>();

        protected override Task<MessagingExtensionResponse> OnTeamsAnonymousAppBasedLinkQueryAsync(ITurnContext<IInvokeActivity> turnContext, AppBasedLinkQuery query, CancellationToken cancellationToken) => Note<MessagingExtensionResponse>();

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) => Note<MessagingExtensionResponse>();

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionSelectItemAsync(ITurnContext<IInvokeActivity> turnContext, JObject query, CancellationToken cancellationToken) => Note<MessagingExtensionResponse>();

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Note<MessagingExtensionActionResponse>();

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewEditAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Note<MessagingExtensionActionResponse>();

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionBotMessagePreviewSendAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Note<MessagingExtensionActionResponse>();

        protected override Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) => Note<MessagingExtensionActionResponse>();

        protected override Task<MessagingExtensionResponse> OnTeamsMessagingExtensionConfigurationQuerySettingUrlAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken) => Note<MessagingExtensionResponse>();

        protected override Task OnTeamsMessagingExtensionConfigurationSettingAsync(ITurnContext<IInvokeActivity> turnContext, JObject settings, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsMessagingExtensionCardButtonClickedAsync(ITurnContext<IInvokeActivity> turnContext, JObject cardData, CancellationToken cancellationToken) => Note();

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) => Note<TaskModuleResponse>();

        protected override Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) => Note<TaskModuleResponse>();

        protected override Task<TabResponse> OnTeamsTabFetchAsync(ITurnContext<IInvokeActivity> turnContext, TabRequest tabRequest, CancellationToken cancellationToken) => Note<TabResponse>();

        protected override Task<TabResponse> OnTeamsTabSubmitAsync(ITurnContext<IInvokeActivity> turnContext, TabSubmit tabSubmit, CancellationToken cancellationToken) => Note<TabResponse>();

        protected override Task<ConfigResponseBase> OnTeamsConfigFetchAsync(ITurnContext<IInvokeActivity> turnContext, JObject configData, CancellationToken cancellationToken) => Note<ConfigResponseBase>();

        protected override Task<ConfigResponseBase> OnTeamsConfigSubmitAsync(ITurnContext<IInvokeActivity> turnContext, JObject configData, CancellationToken cancellationToken) => Note<ConfigResponseBase>();

        protected override Task OnTeamsFileConsentAcceptAsync(ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsFileConsentDeclineAsync(ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) => Note();

        protected override Task OnTeamsSigninVerifyStateAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => Note();

        protected override Task<InvokeResponse> OnTeamsCardActionInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            Note();
            return Task.FromResult(CreateInvokeResponse());
        }

        private Task Note([CallerMemberName] string method = "")
        {
            Calls.Add(method);
            return Task.CompletedTask;
        }

        private Task<T> Note<T>([CallerMemberName] string method = "")
            where T : class
        {
            Calls.Add(method);
            return Task.FromResult<T>(null!);
        }
    }
}
