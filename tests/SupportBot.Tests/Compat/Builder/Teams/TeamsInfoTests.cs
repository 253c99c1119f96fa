using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder.Teams;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class TeamsInfoTests
{
    private const string Member = """{"id":"ann","name":"Ann","email":"ann@example.com","userPrincipalName":"ann@corp"}""";

    [Fact]
    public async Task GetMemberAsync_InATeam_AsksTheTeam()
    {
        using var connector = new FakeConnector(Member);
        using var turn = Turn(connector, team: "19:team@thread");

        var member = await TeamsInfo.GetMemberAsync(turn, "ann");

        Assert.Equal(("ann@example.com", "ann@corp"), (member.Email, member.UserPrincipalName));
        Assert.Equal("/v3/conversations/19%3Ateam%40thread/members/ann", Assert.Single(connector.Requests).Path);
    }

    [Fact]
    public async Task GetMemberAsync_InAChat_AsksTheConversation()
    {
        using var connector = new FakeConnector(Member);
        using var turn = Turn(connector);

        await TeamsInfo.GetMemberAsync(turn, "ann");

        Assert.Equal("/v3/conversations/convo/members/ann", Assert.Single(connector.Requests).Path);
    }

    [Fact]
    public async Task GetPagedMembersAsync_Page_HasMembersAndToken()
    {
        using var connector = new FakeConnector($$"""{"members":[{{Member}}],"continuationToken":"more"}""");
        using var turn = Turn(connector);

        var page = await TeamsInfo.GetPagedMembersAsync(turn, 10, "token");

        Assert.Equal(("more", "ann@example.com"), (page.ContinuationToken, Assert.Single(page.Members).Email));
        Assert.StartsWith("/v3/conversations/convo/pagedmembers?", connector.Requests[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTeamDetailsAndChannels_InATeam_AskForIt()
    {
        using var connector = new FakeConnector("""{"id":"team","name":"The Team","conversations":[{"id":"general"}]}""");
        using var turn = Turn(connector, team: "team");

        Assert.Equal("The Team", (await TeamsInfo.GetTeamDetailsAsync(turn)).Name);
        Assert.Equal("general", Assert.Single(await TeamsInfo.GetTeamChannelsAsync(turn)).Id);
        Assert.Equal(["/v3/teams/team", "/v3/teams/team/conversations"], connector.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task GetMeetingParticipantAsync_FromTheActivity_AsksForTheSpeaker()
    {
        using var connector = new FakeConnector("""{"user":{"userPrincipalName":"ann@corp"},"meeting":{"role":"Organizer"}}""");
        using var turn = Turn(connector);
        turn.Activity.From.AadObjectId = "aad";
        turn.Activity.ChannelData = new TeamsChannelData { Meeting = new TeamsMeetingInfo { Id = "meeting" }, Tenant = new TenantInfo("tenant") };

        var participant = await TeamsInfo.GetMeetingParticipantAsync(turn);

        Assert.Equal(("ann@corp", "Organizer"), (participant.User.UserPrincipalName, participant.Meeting.Role));
        Assert.Equal("/v1/meetings/meeting/participants/aad?tenantId=tenant", Assert.Single(connector.Requests).Path);
    }

    [Fact]
    public async Task SendMessageToListOfUsersAsync_Users_GivesTheOperation()
    {
        using var connector = new FakeConnector("operation");
        using var turn = Turn(connector);

        var operation = await TeamsInfo.SendMessageToListOfUsersAsync(turn, MessageFactory.Text("hi"), [new TeamMember("ann")], "tenant");

        Assert.Equal("operation", operation);
        var (method, path, body) = Assert.Single(connector.Requests);
        Assert.Equal(("POST", "/v3/batch/conversation/users/"), (method, path));
        Assert.Equal(("ann", "tenant", "hi"), ((string?)JObject.Parse(body)["Members"]![0]!["id"], (string?)JObject.Parse(body)["TenantId"], (string?)JObject.Parse(body)["Activity"]!["text"]));
    }

    [Fact]
    public async Task Methods_SomethingMissing_SayWhat()
    {
        using var connector = new FakeConnector("{}");
        using var turn = Turn(connector);
        using var without = Turns.Of(new RecordingAdapter());
        var hello = MessageFactory.Text("hi");

        await AssertRefused("This method is only valid within the scope of MS Teams Team.", () => TeamsInfo.GetTeamDetailsAsync(turn));
        await AssertRefused("This method is only valid within the scope of MS Teams Team.", () => TeamsInfo.GetTeamMemberAsync(turn, "ann"));
        await AssertRefused("This method is only valid within the scope of a MS Teams Meeting.", () => TeamsInfo.GetMeetingParticipantAsync(turn));
        await AssertRefused("participantId is required.", () => TeamsInfo.GetMeetingParticipantAsync(turn, "meeting"));
        await AssertRefused("This method requires a connector client.", () => TeamsInfo.GetMemberAsync(without, "ann"));
        await AssertRefused("The GetMembers operation needs a valid user Id.", () => TeamsInfo.GetMemberAsync(turn, null));
        await AssertRefused("activity is required.", () => TeamsInfo.SendMessageToAllUsersInTenantAsync(turn, null, "tenant"));
        await AssertRefused("tenantId is required.", () => TeamsInfo.SendMessageToAllUsersInTenantAsync(turn, hello, null));
        await AssertRefused("teamId is required.", () => TeamsInfo.SendMessageToAllUsersInTeamAsync(turn, hello, null, "tenant"));
        await AssertRefused("teamsMembers is required.", () => TeamsInfo.SendMessageToListOfUsersAsync(turn, hello, null, "tenant"));
        await AssertRefused("channelsMembers is required.", () => TeamsInfo.SendMessageToListOfChannelsAsync(turn, hello, null, "tenant"));
        await AssertRefused("operationId is required.", () => TeamsInfo.GetOperationStateAsync(turn, null));
        await AssertRefused("operationId is required.", () => TeamsInfo.CancelOperationAsync(turn, null));
        await AssertRefused("notification is required.", () => TeamsInfo.SendMeetingNotificationAsync(turn, null, "meeting"));
        turn.Activity.Conversation = null;
        await AssertRefused("The GetMembers operation needs a valid conversation Id.", () => TeamsInfo.GetMemberAsync(turn, "ann"));
        Assert.Equal("turnContext", (await Assert.ThrowsAsync<ArgumentNullException>(() => TeamsInfo.SendMessageToTeamsChannelAsync(null, hello, "c", "bot"))).ParamName);
        Assert.Equal("teamsChannelId", (await Assert.ThrowsAsync<ArgumentNullException>(() => TeamsInfo.SendMessageToTeamsChannelAsync(turn, hello, null, "bot"))).ParamName);
        Assert.Empty(connector.Requests);
    }

    [Fact]
    public async Task SendMessageToTeamsChannelAsync_Channel_StartsAThreadThroughTheAdapter()
    {
        var adapter = new CreatingAdapter();
        using var turn = new TurnContext(adapter, Turns.Message());
        var hello = MessageFactory.Text("hi");

        var (thread, id) = await TeamsInfo.SendMessageToTeamsChannelAsync(turn, hello, "19:channel", "bot-id");

        Assert.Equal(("thread", "first"), (thread.Conversation.Id, id));
        Assert.Same(hello, adapter.Parameters!.Activity);
        Assert.True(adapter.Parameters.IsGroup);
        Assert.Equal("19:channel", ((TeamsChannelData)adapter.Parameters.ChannelData).Channel.Id);
    }

    [Fact]
    public void Extensions_ChannelData_IsRead()
    {
        var activity = new Activity
        {
            ChannelData = JObject.Parse("""{"channel":{"id":"c"},"team":{"id":"t"},"meeting":{"id":"m"},"settings":{"selectedChannel":{"id":"s"}},"onBehalfOf":[{"displayName":"Ann"}]}"""),
        };

        Assert.Equal(
            ("c", "t", "m", "s", "Ann"),
            (activity.TeamsGetChannelId(), activity.TeamsGetTeamInfo().Id, activity.TeamsGetMeetingInfo().Id, activity.TeamsGetSelectedChannelId(), activity.TeamsGetTeamOnBehalfOf()[0].DisplayName));
        Assert.Null(new Activity().TeamsGetTeamInfo());
        Assert.Null(new Activity().TeamsGetChannelId());
    }

    [Fact]
    public void TeamsNotifyUser_Alert_IsInTheChannelData()
    {
        var activity = new Activity();

        activity.TeamsNotifyUser();
        Assert.True(((TeamsChannelData)activity.ChannelData).Notification.Alert);

        activity.TeamsNotifyUser(alertInMeeting: true, externalResourceUrl: "https://example");
        var notification = ((TeamsChannelData)activity.ChannelData).Notification;
        Assert.Equal((false, true, "https://example"), (notification.Alert, notification.AlertInMeeting, notification.ExternalResourceUrl));
    }

    private static TurnContext Turn(FakeConnector connector, string? team = null)
    {
        var activity = Turns.Message();
        activity.ChannelId = Channels.Msteams;
        activity.ChannelData = team is null ? null : new TeamsChannelData { Team = new TeamInfo(team) };
        var turn = Turns.Of(activity);
        turn.TurnState.Add(connector.Client);
        return turn;
    }

    private static async Task AssertRefused(string message, Func<Task> call) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message);

    private sealed class CreatingAdapter : BotAdapter
    {
        public ConversationParameters? Parameters { get; private set; }

        public override async Task CreateConversationAsync(string botAppId, string channelId, string serviceUrl, string audience, ConversationParameters conversationParameters, BotCallbackHandler callback, CancellationToken cancellationToken)
        {
            Parameters = conversationParameters;
            using var turn = new TurnContext(this, new Activity { Id = "first", ChannelId = channelId, ServiceUrl = serviceUrl, Conversation = new ConversationAccount(id: "thread") });
            await callback(turn, cancellationToken);
        }

        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) => Task.FromResult<ResourceResponse[]>([]);

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) => Task.FromResult(new ResourceResponse());

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
