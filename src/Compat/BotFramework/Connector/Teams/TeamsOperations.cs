using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector.Teams;

/// <summary>What can be done with teams, over REST. Stands for <c>Microsoft.Bot.Connector.Teams.TeamsOperations</c>.</summary>
public class TeamsOperations : IServiceOperations<TeamsConnectorClient>, ITeamsOperations
{
    // These newer services want the properties as they are, nulls included.
    private static readonly JsonSerializerSettings PlainSettings = new JsonSerializerSettings { MaxDepth = null };

    public TeamsOperations(TeamsConnectorClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public TeamsConnectorClient Client { get; private set; }

    public async Task<HttpOperationResponse<ConversationList>> FetchChannelListWithHttpMessagesAsync(string teamId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(teamId, nameof(teamId));
        return await Get($"v3/teams/{RestCall.Escape(teamId)}/conversations").SendAsync<ConversationList>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<TeamDetails>> FetchTeamDetailsWithHttpMessagesAsync(string teamId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(teamId, nameof(teamId));
        return await Get($"v3/teams/{RestCall.Escape(teamId)}").SendAsync<TeamDetails>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<MeetingInfo>> FetchMeetingInfoWithHttpMessagesAsync(string meetingId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(meetingId, nameof(meetingId));
        return await Get($"v1/meetings/{RestCall.Escape(meetingId)}").SendAsync<MeetingInfo>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<TeamsMeetingParticipant>> FetchParticipantWithHttpMessagesAsync(string meetingId, string participantId, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(meetingId, nameof(meetingId));
        RestCall.Require(participantId, nameof(participantId));
        RestCall.Require(tenantId, nameof(tenantId));
        return await Get($"v1/meetings/{RestCall.Escape(meetingId)}/participants/{RestCall.Escape(participantId)}")
            .Query("tenantId", tenantId)
            .SendAsync<TeamsMeetingParticipant>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<MeetingNotificationResponse>> SendMeetingNotificationMessageAsync(string meetingId, MeetingNotificationBase notification, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(meetingId, nameof(meetingId));
        return await Call(HttpMethod.Post, $"v1/meetings/{RestCall.Escape(meetingId)}/notification")
            .Json(notification, PlainSettings)
            .SendAsync<MeetingNotificationResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<string>> SendMessageToListOfUsersAsync(IActivity activity, List<TeamMember> teamsMembers, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(activity, nameof(activity));
        RestCall.Require(teamsMembers.Count == 0 ? null : teamsMembers, nameof(teamsMembers));
        RestCall.RequireText(tenantId, nameof(tenantId));
        return await SendBatchAsync("users", new { Members = teamsMembers, Activity = activity, TenantId = tenantId }, customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<string>> SendMessageToAllUsersInTenantAsync(IActivity activity, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(activity, nameof(activity));
        RestCall.RequireText(tenantId, nameof(tenantId));
        return await SendBatchAsync("tenant", new { Activity = activity, TenantId = tenantId }, customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<string>> SendMessageToAllUsersInTeamAsync(IActivity activity, string teamId, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(activity, nameof(activity));
        RestCall.RequireText(teamId, nameof(teamId));
        RestCall.RequireText(tenantId, nameof(tenantId));
        return await SendBatchAsync("team", new { Activity = activity, TeamId = teamId, TenantId = tenantId }, customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<string>> SendMessageToListOfChannelsAsync(IActivity activity, List<TeamMember> channelsMembers, string tenantId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(activity, nameof(activity));
        RestCall.Require(channelsMembers.Count == 0 ? null : channelsMembers, nameof(channelsMembers));
        RestCall.RequireText(tenantId, nameof(tenantId));
        return await SendBatchAsync("channels", new { Members = channelsMembers, Activity = activity, TenantId = tenantId }, customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<BatchOperationState>> GetOperationStateAsync(string operationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.RequireText(operationId, nameof(operationId));
        return await WithRetriesAsync(() => Call(HttpMethod.Get, BatchPath(operationId))
            .SendAsync<BatchOperationState>(customHeaders, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<BatchFailedEntriesResponse>> GetPagedFailedEntriesAsync(string operationId, Dictionary<string, List<string>> customHeaders = null, string continuationToken = default, CancellationToken cancellationToken = default)
    {
        RestCall.RequireText(operationId, nameof(operationId));
        return await WithRetriesAsync(() => Call(HttpMethod.Get, BatchPath($"failedentries/{RestCall.Escape(operationId)}", escape: false))
            .Query("continuationToken", continuationToken)
            .SendAsync<BatchFailedEntriesResponse>(customHeaders, cancellationToken)).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse> CancelOperationAsync(string operationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.RequireText(operationId, nameof(operationId));
        return await WithRetriesAsync(() => Call(HttpMethod.Delete, BatchPath(operationId))
            .SendAsync<BatchOperationState>(customHeaders, cancellationToken)).ConfigureAwait(false);
    }

    private static string BatchPath(string rest, bool escape = true) => "v3/batch/conversation/" + (escape ? RestCall.Escape(rest) : rest);

    private static Task<HttpOperationResponse<T>> WithRetriesAsync<T>(Func<Task<HttpOperationResponse<T>>> sendAsync) => RetryAction.RunAsync(
        async () =>
        {
            try
            {
                return await sendAsync().ConfigureAwait(false);
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                throw new ThrottleException();
            }
        },
        (exception, count) => exception is ThrottleException throttled ? throttled.RetryParams ?? RetryParams.DefaultBackOff(count) : RetryParams.StopRetrying);

    private Task<HttpOperationResponse<string>> SendBatchAsync(string recipients, object content, Dictionary<string, List<string>> headers, CancellationToken ct, [CallerMemberName] string operation = null) =>
        WithRetriesAsync(() => Call(HttpMethod.Post, BatchPath(recipients + "/", escape: false), operation)
            .Json(content, PlainSettings)
            .SendAsync(headers, ct, response => response.Content.ReadAsStringAsync(ct)));

    private RestCall Get(string path, [CallerMemberName] string operation = null) => new RestCall(Client, HttpMethod.Get, path, operation).WithUntypedErrors();

    private RestCall Call(HttpMethod method, string path, [CallerMemberName] string operation = null) =>
        new RestCall(Client, method, path, operation).AcceptSuccess().WithUntypedErrors();
}
