using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;

namespace SupportBot.Tests.Compat.Builder;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class TelemetryLoggerMiddlewareTests
{
    private readonly Telemetry _telemetry = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turn_MessageAndReply_AreReportedWithOrWithoutWhatWasSaid(bool personal)
    {
        var adapter = new TestAdapter().Use(new TelemetryLoggerMiddleware(_telemetry, personal));

        await new TestFlow(adapter, (turn, ct) => turn.SendActivityAsync("reply", "<speak/>", cancellationToken: ct)).Test("hi", "reply").StartTestAsync();

        Assert.Equal(["BotMessageReceived", "BotMessageSend"], _telemetry.Events.Select(e => e.Name));
        var (received, sent) = (_telemetry.Events[0].Properties, _telemetry.Events[1].Properties);
        string[] receivedNames = ["activityId", "conversationId", "conversationName", "fromId", "locale", "recipientId", "recipientName", "type"];
        string[] sentNames = ["activityId", "conversationId", "conversationName", "locale", "recipientId", "replyActivityId", "type"];
        Assert.Equal(personal ? receivedNames.Concat(["fromName", "text"]).Order() : receivedNames.Order(), received.Keys.Order());
        Assert.Equal(personal ? sentNames.Concat(["recipientName", "speak", "text"]).Order() : sentNames.Order(), sent.Keys.Order());
        Assert.Equal(("user1", "bot", "message"), (received["fromId"], received["recipientId"], received["type"]));
        Assert.Equal((received["activityId"], "user1"), (sent["replyActivityId"], sent["recipientId"]));
    }

    [Fact]
    public async Task Turn_Attachments_AreReportedAsJsonWhenPersonal()
    {
        var adapter = new TestAdapter().Use(new TelemetryLoggerMiddleware(_telemetry, true));
        var attachments = new List<Attachment> { new() { Name = "a", ContentType = "text/plain" } };

        await new TestFlow(adapter, (turn, ct) => turn.SendActivityAsync(MessageFactory.Attachment(attachments), ct)).Send("hi").StartTestAsync();

        Assert.Equal(JsonConvert.SerializeObject(attachments), _telemetry.Events[1].Properties["attachments"]);
    }

    [Fact]
    public async Task Turn_UpdateAndDelete_AreReported()
    {
        var adapter = new TestAdapter().Use(new TelemetryLoggerMiddleware(_telemetry, true));
        await adapter.SendTextToBotAsync(
            "hi",
            async (turn, ct) =>
            {
                var reply = MessageFactory.Text("first");
                await turn.SendActivityAsync(reply, ct);
                reply.Text = "changed";
                await turn.UpdateActivityAsync(reply, ct);
                await turn.DeleteActivityAsync(reply.Id, ct);
            },
            CancellationToken.None);

        var update = _telemetry.Events[2];
        var deletion = _telemetry.Events[3];
        Assert.Equal(("BotMessageUpdate", "changed"), (update.Name, update.Properties["text"]));
        Assert.Equal(["activityId", "conversationId", "conversationName", "locale", "recipientId", "text", "type"], update.Properties.Keys.Order());
        Assert.Equal(("BotMessageDelete", "messageDelete"), (deletion.Name, deletion.Properties["type"]));
        Assert.Equal(["activityId", "conversationId", "conversationName", "recipientId", "type"], deletion.Properties.Keys.Order());
    }

    [Fact]
    public async Task Turn_Teams_AddsTenantUserAndTeam()
    {
        var adapter = new TestAdapter(Channels.Msteams).Use(new TelemetryLoggerMiddleware(_telemetry));
        var team = new TeamInfo("team", "Team");
        var activity = MessageFactory.Text("hi");
        activity.From = new ChannelAccount("user", "User", null, "aad");
        activity.ChannelData = new TeamsChannelData { Team = team, Tenant = new TenantInfo("tenant") };

        await new TestFlow(adapter, (_, _) => Task.CompletedTask).Send(activity).StartTestAsync();

        var properties = Assert.Single(_telemetry.Events).Properties;
        Assert.Equal(("aad", "tenant", JsonConvert.SerializeObject(team)), (properties["TeamsUserAadObjectId"], properties["TeamsTenantId"], properties["TeamsTeamInfo"]));
    }

    [Fact]
    public async Task Derived_AdditionalProperties_OverrideOurs()
    {
        var adapter = new TestAdapter().Use(new Derived(_telemetry));

        await new TestFlow(adapter, (_, _) => Task.CompletedTask).Send("hi").StartTestAsync();

        Assert.Equal(("overridden", "added"), (Assert.Single(_telemetry.Events).Properties["fromId"], _telemetry.Events[0].Properties["own"]));
    }

    [Fact]
    public async Task Derived_NoActivity_ReportsNoProperties()
    {
        await new Derived(_telemetry).ReceiveNothingAsync();

        Assert.Empty(Assert.Single(_telemetry.Events).Properties);
    }

    [Fact]
    public async Task New_NoClient_ReportsNowhere()
    {
        var middleware = new TelemetryLoggerMiddleware(null);

        await new TestFlow(new TestAdapter().Use(middleware), (turn, ct) => turn.SendActivityAsync("reply", cancellationToken: ct)).Test("hi", "reply").StartTestAsync();

        Assert.IsType<NullBotTelemetryClient>(middleware.TelemetryClient);
    }

    [Fact]
    public void TrackDialogView_ClientWithoutPages_TracesIt()
    {
        _telemetry.TrackDialogView("dialog");
        new NullBotTelemetryClient().TrackDialogView("dialog");

        Assert.Equal("Dialog View: dialog", Assert.Single(_telemetry.Traces));
    }

    private sealed class Derived(IBotTelemetryClient client) : TelemetryLoggerMiddleware(client)
    {
        public Task ReceiveNothingAsync() => base.OnReceiveActivityAsync(null, CancellationToken.None);

        protected override async Task OnReceiveActivityAsync(Activity activity, CancellationToken cancellation) =>
            TelemetryClient.TrackEvent(
                TelemetryLoggerConstants.BotMsgReceiveEvent,
                await FillReceiveEventPropertiesAsync(activity, new Dictionary<string, string> { ["fromId"] = "overridden", ["own"] = "added" }));
    }

    private sealed class Telemetry : IBotTelemetryClient
    {
        public List<(string Name, IDictionary<string, string> Properties)> Events { get; } = [];

        public List<string> Traces { get; } = [];

        public void TrackEvent(string eventName, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null) =>
            Events.Add((eventName, properties ?? new Dictionary<string, string>()));

        public void TrackTrace(string message, Severity severityLevel, IDictionary<string, string> properties) => Traces.Add(message);

        public void TrackAvailability(string name, DateTimeOffset timeStamp, TimeSpan duration, string runLocation, bool success, string? message = null, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null)
        {
        }

        public void TrackDependency(string dependencyTypeName, string target, string dependencyName, string data, DateTimeOffset startTime, TimeSpan duration, string resultCode, bool success)
        {
        }

        public void TrackException(Exception exception, IDictionary<string, string>? properties = null, IDictionary<string, double>? metrics = null)
        {
        }

        public void Flush()
        {
        }
    }
}
