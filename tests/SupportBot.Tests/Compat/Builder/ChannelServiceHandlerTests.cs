using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Builder;

public sealed class ChannelServiceHandlerTests
{
    private readonly Handler _handler = new(new SimpleCredentialProvider());

    public static TheoryData<string, Func<ChannelServiceHandlerBase, Task>> Calls => new()
    {
        { "OnSendToConversationAsync", handler => handler.HandleSendToConversationAsync(null, "c", new Activity()) },
        { "OnUpdateActivityAsync", handler => handler.HandleUpdateActivityAsync(null, "c", "a", new Activity()) },
        { "OnDeleteActivityAsync", handler => handler.HandleDeleteActivityAsync(null, "c", "a") },
        { "OnGetActivityMembersAsync", handler => handler.HandleGetActivityMembersAsync(null, "c", "a") },
        { "OnCreateConversationAsync", handler => handler.HandleCreateConversationAsync(null, new ConversationParameters()) },
        { "OnGetConversationsAsync", handler => handler.HandleGetConversationsAsync(null, "c") },
        { "OnGetConversationMemberAsync", handler => handler.HandleGetConversationMemberAsync(null, "u", "c") },
        { "OnGetConversationMembersAsync", handler => handler.HandleGetConversationMembersAsync(null, "c") },
        { "OnGetConversationPagedMembersAsync", handler => handler.HandleGetConversationPagedMembersAsync(null, "c") },
        { "OnDeleteConversationMemberAsync", handler => handler.HandleDeleteConversationMemberAsync(null, "c", "u") },
        { "OnSendConversationHistoryAsync", handler => handler.HandleSendConversationHistoryAsync(null, "c", new Transcript()) },
        { "OnUploadAttachmentAsync", handler => handler.HandleUploadAttachmentAsync(null, "c", new AttachmentData()) },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Handle_NotOverridden_IsNotOffered(string method, Func<ChannelServiceHandlerBase, Task> call) =>
        Assert.Equal($"{method} is not offered here.", (await Assert.ThrowsAsync<NotSupportedException>(() => call(_handler))).Message);

    [Fact]
    public async Task Handle_AuthenticationOff_TheCallerIsAnAnonymousSkill()
    {
        var activity = new Activity();

        var response = await _handler.HandleReplyToActivityAsync(null, "c", "a", activity);

        Assert.Equal("c/a", response.Id);
        Assert.Same(activity, _handler.Replied);
        Assert.True(_handler.Caller!.IsAuthenticated);
        Assert.Equal(AuthenticationConstants.AnonymousAuthType, _handler.Caller.AuthenticationType);
        Assert.Equal(AuthenticationConstants.AnonymousSkillAppId, JwtTokenValidation.GetAppIdFromClaims(_handler.Caller.Claims));
    }

    [Fact]
    public async Task Handle_AuthenticationOnWithoutHeader_IsUnauthorized()
    {
        var handler = new Handler(new SimpleCredentialProvider("app", "password"));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => handler.HandleReplyToActivityAsync(" ", "c", "a", new Activity()));

        Assert.Null(handler.Replied);
    }

    [Fact]
    public async Task Cloud_Header_IsCheckedByTheBotsAuthentication()
    {
        var handler = new CloudHandler(BotFrameworkAuthenticationFactory.Create());

        await handler.HandleDeleteActivityAsync(null, "c", "a");

        Assert.True(handler.Caller!.IsAuthenticated);
    }

    [Fact]
    public void New_MissingArgument_IsNamed()
    {
        Assert.Equal("credentialProvider", Assert.Throws<ArgumentNullException>(() => new ChannelServiceHandler(null, new AuthenticationConfiguration())).ParamName);
        Assert.Equal("authConfiguration", Assert.Throws<ArgumentNullException>(() => new ChannelServiceHandler(new SimpleCredentialProvider(), null)).ParamName);
        Assert.Equal("auth", Assert.Throws<ArgumentNullException>(() => new CloudChannelServiceHandler(null)).ParamName);
    }

    private sealed class Handler(ICredentialProvider credentials) : ChannelServiceHandler(credentials, new AuthenticationConfiguration())
    {
        public ClaimsIdentity? Caller { get; private set; }

        public Activity? Replied { get; private set; }

        protected override Task<ResourceResponse> OnReplyToActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default)
        {
            Caller = claimsIdentity;
            Replied = activity;
            return Task.FromResult(new ResourceResponse($"{conversationId}/{activityId}"));
        }
    }

    private sealed class CloudHandler(BotFrameworkAuthentication auth) : CloudChannelServiceHandler(auth)
    {
        public ClaimsIdentity? Caller { get; private set; }

        protected override Task OnDeleteActivityAsync(ClaimsIdentity claimsIdentity, string conversationId, string activityId, CancellationToken cancellationToken = default)
        {
            Caller = claimsIdentity;
            return Task.CompletedTask;
        }
    }
}
