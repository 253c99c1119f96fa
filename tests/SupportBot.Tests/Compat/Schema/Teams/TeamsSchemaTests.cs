using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema.Teams;

public class TeamsSchemaTests
{
    [Fact]
    public void TaskModuleAction_AnyValue_FetchesATaskModule()
    {
        foreach (var value in new object?[] { null, """{"a":1}""", new { a = 1, b = (string?)null } })
        {
            var action = new TaskModuleAction("Open", value);

            var data = JObject.Parse((string)action.Value);
            Assert.Equal(("invoke", "Open", "task/fetch"), (action.Type, action.Title, data.Value<string>("type")));
            Assert.False(data.ContainsKey("b"));
        }
    }

    [Fact]
    public void TaskModuleResponses_ByKind_SayTheirType()
    {
        Assert.Equal("continue", new TaskModuleContinueResponse(new TaskModuleTaskInfo("t")).Type);
        Assert.Equal("continue", new TaskModuleCardResponse(new TabResponse()).Type);
        Assert.Equal("message", new TaskModuleMessageResponse("done").Type);
        Assert.Equal("config", new ConfigAuthResponse().ResponseType);
        Assert.Equal("auth", new BotConfigAuth().Type);
    }

    [Fact]
    public void ConnectorCard_Written_HasTheNamesThatOfficeReads()
    {
        var card = new O365ConnectorCardActionCard("ActionCard", "Comment", "card-1", [new O365ConnectorCardTextInput("TextInput", "text-1", true, "title")]);

        var written = JObject.FromObject(card);

        Assert.Equal(("ActionCard", "card-1", "TextInput"), (written.Value<string>("@type"), written.Value<string>("@id"), (string?)written.SelectToken("inputs[0].@type")));
    }

    [Fact]
    public void MeetingStart_AsTeamsSendsIt_IsRead()
    {
        const string json = """{"MeetingType":"Scheduled","Title":"Stand-up","Id":"MCM","JoinUrl":"https://teams.microsoft.com/l/x","StartTime":"2026-03-02T09:30:00Z"}""";

        var details = JsonConvert.DeserializeObject<MeetingStartEventDetails>(json)!;

        Assert.Equal(("Scheduled", "Stand-up", "MCM", new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc)), (details.MeetingType, details.Title, details.Id, details.StartTime));
    }

    [Fact]
    public void MeetingNotification_WithStage_IsReadAsWhatItNames()
    {
        var notification = new TargetedMeetingNotification(new TargetedMeetingNotificationValue
        {
            Recipients = ["29:u"],
            Surfaces = [new MeetingStageSurface<TaskModuleContinueResponse> { Content = new TaskModuleContinueResponse(new TaskModuleTaskInfo("t")) }, new MeetingTabIconSurface { TabEntityId = "tab" }],
        })
        {
            ChannelData = new MeetingNotificationChannelData { OnBehalfOfList = [new OnBehalfOf { Mri = "m" }] },
        };

        var json = JsonConvert.SerializeObject(notification);
        var read = JsonConvert.DeserializeObject<TargetedMeetingNotification>(json)!;

        var stage = Assert.IsType<MeetingStageSurface<TaskModuleContinueResponse>>(read.Value.Surfaces[0]);
        Assert.Equal((SurfaceType.MeetingStage, ContentType.Task, "t"), (stage.Type, stage.ContentType, stage.Content.Value.Title));
        Assert.Equal("tab", Assert.IsType<MeetingTabIconSurface>(read.Value.Surfaces[1]).TabEntityId);
        Assert.Equal("person", Assert.Single(read.ChannelData.OnBehalfOfList).MentionType);
        Assert.Contains("\"surface\":\"MeetingStage\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Surface_OfUnknownKind_IsRefused() =>
        Assert.Throws<ArgumentException>(() => JsonConvert.DeserializeObject<Surface>("""{"surface":"unknown"}"""));

    [Theory]
    [InlineData("1622754000000", "1622754000001", true)]
    [InlineData("1622754000001", "1622754000001", true)]
    [InlineData("1622754000002", "1622754000001", false)]
    [InlineData("", "1622754000001", false)]
    [InlineData("1622754000000", null, false)]
    [InlineData("x", "1622754000001", false)]
    public void IsMessageRead_TwoIds_ComparesThemAsNumbers(string compared, string? lastRead, bool isRead)
    {
        Assert.Equal(isRead, ReadReceiptInfo.IsMessageRead(compared, lastRead));
        Assert.Equal(isRead, new ReadReceiptInfo(lastRead).IsMessageRead(compared));
    }

    [Fact]
    public void TeamsPagedMembersResult_FromAccounts_ReadsThemAsTeamsAccounts()
    {
        var account = new ChannelAccount("29:u", "Jane") { Properties = JObject.Parse("""{"email":"jane@example.com"}""") };

        var result = new TeamsPagedMembersResult("more", [account]);

        Assert.Equal(("more", "29:u", "jane@example.com"), (result.ContinuationToken, result.Members[0].Id, result.Members[0].Email));
    }

    [Fact]
    public void TeamsChannelAccount_ShortConstructor_LeavesTenantAndRoleEmpty()
    {
        var account = new TeamsChannelAccount("i", "n", "g", "s", "e", "u");

        Assert.Equal(("i", "u", string.Empty, string.Empty), (account.Id, account.UserPrincipalName, account.TenantId, account.UserRole));
    }

    [Fact]
    public void TeamsChannelData_OnBehalfOf_SurvivesTheRoundTrip()
    {
        var data = new TeamsChannelData(onBehalfOf: [new OnBehalfOf { DisplayName = "Jane" }]);

        var read = JObject.FromObject(data).ToObject<TeamsChannelData>()!;

        Assert.Equal("Jane", Assert.Single(read.OnBehalfOf).DisplayName);
    }

    [Fact]
    public void ToMessagingExtensionAttachment_WithoutPreview_PreviewsItself()
    {
        var attachment = new HeroCard("title").ToAttachment();

        var own = attachment.ToMessagingExtensionAttachment();
        Assert.Same(attachment.Content, own.Content);
        Assert.Equal((attachment.ContentType, "title"), (own.Preview.ContentType, ((JObject)own.Preview.Content).Value<string>("title")));
        var preview = new Attachment("p");
        Assert.Same(preview, attachment.ToMessagingExtensionAttachment(preview).Preview);
    }

    [Fact]
    public void TabSubmit_WithFreeData_KeepsIt()
    {
        const string json = """{"tabContext":{"tabEntityId":"x"},"context":{"theme":"dark"},"data":{"type":"tab/submit","choice":"a"}}""";

        var submit = JsonConvert.DeserializeObject<TabSubmit>(json)!;

        Assert.Equal(("x", "dark", "a"), (submit.TabEntityContext.TabEntityId, submit.Context.Theme, submit.Data.Properties.Value<string>("choice")));
    }
}
