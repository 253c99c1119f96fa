using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema;

/// <summary>Activities as three channels send them must come out as they went in, unknown properties included.</summary>
public class ActivityJsonTests
{
    private static readonly JsonSerializerSettings WithoutNulls = new() { NullValueHandling = NullValueHandling.Ignore };

    private const string FromTeams = """
        {
          "text": "<at>Shop</at> where is my parcel?",
          "textFormat": "plain",
          "attachments": [
            { "contentType": "text/html", "content": "<div>where is my parcel?</div>", "x-cache": { "hit": true } }
          ],
          "type": "message",
          "timestamp": "2026-03-02T09:30:15.1234567+00:00",
          "localTimestamp": "2026-03-02T10:30:15.1234567+01:00",
          "id": "1772443815123",
          "channelId": "msteams",
          "serviceUrl": "https://smba.trafficmanager.net/emea/",
          "from": { "id": "29:1abc", "name": "Jane Doe", "aadObjectId": "7e0f3a1c-0000-4000-8000-000000000001", "userPrincipalName": "jane@example.com" },
          "conversation": { "isGroup": true, "conversationType": "channel", "tenantId": "t-1", "id": "19:abc@thread.tacv2;messageid=1772443815123", "threadHint": 7 },
          "recipient": { "id": "28:bot", "name": "Shop" },
          "entities": [
            { "mentioned": { "id": "28:bot", "name": "Shop" }, "text": "<at>Shop</at>", "type": "mention" },
            { "locale": "en-GB", "country": "GB", "platform": "Web", "timezone": "Europe/London", "type": "clientInfo" }
          ],
          "channelData": {
            "teamsChannelId": "19:abc@thread.tacv2",
            "teamsTeamId": "19:team",
            "channel": { "id": "19:abc@thread.tacv2" },
            "team": { "id": "19:team", "aadGroupId": "g-1" },
            "tenant": { "id": "t-1" },
            "settings": { "selectedChannel": { "id": "19:abc@thread.tacv2" } }
          },
          "locale": "en-GB",
          "localTimezone": "Europe/London"
        }
        """;

    private const string FromWebChat = """
        {
          "type": "message",
          "id": "c1|0000003",
          "timestamp": "2026-03-02T09:30:15.1+00:00",
          "channelId": "directline",
          "from": { "id": "dl_6", "name": "", "role": "user" },
          "conversation": { "id": "c1" },
          "text": "5",
          "value": { "orderId": "5", "deep": [ { "a": 1 }, null ] },
          "channelData": { "clientActivityID": "1772443815123abc", "clientTimestamp": "2026-03-02T09:30:15.123Z", "postBack": true },
          "entities": [ { "requiresBotState": true, "supportsListening": true, "supportsTts": true, "type": "ClientCapabilities" } ],
          "attachmentSizes": [ 12 ]
        }
        """;

    private const string FromEmulator = """
        {
          "membersAdded": [ { "id": "bot-1", "name": "Bot", "role": "bot" }, { "id": "user-1", "name": "User", "role": "user" } ],
          "membersRemoved": [],
          "type": "conversationUpdate",
          "channelId": "emulator",
          "serviceUrl": "http://localhost:51234",
          "id": "b5b3a6d0",
          "from": { "id": "user-1", "name": "User", "role": "user" },
          "recipient": { "id": "bot-1", "name": "Bot", "role": "bot" },
          "conversation": { "id": "e1|livechat" },
          "localTimestamp": "2026-03-01T22:00:00-11:00"
        }
        """;

    [Theory]
    [InlineData(FromTeams)]
    [InlineData(FromWebChat)]
    [InlineData(FromEmulator)]
    public void Activity_ReadAndWritten_IsTheSameJson(string json)
    {
        var activity = JsonConvert.DeserializeObject<Activity>(json)!;

        var written = Read(JsonConvert.SerializeObject(activity, WithoutNulls));

        Assert.True(JToken.DeepEquals(Read(json), written), written.ToString());
    }

    [Fact]
    public void Activity_FromTeams_HoldsWhatTheChannelSaid()
    {
        var activity = JsonConvert.DeserializeObject<Activity>(FromTeams)!;

        Assert.Equal("7e0f3a1c-0000-4000-8000-000000000001", activity.From.AadObjectId);
        Assert.Equal("jane@example.com", activity.From.Properties.Value<string>("userPrincipalName"));
        Assert.Equal(TimeSpan.FromHours(1), activity.LocalTimestamp!.Value.Offset);
        Assert.Equal(7, activity.Conversation.Properties.Value<int>("threadHint"));
        Assert.True(activity.Attachments[0].Properties["x-cache"]!.Value<bool>("hit"));
        Assert.IsType<JObject>(activity.ChannelData);
        var teams = activity.GetChannelData<TeamsChannelData>();
        Assert.Equal("g-1", teams.Team.AadGroupId);
        Assert.Equal("19:abc@thread.tacv2", teams.Settings.SelectedChannel.Id);
        Assert.Equal("19:team", teams.AdditionalProperties["teamsTeamId"]);
    }

    [Fact]
    public void Activity_WrittenWithDefaultSettings_SaysWhatIsMissingAsNull()
    {
        var written = JObject.Parse(JsonConvert.SerializeObject(new Activity { Type = "message" }));

        Assert.Equal(JTokenType.Null, written["text"]!.Type);
        Assert.Equal(JTokenType.Null, written["callerId"]!.Type);
        Assert.DoesNotContain("properties", written.Properties().Select(p => p.Name.ToLowerInvariant()));
    }

    [Fact]
    public void Activity_PropertiesInPascalCase_AreRead()
    {
        var activity = JsonConvert.DeserializeObject<Activity>("""{"Type":"message","From":{"Id":"u"},"Text":"hi"}""")!;

        Assert.Equal(("message", "u", "hi"), (activity.Type, activity.From.Id, activity.Text));
    }

    // Dates stay text, so that a changed offset or a lost digit shows.
    private static JToken Read(string json) =>
        JsonConvert.DeserializeObject<JToken>(json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
}
