using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema;

public class ActivityTests
{
    [Theory]
    [InlineData("message", true)]
    [InlineData("MESSAGE", true)]
    [InlineData("message/urgent", true)]
    [InlineData("Message/", true)]
    [InlineData("messageUpdate", false)]
    [InlineData("mess", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void AsMessageActivity_SomeType_IsTheActivityOrNull(string? type, bool isMessage)
    {
        var activity = new Activity { Type = type };

        Assert.Equal(isMessage ? activity : null, activity.AsMessageActivity());
    }

    [Fact]
    public void AsXyzActivity_EachType_AnswersForItsOwnTypeOnly()
    {
        var casts = new Dictionary<string, Func<Activity, object?>>
        {
            [ActivityTypes.Message] = a => a.AsMessageActivity(),
            [ActivityTypes.ContactRelationUpdate] = a => a.AsContactRelationUpdateActivity(),
            [ActivityTypes.ConversationUpdate] = a => a.AsConversationUpdateActivity(),
            [ActivityTypes.Typing] = a => a.AsTypingActivity(),
            [ActivityTypes.EndOfConversation] = a => a.AsEndOfConversationActivity(),
            [ActivityTypes.Event] = a => a.AsEventActivity(),
            [ActivityTypes.Invoke] = a => a.AsInvokeActivity(),
            [ActivityTypes.InstallationUpdate] = a => a.AsInstallationUpdateActivity(),
            [ActivityTypes.MessageUpdate] = a => a.AsMessageUpdateActivity(),
            [ActivityTypes.MessageDelete] = a => a.AsMessageDeleteActivity(),
            [ActivityTypes.MessageReaction] = a => a.AsMessageReactionActivity(),
            [ActivityTypes.Suggestion] = a => a.AsSuggestionActivity(),
            [ActivityTypes.Trace] = a => a.AsTraceActivity(),
            [ActivityTypes.Handoff] = a => a.AsHandoffActivity(),
            [ActivityTypes.Command] = a => a.AsCommandActivity(),
            [ActivityTypes.CommandResult] = a => a.AsCommandResultActivity(),
        };

        foreach (var type in casts.Keys)
        {
            var activity = new Activity { Type = type };
            Assert.Equal([type], casts.Where(cast => cast.Value(activity) != null).Select(cast => cast.Key));
        }
    }

    [Fact]
    public void CreateReply_ToMessage_GoesBackToItsSender()
    {
        var message = Incoming();

        var reply = message.CreateReply("fine", "de-DE");

        Assert.Equal(ActivityTypes.Message, reply.Type);
        Assert.Equal(("bot", "user"), (reply.From.Id, reply.Recipient.Id));
        Assert.Equal(("a1", "fine", "de-DE"), (reply.ReplyToId, reply.Text, reply.Locale));
        Assert.Equal(("c1", "directline", "https://service"), (reply.Conversation.Id, reply.ChannelId, reply.ServiceUrl));
        Assert.NotNull(reply.Timestamp);
        Assert.Empty(reply.Attachments);
        Assert.Empty(reply.Entities);
    }

    [Fact]
    public void CreateReply_WithoutArguments_HasEmptyTextAndTheMessagesLocale()
    {
        var reply = Incoming().CreateReply();

        Assert.Equal((string.Empty, "en-uS"), (reply.Text, reply.Locale));
    }

    [Theory]
    [InlineData("directline", null)]
    [InlineData("WebChat", null)]
    [InlineData("msteams", "a1")]
    public void CreateReply_ToConversationUpdate_HidesItsIdOnDirectLine(string channelId, string? replyToId)
    {
        var update = Incoming();
        update.Type = ActivityTypes.ConversationUpdate;
        update.ChannelId = channelId;

        Assert.Equal(replyToId, update.CreateReply().ReplyToId);
        Assert.Equal(replyToId, update.CreateTrace("t").ReplyToId);
        Assert.Equal(replyToId, update.GetConversationReference().ActivityId);
    }

    [Fact]
    public void CreateReply_WithoutSenderOrRecipient_LeavesThemOpen()
    {
        var message = Incoming();
        message.From = null;
        message.Recipient = null;

        var reply = message.CreateReply();

        Assert.Null(reply.From.Id);
        Assert.Null(reply.Recipient.Id);
    }

    [Fact]
    public void CreateTrace_WithValue_NamesItsTypeAndCaller()
    {
        var trace = Incoming().CreateTrace("step", new Entity("x"));

        Assert.Equal(("step", "Entity", nameof(CreateTrace_WithValue_NamesItsTypeAndCaller)), (trace.Name, trace.ValueType, trace.Label));
        Assert.Equal(ActivityTypes.Trace, trace.Type);
    }

    [Fact]
    public void CreateTraceActivity_GivenValueTypeAndLabel_KeepsThem()
    {
        var trace = Activity.CreateTraceActivity("n", "vt", 1, "l");

        Assert.Equal(("n", "vt", 1, "l"), (trace.Name, trace.ValueType, trace.Value, trace.Label));
    }

    [Fact]
    public void CreateXyzActivity_Always_SetsTypeAndLists()
    {
        Assert.Empty(Activity.CreateMessageActivity().Attachments);
        Assert.Empty(Activity.CreateMessageActivity().Entities);
        Assert.Empty(Activity.CreateConversationUpdateActivity().MembersAdded);
        Assert.Empty(Activity.CreateConversationUpdateActivity().MembersRemoved);
        Assert.Equal(
            [ActivityTypes.ContactRelationUpdate, ActivityTypes.Typing, ActivityTypes.Handoff, ActivityTypes.EndOfConversation, ActivityTypes.Event, ActivityTypes.Invoke],
            [
                Activity.CreateContactRelationUpdateActivity().Type, Activity.CreateTypingActivity().Type, Activity.CreateHandoffActivity().Type,
                Activity.CreateEndOfConversationActivity().Type, Activity.CreateEventActivity().Type, Activity.CreateInvokeActivity().Type,
            ]);
    }

    [Fact]
    public void GetConversationReference_OfMessage_SaysWhereToGoOn()
    {
        var reference = Incoming().GetConversationReference();

        Assert.Equal(("a1", "user", "bot", "c1"), (reference.ActivityId, reference.User.Id, reference.Bot.Id, reference.Conversation.Id));
        Assert.Equal(("directline", "en-uS", "https://service"), (reference.ChannelId, reference.Locale, reference.ServiceUrl));
    }

    [Fact]
    public void GetReplyConversationReference_OfSentReply_HasTheReplysId() =>
        Assert.Equal("r1", Incoming().GetReplyConversationReference(new ResourceResponse("r1")).ActivityId);

    [Fact]
    public void ApplyConversationReference_Outgoing_AddressesTheUser()
    {
        var activity = new Activity().ApplyConversationReference(Incoming().GetConversationReference());

        Assert.Equal(("bot", "user", "a1", "c1"), (activity.From.Id, activity.Recipient.Id, activity.ReplyToId, activity.Conversation.Id));
        Assert.Null(activity.Id);
    }

    [Fact]
    public void ApplyConversationReference_Incoming_AddressesTheBot()
    {
        var activity = new Activity().ApplyConversationReference(Incoming().GetConversationReference(), isIncoming: true);

        Assert.Equal(("user", "bot", "a1"), (activity.From.Id, activity.Recipient.Id, activity.Id));
        Assert.Null(activity.ReplyToId);
    }

    [Fact]
    public void ApplyConversationReference_WithoutIdAndLocale_KeepsTheActivitys()
    {
        var activity = new Activity { Id = "mine", ReplyToId = "that", Locale = "fr" };

        activity.ApplyConversationReference(new ConversationReference());
        activity.ApplyConversationReference(new ConversationReference(), isIncoming: true);

        Assert.Equal(("mine", "that", "fr"), (activity.Id, activity.ReplyToId, activity.Locale));
    }

    [Fact]
    public void GetContinuationActivity_OfReference_IsAnEventFromTheUser()
    {
        var reference = Incoming().GetConversationReference();

        var activity = reference.GetContinuationActivity();

        Assert.Equal((ActivityTypes.Event, ActivityEventNames.ContinueConversation), (activity.Type, activity.Name));
        Assert.Equal(("user", "bot", "c1", "en-uS"), (activity.From.Id, activity.Recipient.Id, activity.Conversation.Id, activity.Locale));
        Assert.Same(reference, activity.RelatesTo);
        Assert.True(Guid.TryParse(activity.Id, out _));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net", false)]
    [InlineData("HTTP://localhost", false)]
    [InlineData("urn:botframework:WebSocket:wss://x", true)]
    [InlineData(null, false)]
    public void IsFromStreamingConnection_SomeServiceUrl_IsTrueUnlessHttp(string? serviceUrl, bool streams) =>
        Assert.Equal(streams, new Activity { ServiceUrl = serviceUrl }.IsFromStreamingConnection());

    [Fact]
    public void HasContent_NothingToShow_IsFalse() => Assert.False(new Activity { Text = " ", Attachments = [] }.HasContent());

    [Fact]
    public void HasContent_TextSummaryAttachmentOrChannelData_IsTrue()
    {
        Assert.True(new Activity { Text = "x" }.HasContent());
        Assert.True(new Activity { Summary = "x" }.HasContent());
        Assert.True(new Activity { Attachments = [new Attachment()] }.HasContent());
        Assert.True(new Activity { ChannelData = new object() }.HasContent());
    }

    [Fact]
    public void GetChannelData_JObjectSameTypeOrNothing_IsConverted()
    {
        var own = new Own { Number = 3 };

        Assert.Same(own, new Activity { ChannelData = own }.GetChannelData<Own>());
        Assert.Equal(4, new Activity { ChannelData = JObject.FromObject(new { number = 4 }) }.GetChannelData<Own>().Number);
        Assert.Null(new Activity().GetChannelData<Own>());
    }

    [Fact]
    public void GetChannelData_AnotherType_Throws() =>
        Assert.Throws<InvalidCastException>(() => new Activity { ChannelData = "text" }.GetChannelData<Own>());

    [Fact]
    public void TryGetChannelData_SomeData_TellsWhetherItFits()
    {
        Assert.True(new Activity { ChannelData = new Own() }.TryGetChannelData<Own>(out var instance));
        Assert.NotNull(instance);
        Assert.False(new Activity { ChannelData = "text" }.TryGetChannelData<Own>(out _));
        Assert.False(new Activity().TryGetChannelData<Own>(out _));
    }

    [Fact]
    public void Locale_OfAnyActivity_CanBeSetAndRead()
    {
        var update = Activity.CreateConversationUpdateActivity();
        Assert.Null(update.GetLocale());

        update.SetLocale("en-UK");

        Assert.Equal("en-UK", update.GetLocale());
    }

    private static Activity Incoming() => new()
    {
        Type = ActivityTypes.Message,
        Id = "a1",
        From = new ChannelAccount("user", "User"),
        Recipient = new ChannelAccount("bot", "Bot"),
        Conversation = new ConversationAccount(id: "c1"),
        ChannelId = "directline",
        Locale = "en-uS",
        ServiceUrl = "https://service",
    };

    private sealed class Own
    {
        public int Number { get; set; }
    }
}
