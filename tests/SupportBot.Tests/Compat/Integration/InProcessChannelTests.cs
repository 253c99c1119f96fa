using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;

namespace SupportBot.Tests.Compat.Integration;

/// <summary>A channel of the bot's own process, beside the real ones, on one adapter.</summary>
public sealed class InProcessChannelTests : IDisposable
{
    private const string ServiceUrl = "urn:botframework:local:directline";

    private readonly RecordingConnector _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("00000000-0000-0000-0000-00000000000a")]
    public async Task Turn_WithAndWithoutCredentials_ReachesTheStoreUnsigned(string? appId)
    {
        await Adapter(appId).RunAsync(Message(), (turn, ct) => turn.SendActivityAsync("hello", cancellationToken: ct));

        var call = Assert.Single(_store.Calls);
        Assert.Equal("/v3/conversations/c1/activities/a1", call.Path);
        Assert.Null(call.Authorization);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00000000-0000-0000-0000-00000000000a")]
    public async Task ContinueConversation_WithAndWithoutCredentials_ReachesTheStore(string? appId)
    {
        var reference = Message().GetConversationReference();

        await Adapter(appId).ContinueConversationAsync(appId, reference, (turn, ct) => turn.SendActivityAsync("later", cancellationToken: ct), default);

        Assert.Equal("later", Assert.Single(_store.Calls).Body!["text"]!.ToString());
    }

    [Fact]
    public async Task ContinueConversation_NoSuchConnection_SaysSo() =>
        await Assert.ThrowsAsync<ApplicationException>(() =>
            new CloudAdapter().ContinueConversationAsync("", Message().GetConversationReference(), (_, _) => Task.CompletedTask, default));

    private static Activity Message() => new()
    {
        Type = ActivityTypes.Message,
        Id = "a1",
        ChannelId = "directline",
        ServiceUrl = ServiceUrl,
        Conversation = new ConversationAccount { Id = "c1" },
        From = new ChannelAccount { Id = "dl_6" },
        Recipient = new ChannelAccount { Id = "bot" },
    };

    private OwnChannelAdapter Adapter(string? appId) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["MicrosoftAppId"] = appId, ["MicrosoftAppPassword"] = appId is null ? null : "secret" }).Build(),
        appId,
        _store.Factory());

    private sealed class OwnChannelAdapter(IConfiguration configuration, string? appId, ConnectorFactory connectors) : CloudAdapter(configuration)
    {
        public Task<InvokeResponse> RunAsync(Activity activity, BotCallbackHandler turn) =>
            ProcessActivityAsync(new AuthenticateRequestResult { ClaimsIdentity = CreateClaimsIdentity(appId), ConnectorFactory = connectors }, activity, turn, default);

        protected override ConnectorFactory GetStreamingConnectorFactory(Activity activity) =>
            activity.ServiceUrl == ServiceUrl ? connectors : base.GetStreamingConnectorFactory(activity);
    }
}
