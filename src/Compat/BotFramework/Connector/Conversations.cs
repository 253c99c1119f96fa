using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>What can be done in conversations, over REST. Stands for <c>Microsoft.Bot.Connector.Conversations</c>.</summary>
public class Conversations : IServiceOperations<ConnectorClient>, IConversations
{
    private static readonly HttpStatusCode[] Sent = { HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Accepted };

    public Conversations(ConnectorClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
    }

    public ConnectorClient Client { get; private set; }

    public Task<HttpOperationResponse<ConversationsResult>> GetConversationsWithHttpMessagesAsync(string continuationToken = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        new RestCall(Client, HttpMethod.Get, "v3/conversations")
            .Query("continuationToken", continuationToken)
            .SendAsync<ConversationsResult>(customHeaders, cancellationToken);

    public async Task<HttpOperationResponse<ConversationResourceResponse>> CreateConversationWithHttpMessagesAsync(ConversationParameters parameters, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(parameters, nameof(parameters));
        return await new RestCall(Client, HttpMethod.Post, "v3/conversations")
            .Json(parameters)
            .Accept(Sent)
            .SendAsync<ConversationResourceResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<ResourceResponse>> SendToConversationWithHttpMessagesAsync(string conversationId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(activity, nameof(activity));
        return await InConversation(HttpMethod.Post, conversationId, "activities")
            .About(conversationId)
            .Json(activity)
            .Accept(Sent)
            .SendAsync<ResourceResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<ResourceResponse>> SendConversationHistoryWithHttpMessagesAsync(string conversationId, Transcript transcript, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(transcript, nameof(transcript));
        return await InConversation(HttpMethod.Post, conversationId, "activities/history")
            .Json(transcript)
            .Accept(Sent)
            .SendAsync<ResourceResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<ResourceResponse>> UpdateActivityWithHttpMessagesAsync(string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(activityId, nameof(activityId));
        RestCall.Require(activity, nameof(activity));
        return await InConversation(HttpMethod.Put, conversationId, $"activities/{RestCall.Escape(activityId)}")
            .Json(activity)
            .Accept(Sent)
            .SendAsync<ResourceResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<ResourceResponse>> ReplyToActivityWithHttpMessagesAsync(string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(activityId, nameof(activityId));
        RestCall.Require(activity, nameof(activity));
        return await InConversation(HttpMethod.Post, conversationId, $"activities/{RestCall.Escape(activityId)}")
            .About(conversationId)
            .Json(activity)
            .Accept(Sent)
            .SendAsync<ResourceResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse> DeleteActivityWithHttpMessagesAsync(string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(activityId, nameof(activityId));
        return await InConversation(HttpMethod.Delete, conversationId, $"activities/{RestCall.Escape(activityId)}")
            .Accept(HttpStatusCode.OK, HttpStatusCode.Accepted)
            .SendAsync(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<IList<ChannelAccount>>> GetConversationMembersWithHttpMessagesAsync(string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        return await InConversation(HttpMethod.Get, conversationId, "members")
            .SendAsync<IList<ChannelAccount>>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<ChannelAccount>> GetConversationMemberWithHttpMessagesAsync(string userId, string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(userId, nameof(userId));
        return await InConversation(HttpMethod.Get, conversationId, $"members/{RestCall.Escape(userId)}")
            .SendAsync<ChannelAccount>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<PagedMembersResult>> GetConversationPagedMembersWithHttpMessagesAsync(string conversationId, int? pageSize = default, string continuationToken = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        return await InConversation(HttpMethod.Get, conversationId, "pagedmembers")
            .Query("pageSize", pageSize?.ToString(CultureInfo.InvariantCulture))
            .Query("continuationToken", continuationToken)
            .WithUntypedErrors()
            .SendAsync<PagedMembersResult>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse> DeleteConversationMemberWithHttpMessagesAsync(string conversationId, string memberId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(memberId, nameof(memberId));
        return await InConversation(HttpMethod.Delete, conversationId, $"members/{RestCall.Escape(memberId)}")
            .Accept(HttpStatusCode.OK, HttpStatusCode.NoContent)
            .SendAsync(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<IList<ChannelAccount>>> GetActivityMembersWithHttpMessagesAsync(string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(activityId, nameof(activityId));
        return await InConversation(HttpMethod.Get, conversationId, $"activities/{RestCall.Escape(activityId)}/members")
            .SendAsync<IList<ChannelAccount>>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<ResourceResponse>> UploadAttachmentWithHttpMessagesAsync(string conversationId, AttachmentData attachmentUpload, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(conversationId, nameof(conversationId));
        RestCall.Require(attachmentUpload, nameof(attachmentUpload));
        return await InConversation(HttpMethod.Post, conversationId, "attachments")
            .Json(attachmentUpload)
            .Accept(Sent)
            .SendAsync<ResourceResponse>(customHeaders, cancellationToken).ConfigureAwait(false);
    }

    private RestCall InConversation(HttpMethod method, string conversationId, string path, [CallerMemberName] string operation = null) =>
        new RestCall(Client, method, $"v3/conversations/{RestCall.Escape(conversationId)}/{path}", operation);
}
