using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>What is kept of an activity's properties beside its words.</summary>
public sealed class ActivityLimitsTests
{
    private static readonly string Long = new('x', 5_000);

    [Fact]
    public void Read_LongNamesAndWords_AreCut()
    {
        var activity = Read(
            $$$"""
            {"type":"{{{Long}}}","name":"{{{Long}}}","label":"{{{Long}}}","topicName":"{{{Long}}}","code":"{{{Long}}}","valueType":"{{{Long}}}","locale":"{{{Long}}}",
             "localTimezone":"{{{Long}}}","textFormat":"{{{Long}}}","Importance":"{{{Long}}}",
             "from":{"id":"u","name":"{{{Long}}}","role":"{{{Long}}}","more":"{{{Long}}}"},
             "conversation":{"id":"c","name":"{{{Long}}}","conversationType":"{{{Long}}}","more":["{{{Long}}}"]},
             "attachments":[{"name":"{{{Long}}}","contentType":"{{{Long}}}"}],"text":"{{{Long}}}"}
            """);

        Assert.Equal(Long, activity.Text);
        Assert.Null(activity.Locale);
        Assert.All(
            new[]
            {
                activity.Type, activity.Name, activity.Label, activity.TopicName, activity.Code, activity.ValueType, activity.LocalTimezone, activity.TextFormat, activity.Importance,
                activity.From.Name, activity.From.Role, activity.Conversation.Name, activity.Conversation.ConversationType, activity.Attachments[0].Name, activity.Attachments[0].ContentType,
            },
            text => Assert.Equal(ActivityLimits.MaxNameLength, text.Length));
        Assert.Empty(activity.From.Properties);
        Assert.Empty(activity.Conversation.Properties);
    }

    [Theory]
    [InlineData("5", false)]
    [InlineData("\"words\"", false)]
    [InlineData("[null]", false)]
    [InlineData("""{"tenant":5}""", false)]
    [InlineData("""{"tenant":{"id":"t"},"clientActivityID":"1"}""", true)]
    public void Read_ChannelData_IsThereOnlyIfTheSdkCanReadIt(string data, bool isKept) =>
        Assert.Equal(isKept, Read($$"""{"type":"messageDelete","channelData":{{data}}}""").ChannelData is not null);

    [Theory]
    [InlineData("""{"id":"LONG"}""")]
    [InlineData("""{"replyToId":"LONG"}""")]
    [InlineData("""{"channelId":"LONG"}""")]
    [InlineData("""{"serviceUrl":"LONG"}""")]
    [InlineData("""{"from":{"id":"LONG"}}""")]
    [InlineData("""{"From":{"ID":"LONG"}}""")]
    [InlineData("""{"recipient":{"id":"LONG"}}""")]
    [InlineData("""{"conversation":{"id":"LONG"}}""")]
    [InlineData("""{"conversation":{"tenantId":"LONG"}}""")]
    [InlineData("""{"membersAdded":[{"id":"LONG"}]}""")]
    [InlineData("""{"relatesTo":{"conversation":{"id":"LONG"}}}""")]
    public void Read_LongId_IsRefused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json.Replace("LONG", Long, StringComparison.Ordinal)));

    [Fact]
    public void Read_Lists_LoseEmptyEntriesAndWhatIsTooMany()
    {
        var many = string.Join(',', Enumerable.Repeat("null,{}", 2_000));
        var activity = Read($$"""{"membersAdded":[{{many}}],"attachments":[{{many}}],"entities":[{{many}}],"suggestedActions":{"actions":[{{many}}]},"listenFor":[null,"x"]}""");

        Assert.All([activity.MembersAdded.Count, activity.Attachments.Count, activity.Entities.Count, activity.SuggestedActions.Actions.Count], count => Assert.Equal(ActivityLimits.MaxEntries, count));
        Assert.Equal(["x"], activity.ListenFor);
    }

    [Fact]
    public void Read_MetadataOfSerializers_IsNowhere()
    {
        var activity = Read("""{"attachments":[{"content":{"$type":"MemoryStream","buffer":[1],"$schema":"kept"}}],"value":[{"$values":[1],"__type":"x","a":{"$id":"1"}}]}""");

        Assert.Equal("""{"buffer":[1],"$schema":"kept"}""", JToken.FromObject(activity.Attachments[0].Content).ToString(Formatting.None));
        Assert.Equal("""[{"a":{}}]""", JToken.FromObject(activity.Value).ToString(Formatting.None));
    }

    [Fact]
    public void Write_TooDeepTooLongOrInACircle_IsRefused()
    {
        var deep = Nested(ActivityJson.MaxDepth);
        var circle = new Dictionary<string, object>();
        circle["itself"] = circle;

        foreach (var value in new object[] { deep, circle, new string('x', ActivityJson.MaxLength) })
            Assert.ThrowsAny<JsonException>(() => ActivityJson.Write(new Activity { Value = value }));
        Assert.ThrowsAny<JsonException>(() => StorableActivity.Of(new Activity { Id = Long }));
    }

    [Fact]
    public void Write_AsDeepAsMayComeInWithWhatIsWrittenAroundIt_IsRead()
    {
        var stored = StorableActivity.Of(new Activity { Value = new JObject { ["activities"] = new JArray(new JObject { ["value"] = Nested(UntrustedJson.MaxDepth) }) } });

        Assert.NotNull(ActivityJson.Read(stored.Json).Value);
    }

    [Fact]
    public void At_OfAnActivityWithoutAPlace_IsReadWithIt()
    {
        var at = new DateTimeOffset(2026, 6, 3, 10, 0, 0, 7, TimeSpan.Zero);
        var stored = StorableActivity.Of(new Activity(ActivityTypes.Message) { Text = "hi" }).At("a\"b", at);

        var read = ActivityJson.Read(stored.Json);

        Assert.Equal(("a\"b", at, "hi"), (read.Id, read.Timestamp!.Value, read.Text));
        Assert.Equal(("a\"b", at), (stored.Activity.Id, stored.Activity.Timestamp!.Value));
    }

    private static Activity Read(string json)
    {
        var (value, problem) = UntrustedJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal("", problem);
        return ActivityJson.Read(value!);
    }

    private static JToken Nested(int levels) => Enumerable.Range(1, levels).Aggregate((JToken)new JArray(), (inner, _) => new JArray(inner));
}
