using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Serves the connector's calls to other bots; what is not overridden is not offered. Stands for <c>Microsoft.Bot.Builder.ChannelServiceHandlerBase</c>.</summary>
public abstract class ChannelServiceHandlerBase
{
    public async Task<ConversationResourceResponse> HandleCreateConversationAsync(string authHeader, ConversationParameters parameters, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnCreateConversationAsync(caller, parameters, cancellationToken).ConfigureAwait(false);
    }

    public async Task HandleDeleteActivityAsync(string authHeader, string conversationId, string activityId, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        await OnDeleteActivityAsync(caller, conversationId, activityId, cancellationToken).ConfigureAwait(false);
    }

    public async Task HandleDeleteConversationMemberAsync(string authHeader, string conversationId, string memberId, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        await OnDeleteConversationMemberAsync(caller, conversationId, memberId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IList<ChannelAccount>> HandleGetActivityMembersAsync(string authHeader, string conversationId, string activityId, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnGetActivityMembersAsync(caller, conversationId, activityId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ChannelAccount> HandleGetConversationMemberAsync(string authHeader, string userId, string conversationId, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnGetConversationMemberAsync(caller, userId, conversationId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IList<ChannelAccount>> HandleGetConversationMembersAsync(string authHeader, string conversationId, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnGetConversationMembersAsync(caller, conversationId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PagedMembersResult> HandleGetConversationPagedMembersAsync(string authHeader, string conversationId, int? pageSize = default, string continuationToken = default, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnGetConversationPagedMembersAsync(caller, conversationId, pageSize, continuationToken, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ConversationsResult> HandleGetConversationsAsync(string authHeader, string conversationId, string continuationToken = default, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnGetConversationsAsync(caller, conversationId, continuationToken, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> HandleReplyToActivityAsync(string authHeader, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnReplyToActivityAsync(caller, conversationId, activityId, activity, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> HandleSendConversationHistoryAsync(string authHeader, string conversationId, Transcript transcript, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnSendConversationHistoryAsync(caller, conversationId, transcript, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> HandleSendToConversationAsync(string authHeader, string conversationId, Activity activity, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnSendToConversationAsync(caller, conversationId, activity, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> HandleUpdateActivityAsync(string authHeader, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnUpdateActivityAsync(caller, conversationId, activityId, activity, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> HandleUploadAttachmentAsync(string authHeader, string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default)
    {
        var caller = await AuthenticateAsync(authHeader, cancellationToken).ConfigureAwait(false);
        return await OnUploadAttachmentAsync(caller, conversationId, attachmentUpload, cancellationToken).ConfigureAwait(false);
    }

    protected virtual Task<ConversationResourceResponse> OnCreateConversationAsync(ClaimsIdentity claimsIdentity, ConversationParameters parameters, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task OnDeleteActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task OnDeleteConversationMemberAsync(ClaimsIdentity claimsIdentity, string conversationId, string memberId, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<IList<ChannelAccount>> OnGetActivityMembersAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ChannelAccount> OnGetConversationMemberAsync(ClaimsIdentity claimsIdentity, string userId, string conversationId, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<IList<ChannelAccount>> OnGetConversationMembersAsync(ClaimsIdentity claimsIdentity, string conversationId, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<PagedMembersResult> OnGetConversationPagedMembersAsync(ClaimsIdentity claimsIdentity, string conversationId, int? pageSize = default, string continuationToken = default, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ConversationsResult> OnGetConversationsAsync(ClaimsIdentity claimsIdentity, string conversationId, string continuationToken = default, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ResourceResponse> OnReplyToActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ResourceResponse> OnSendConversationHistoryAsync(ClaimsIdentity claimsIdentity, string conversationId, Transcript transcript, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ResourceResponse> OnSendToConversationAsync(ClaimsIdentity claimsIdentity, string conversationId, Activity activity, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ResourceResponse> OnUpdateActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) => throw NotOffered();

    protected virtual Task<ResourceResponse> OnUploadAttachmentAsync(ClaimsIdentity claimsIdentity, string conversationId, AttachmentData attachmentUpload, CancellationToken cancellationToken = default) => throw NotOffered();

    /// <summary>Tells who calls, or throws.</summary>
    internal abstract Task<ClaimsIdentity> AuthenticateAsync(string authHeader, CancellationToken cancellationToken);

    private static NotSupportedException NotOffered([CallerMemberName] string method = null) => new($"{method} is not offered here.");
}
