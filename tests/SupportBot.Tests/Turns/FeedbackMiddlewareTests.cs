using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Customers;
using SupportBot.Core.Feedback;
using SupportBot.Tests.Fakes;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

public sealed class FeedbackMiddlewareTests
{
    private static readonly ConversationKey WebChat = new("directline", "c1");
    private static readonly ConversationKey Teams = new("msteams", "a:1");

    private readonly InMemoryFeedback _feedback = new();
    private readonly RecordingAdapter _adapter = new();
    private bool _reachedTheBot;

    public FeedbackMiddlewareTests()
    {
        _feedback.Replies[(WebChat, "r1")] = "r1";
        _feedback.Replies[(WebChat, "c1|0000003")] = "r1";
        _feedback.Replies[(Teams, "1700")] = "r2";
    }

    [Theory]
    [InlineData("LikeAction", Reaction.Like)]
    [InlineData("DislikeAction", Reaction.Dislike)]
    public async Task Event_OfWebChat_IsKept(string action, Reaction expected)
    {
        await SendAsync(OfWebChat($$"""{"@type":"{{action}}","@id":"urn:supportbot:reply:r1#{{action}}","actionStatus":"CompletedActionStatus"}"""));

        Assert.Equal(new Rating(WebChat, "r1", "r1", "ana", expected, null), Assert.Single(_feedback.Kept));
        Assert.Empty(_adapter.Sent);
        Assert.False(_reachedTheBot);
    }

    /// <summary>Later versions of Web Chat name the message.</summary>
    [Fact]
    public async Task Event_ThatNamesTheMessageInstead_IsKept()
    {
        var given = OfWebChat("""{"@type":"LikeAction"}""");
        given.ReplyToId = "c1|0000003";

        await SendAsync(given);

        Assert.Equal(("r1", "c1|0000003"), (Assert.Single(_feedback.Kept).ReplyId, _feedback.Kept[0].ActivityId));
    }

    [Theory]
    [InlineData("""{"@type":"LikeAction","@id":"urn:supportbot:reply:somebody-elses#LikeAction"}""")]
    [InlineData("""{"@type":"LikeAction","@id":"urn:supportbot:reply:#LikeAction"}""")]
    [InlineData("""{"@type":"LikeAction"}""")]
    [InlineData("""{"@type":"HackAction","@id":"urn:supportbot:reply:r1#LikeAction"}""")]
    [InlineData("""{"@type":["LikeAction"],"@id":{"a":1}}""")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Event_ForgedOrBroken_IsPassedOver(string? action)
    {
        await SendAsync(OfWebChat(action));

        Assert.Empty(_feedback.Kept);
        Assert.False(_reachedTheBot);
    }

    [Fact]
    public async Task Event_ForAReplyOfAnotherConversation_IsPassedOver()
    {
        var given = OfWebChat("""{"@type":"LikeAction","@id":"urn:supportbot:reply:r1#LikeAction"}""");
        given.Conversation.Id = "c2";

        await SendAsync(given);

        Assert.Empty(_feedback.Kept);
    }

    [Theory]
    [InlineData("""{"reaction":"like","feedback":"{\"feedbackText\":\" Great!\\u0007 \"}"}""", Reaction.Like, "Great!")]
    [InlineData("""{"reaction":"dislike","feedback":"{}"}""", Reaction.Dislike, null)]
    [InlineData("""{"reaction":"dislike","feedback":"no JSON"}""", Reaction.Dislike, null)]
    [InlineData("""{"reaction":"dislike"}""", Reaction.Dislike, null)]
    public async Task Invoke_OfTeams_IsKeptAndAnswered(string value, Reaction expected, string? comment)
    {
        await SendAsync(OfTeams(value));

        Assert.Equal(new Rating(Teams, "r2", "1700", "ana", expected, comment), Assert.Single(_feedback.Kept));
        AssertAnswered();
    }

    [Theory]
    [InlineData("""{"reaction":"love"}""", "1700")]
    [InlineData("""{"reaction":"like"}""", "1701")]
    [InlineData("""{"reaction":"like"}""", null)]
    [InlineData("""["like"]""", "1700")]
    public async Task Invoke_ForgedOrBroken_IsPassedOverWithTheSameAnswer(string value, string? replyTo)
    {
        var given = OfTeams(value);
        given.ReplyToId = replyTo;

        await SendAsync(given);

        Assert.Empty(_feedback.Kept);
        AssertAnswered();
    }

    [Fact]
    public async Task Comment_OfAnyLength_IsKeptUpToTheLimit()
    {
        await SendAsync(OfTeams(new JObject { ["reaction"] = "like", ["feedback"] = new JObject { ["feedbackText"] = new string('x', 50_000) }.ToString() }.ToString()));

        Assert.Equal(2000, Assert.Single(_feedback.Kept).Comment!.Length);
    }

    [Fact]
    public async Task OtherActivities_ReachTheBot()
    {
        foreach (var other in new[] { new Activity(ActivityTypes.Message) { Text = "hi" }, new Activity(ActivityTypes.Event) { Name = "webchat:other" }, new Activity(ActivityTypes.Invoke) { Name = "message/submitAction", Value = new JObject { ["actionName"] = "other" } } })
        {
            _reachedTheBot = false;
            other.ChannelId = "msteams";
            other.Conversation = new ConversationAccount(id: "a:1");
            await SendAsync(other);
            Assert.True(_reachedTheBot);
        }
    }

    [Theory]
    [InlineData("\"5023\"", "5023")]
    [InlineData("""{"say":"5023","msteams":{"type":"imBack","value":"5023"}}""", "5023")]
    [InlineData("""{"say":5023}""", null)]
    [InlineData("""{"other":"5023"}""", null)]
    [InlineData("[1]", null)]
    public async Task CardTap_WithoutWords_SaysItsData(string value, string? expected)
    {
        var tap = new Activity(ActivityTypes.Message) { Value = JToken.Parse(value) is JValue { Value: string text } ? (object)text : JToken.Parse(value) };

        await new CardTapMiddleware().OnTurnAsync(new TurnContext(_adapter, tap), _ => Task.CompletedTask, CancellationToken.None);

        Assert.Equal(expected, tap.Text);
    }

    [Fact]
    public async Task CardTap_WithWords_KeepsThem()
    {
        var tap = new Activity(ActivityTypes.Message) { Text = "the second one", Value = "5023" };

        await new CardTapMiddleware().OnTurnAsync(new TurnContext(_adapter, tap), _ => Task.CompletedTask, CancellationToken.None);

        Assert.Equal("the second one", tap.Text);
    }

    private Task SendAsync(Activity activity) =>
        new FeedbackMiddleware(_feedback, NullLogger<FeedbackMiddleware>.Instance).OnTurnAsync(
            new TurnContext(_adapter, activity),
            _ =>
            {
                _reachedTheBot = true;
                return Task.CompletedTask;
            },
            CancellationToken.None);

    private void AssertAnswered()
    {
        var answer = (InvokeResponse)Assert.Single(_adapter.Sent).Value;
        Assert.Equal((200, "{}"), (answer.Status, answer.Body.ToString()));
        Assert.False(_reachedTheBot);
    }

    private static Activity OfWebChat(string? action) => ActivityJson.Read(
        $$"""
        {"type":"event","name":"webchat:activity-status/feedback","channelId":"directline","conversation":{"id":"c1"},"from":{"id":"ana"},
         "recipient":{"id":"bot"},"entities":[{{action}}]}
        """);

    private static Activity OfTeams(string value) => ActivityJson.Read(
        $$$"""
        {"type":"invoke","name":"message/submitAction","channelId":"msteams","conversation":{"id":"a:1"},"from":{"id":"ana"},"recipient":{"id":"bot"},
         "replyToId":"1700","value":{"actionName":"feedback","actionValue":{{{value}}}}}
        """);
}
