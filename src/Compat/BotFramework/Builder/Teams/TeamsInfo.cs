using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>Asks Teams about teams, members and meetings, and sends to many. Stands for <c>Microsoft.Bot.Builder.Teams.TeamsInfo</c>.</summary>
public static class TeamsInfo
{
    private const string OutsideMeeting = "This method is only valid within the scope of a MS Teams Meeting.";
    private const string OutsideTeam = "This method is only valid within the scope of MS Teams Team.";

    public static Task<TeamsMeetingParticipant> GetMeetingParticipantAsync(ITurnContext turnContext, string meetingId = null, string participantId = null, string tenantId = null, CancellationToken cancellationToken = default)
    {
        var meeting = meetingId ?? turnContext.Activity.TeamsGetMeetingInfo()?.Id ?? throw new InvalidOperationException(OutsideMeeting);
        var participant = Required(participantId ?? turnContext.Activity.From.AadObjectId, nameof(participantId));
        var tenant = Required(tenantId ?? turnContext.Activity.GetChannelData<TeamsChannelData>()?.Tenant?.Id, nameof(tenantId));
        return AskAsync(turnContext, teams => teams.FetchParticipantAsync(meeting, participant, tenant, cancellationToken));
    }

    public static Task<MeetingInfo> GetMeetingInfoAsync(ITurnContext turnContext, string meetingId = null, CancellationToken cancellationToken = default)
    {
        var meeting = meetingId ?? turnContext.Activity.TeamsGetMeetingInfo()?.Id ?? throw new InvalidOperationException("The meetingId can only be null if turnContext is within the scope of a MS Teams Meeting.");
        return AskAsync(turnContext, teams => teams.FetchMeetingInfoAsync(meeting, cancellationToken));
    }

    public static Task<TeamDetails> GetTeamDetailsAsync(ITurnContext turnContext, string teamId = null, CancellationToken cancellationToken = default)
    {
        var team = TeamOf(turnContext, teamId);
        return AskAsync(turnContext, teams => teams.FetchTeamDetailsAsync(team, cancellationToken));
    }

    public static async Task<IList<ChannelInfo>> GetTeamChannelsAsync(ITurnContext turnContext, string teamId = null, CancellationToken cancellationToken = default)
    {
        var team = TeamOf(turnContext, teamId);
        var channels = await AskAsync(turnContext, teams => teams.FetchChannelListAsync(team, cancellationToken)).ConfigureAwait(false);
        return channels.Conversations;
    }

    [Obsolete("Microsoft Teams is deprecating the non-paged version of the getMembers API which this method uses. Please use GetPagedTeamMembersAsync instead of this API.")]
    public static Task<IEnumerable<TeamsChannelAccount>> GetTeamMembersAsync(ITurnContext turnContext, string teamId = null, CancellationToken cancellationToken = default)
    {
        var team = TeamOf(turnContext, teamId);
        return MembersAsync(ConnectorOf(turnContext), team, cancellationToken);
    }

    [Obsolete("Microsoft Teams is deprecating the non-paged version of the getMembers API which this method uses. Please use GetPagedMembersAsync instead of this API.")]
    public static Task<IEnumerable<TeamsChannelAccount>> GetMembersAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        MembersAsync(ConnectorOf(turnContext), TeamOrConversation(turnContext), cancellationToken);

    public static Task<TeamsPagedMembersResult> GetPagedTeamMembersAsync(ITurnContext turnContext, string teamId = null, string continuationToken = null, int? pageSize = null, CancellationToken cancellationToken = default)
    {
        var team = TeamOf(turnContext, teamId);
        return PageOfMembersAsync(ConnectorOf(turnContext), team, pageSize, continuationToken, cancellationToken);
    }

    public static Task<TeamsPagedMembersResult> GetPagedMembersAsync(ITurnContext turnContext, int? pageSize = null, string continuationToken = null, CancellationToken cancellationToken = default) =>
        PageOfMembersAsync(ConnectorOf(turnContext), TeamOrConversation(turnContext), pageSize, continuationToken, cancellationToken);

    public static Task<TeamsChannelAccount> GetTeamMemberAsync(ITurnContext turnContext, string userId, string teamId = null, CancellationToken cancellationToken = default)
    {
        var team = TeamOf(turnContext, teamId);
        return MemberAsync(ConnectorOf(turnContext), userId, team, cancellationToken);
    }

    public static Task<TeamsChannelAccount> GetMemberAsync(ITurnContext turnContext, string userId, CancellationToken cancellationToken = default) =>
        MemberAsync(ConnectorOf(turnContext), userId, TeamOrConversation(turnContext), cancellationToken);

    public static Task<MeetingNotificationResponse> SendMeetingNotificationAsync(ITurnContext turnContext, MeetingNotificationBase notification, string meetingId = null, CancellationToken cancellationToken = default)
    {
        var meeting = meetingId ?? turnContext.Activity.TeamsGetMeetingInfo()?.Id ?? throw new InvalidOperationException(OutsideMeeting);
        Required(notification, nameof(notification));
        return AskAsync(turnContext, teams => teams.SendMeetingNotificationAsync(meeting, notification, cancellationToken));
    }

    public static Task<string> SendMessageToListOfUsersAsync(ITurnContext turnContext, IActivity activity, List<TeamMember> teamsMembers, string tenantId, CancellationToken cancellationToken = default)
    {
        Required(activity, nameof(activity));
        Required(teamsMembers, nameof(teamsMembers));
        Required(tenantId, nameof(tenantId));
        return AskAsync(turnContext, teams => teams.SendMessageToListOfUsersAsync(activity, teamsMembers, tenantId, cancellationToken));
    }

    public static Task<string> SendMessageToAllUsersInTenantAsync(ITurnContext turnContext, IActivity activity, string tenantId, CancellationToken cancellationToken = default)
    {
        Required(activity, nameof(activity));
        Required(tenantId, nameof(tenantId));
        return AskAsync(turnContext, teams => teams.SendMessageToAllUsersInTenantAsync(activity, tenantId, cancellationToken));
    }

    public static Task<string> SendMessageToAllUsersInTeamAsync(ITurnContext turnContext, IActivity activity, string teamId, string tenantId, CancellationToken cancellationToken = default)
    {
        Required(activity, nameof(activity));
        Required(teamId, nameof(teamId));
        Required(tenantId, nameof(tenantId));
        return AskAsync(turnContext, teams => teams.SendMessageToAllUsersInTeamAsync(activity, teamId, tenantId, cancellationToken));
    }

    public static Task<string> SendMessageToListOfChannelsAsync(ITurnContext turnContext, IActivity activity, List<TeamMember> channelsMembers, string tenantId, CancellationToken cancellationToken = default)
    {
        Required(activity, nameof(activity));
        Required(channelsMembers, nameof(channelsMembers));
        Required(tenantId, nameof(tenantId));
        return AskAsync(turnContext, teams => teams.SendMessageToListOfChannelsAsync(activity, channelsMembers, tenantId, cancellationToken));
    }

    public static Task<BatchOperationState> GetOperationStateAsync(ITurnContext turnContext, string operationId, CancellationToken cancellationToken = default)
    {
        Required(operationId, nameof(operationId));
        return AskAsync(turnContext, teams => teams.GetOperationStateAsync(operationId, cancellationToken));
    }

    public static Task<BatchFailedEntriesResponse> GetPagedFailedEntriesAsync(ITurnContext turnContext, string operationId, string continuationToken = null, CancellationToken cancellationToken = default)
    {
        Required(operationId, nameof(operationId));
        return AskAsync(turnContext, teams => teams.GetPagedFailedEntriesAsync(operationId, continuationToken, cancellationToken));
    }

    public static async Task CancelOperationAsync(ITurnContext turnContext, string operationId, CancellationToken cancellationToken = default)
    {
        Required(operationId, nameof(operationId));
        using var client = TeamsClientOf(turnContext);
        await client.Teams.CancelOperationAsync(operationId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a thread in a channel. Gives a reference to it and the first message's id.</summary>
    public static async Task<Tuple<ConversationReference, string>> SendMessageToTeamsChannelAsync(ITurnContext turnContext, IActivity activity, string teamsChannelId, string botAppId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (turnContext.Activity is null)
        {
            throw new InvalidOperationException(nameof(turnContext.Activity));
        }

        if (string.IsNullOrEmpty(teamsChannelId))
        {
            throw new ArgumentNullException(nameof(teamsChannelId));
        }

        var parameters = new ConversationParameters
        {
            IsGroup = true,
            ChannelData = new TeamsChannelData { Channel = new ChannelInfo { Id = teamsChannelId } },
            Activity = (Activity)activity,
        };
        ConversationReference thread = null;
        var firstId = string.Empty;
        await turnContext.Adapter.CreateConversationAsync(
            botAppId,
            Channels.Msteams,
            turnContext.Activity.ServiceUrl,
            null,
            parameters,
            (turn, _) =>
            {
                thread = turn.Activity.GetConversationReference();
                firstId = turn.Activity.Id;
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return Tuple.Create(thread, firstId);
    }

    private static T Required<T>(T value, string name)
        where T : class => value ?? throw new InvalidOperationException($"{name} is required.");

    private static string TeamOf(ITurnContext turnContext, string teamId) =>
        teamId ?? turnContext.Activity.TeamsGetTeamInfo()?.Id ?? throw new InvalidOperationException(OutsideTeam);

    private static string TeamOrConversation(ITurnContext turnContext) =>
        turnContext.Activity.TeamsGetTeamInfo()?.Id ?? turnContext.Activity?.Conversation?.Id;

    private static IConnectorClient ConnectorOf(ITurnContext turnContext) =>
        turnContext.TurnState.Get<IConnectorClient>() ?? throw new InvalidOperationException("This method requires a connector client.");

    private static TeamsConnectorClient TeamsClientOf(ITurnContext turnContext)
    {
        var connector = ConnectorOf(turnContext);
        return connector is ConnectorClient client
            ? new TeamsConnectorClient(client.BaseUri, client.Credentials, client.HttpClient, client.HttpClient is null)
            : new TeamsConnectorClient(connector.BaseUri, connector.Credentials);
    }

    private static async Task<T> AskAsync<T>(ITurnContext turnContext, Func<ITeamsOperations, Task<T>> ask)
    {
        using var client = TeamsClientOf(turnContext);
        return await ask(client.Teams).ConfigureAwait(false);
    }

    private static TeamsChannelAccount InTeams(ChannelAccount member) => JObject.FromObject(member).ToObject<TeamsChannelAccount>();

    private static void CheckConversation(string conversationId)
    {
        if (conversationId is null)
        {
            throw new InvalidOperationException("The GetMembers operation needs a valid conversation Id.");
        }
    }

    private static async Task<IEnumerable<TeamsChannelAccount>> MembersAsync(IConnectorClient connector, string conversationId, CancellationToken cancellationToken)
    {
        CheckConversation(conversationId);
        var members = await connector.Conversations.GetConversationMembersAsync(conversationId, cancellationToken).ConfigureAwait(false);
        return members.Select(InTeams);
    }

    private static async Task<TeamsPagedMembersResult> PageOfMembersAsync(IConnectorClient connector, string conversationId, int? pageSize, string continuationToken, CancellationToken cancellationToken)
    {
        CheckConversation(conversationId);
        var page = await connector.Conversations.GetConversationPagedMembersAsync(conversationId, pageSize, continuationToken, cancellationToken).ConfigureAwait(false);
        return new TeamsPagedMembersResult(page.ContinuationToken, page.Members);
    }

    private static async Task<TeamsChannelAccount> MemberAsync(IConnectorClient connector, string userId, string conversationId, CancellationToken cancellationToken)
    {
        CheckConversation(conversationId);
        if (userId is null)
        {
            throw new InvalidOperationException("The GetMembers operation needs a valid user Id.");
        }

        // Only the class has this call; adding it to the interface would have broken those who implement it.
        return InTeams(await ((Conversations)connector.Conversations).GetConversationMemberAsync(userId, conversationId, cancellationToken).ConfigureAwait(false));
    }
}
