using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Dialogs;

public sealed class SkillDialogTests : IDisposable
{
    private readonly RecordingSkill _skill = new();
    private readonly MemoryStorage _storage = new();
    private readonly TestAdapter _adapter = new();

    public void Dispose() => _skill.Dispose();

    private DialogFlow Flow(BeginSkillDialogOptions? options = null, string? connection = null)
    {
        var flow = new DialogFlow(_storage, _adapter).WhenEnded(result => $"ended with {result}");
        flow.Add(new SkillDialog(
            new SkillDialogOptions
            {
                BotId = "bot",
                SkillClient = _skill,
                SkillHostEndpoint = new Uri("https://bot.example/api/skills"),
                Skill = new BotFrameworkSkill { Id = "skill", AppId = "skillApp", SkillEndpoint = new Uri("https://skill.example/api/messages") },
                ConversationIdFactory = new SkillConversationIdFactory(_storage),
                ConversationState = flow.State,
                ConnectionName = connection,
            },
            "skill"));
        return flow.Begin("skill", options ?? new BeginSkillDialogOptions { Activity = DialogFlow.Message("begin") });
    }

    [Fact]
    public async Task Talk_WithTheSkill_ForwardsActivitiesUntilItEnds()
    {
        await Flow()
            .Send("hello").Send("more")
            .Send(new Activity { Type = ActivityTypes.EndOfConversation, Value = "result" }).AssertReply("ended with result")
            .StartTestAsync();

        Assert.Equal(["begin", "more"], _skill.Posted.Select(post => post.Activity.Text));
        Assert.All(_skill.Posted, post => Assert.Equal(("bot", "skillApp", "https://skill.example/api/messages"), (post.From, post.To, post.Url)));
        Assert.Single(_skill.Posted.Select(post => post.ConversationId).Distinct());
    }

    [Fact]
    public async Task ExpectReplies_SkillAnswersDirectly_RelaysAndEnds()
    {
        _skill.Answer = _ => [DialogFlow.Message("from the skill"), new Activity { Type = ActivityTypes.EndOfConversation, Value = "done" }];
        var begin = DialogFlow.Message("begin");
        begin.DeliveryMode = DeliveryModes.ExpectReplies;
        object? result = null;

        await Flow().BeginWith(async (dc, ct) => result = (await dc.BeginDialogAsync("skill", new BeginSkillDialogOptions { Activity = begin }, ct)).Result)
            .Send("hello").AssertReply("from the skill").StartTestAsync();

        Assert.Equal("done", result);
    }

    [Fact]
    public async Task Cancel_TellsTheSkill()
    {
        var flow = Flow();
        await flow.Send("hello").StartTestAsync();
        await flow.Context!.CancelAllDialogsAsync();

        Assert.Equal(ActivityTypes.EndOfConversation, _skill.Posted[^1].Activity.Type);
    }

    [Fact]
    public async Task Reprompt_AsksTheSkill()
    {
        var flow = Flow();
        await flow.Send("hello").StartTestAsync();
        await flow.Context!.RepromptDialogAsync();

        Assert.Equal((ActivityTypes.Event, DialogEvents.RepromptDialog), (_skill.Posted[^1].Activity.Type, _skill.Posted[^1].Activity.Name));
    }

    [Fact]
    public async Task SkillFails_Throws()
    {
        _skill.Status = 500;
        await Assert.ThrowsAsync<HttpRequestException>(() => Flow().Send("hello").StartTestAsync());
    }

    [Theory]
    [InlineData("connection", true)]
    [InlineData(null, false)]
    public async Task SkillWantsSignIn_TokenCanBeExchanged_NoCardIsShown(string? connection, bool silent)
    {
        const string Resource = "https://resource.example";
        var card = new OAuthCard { ConnectionName = "skillConnection", TokenExchangeResource = new TokenExchangeResource("id", Resource) };
        _skill.Answer = activity => activity.Type == ActivityTypes.Invoke ? [] : [new Activity
        {
            Type = ActivityTypes.Message,
            Conversation = new ConversationAccount { Id = "skillConversation" },
            From = new ChannelAccount("skill"),
            Recipient = new ChannelAccount("user"),
            Attachments = [new Attachment { ContentType = OAuthCard.ContentType, Content = card }],
        }];
        _adapter.AddExchangeableToken("connection", _adapter.Conversation.ChannelId, _adapter.Conversation.User.Id, Resource, "token");
        var begin = DialogFlow.Message("begin");
        begin.DeliveryMode = DeliveryModes.ExpectReplies;

        var talk = Flow(new BeginSkillDialogOptions { Activity = begin }, connection).Send("hello");
        await (silent ? talk.AssertNoReply(timeout: 1) : talk.AssertReply(reply => Assert.Single(((Activity)reply).Attachments))).StartTestAsync();

        Assert.Equal(silent, _skill.Posted.Exists(post => post.Activity.Name == SignInConstants.TokenExchangeOperationName));
    }

    [Fact]
    public async Task BeginDialogAsync_WrongOptions_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new SkillDialog(null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Flow().BeginWith((dc, ct) => dc.BeginDialogAsync("skill", null, ct)).Send("hello").StartTestAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => Flow().BeginWith((dc, ct) => dc.BeginDialogAsync("skill", "text", ct)).Send("hello").StartTestAsync());
        await Assert.ThrowsAsync<ArgumentNullException>(() => Flow(new BeginSkillDialogOptions()).Send("hello").StartTestAsync());
    }

    private sealed class RecordingSkill : BotFrameworkClient
    {
        internal List<(string From, string To, string Url, string ConversationId, Activity Activity)> Posted { get; } = [];

        internal Func<Activity, List<Activity>> Answer { get; set; } = _ => [];

        internal int Status { get; set; } = 200;

        public override Task<InvokeResponse<T>> PostActivityAsync<T>(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default)
        {
            Posted.Add((fromBotId, toBotId, toUrl.AbsoluteUri, conversationId, activity));
            return Task.FromResult(new InvokeResponse<T> { Status = Status, Body = (T)(object)new ExpectedReplies(Answer(activity)) });
        }
    }
}
