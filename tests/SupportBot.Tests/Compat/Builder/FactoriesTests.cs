using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder;

public sealed class FactoriesTests
{
    [Fact]
    public void Text_TextSpeechHint_AreOnTheMessage()
    {
        var message = MessageFactory.Text("text", "ssml", InputHints.ExpectingInput);

        Assert.Equal((ActivityTypes.Message, "text", "ssml", InputHints.ExpectingInput), (message.Type, message.Text, message.Speak, message.InputHint));
    }

    [Fact]
    public void Text_Nothing_LeavesThemOut()
    {
        var message = MessageFactory.Text(" ");

        Assert.Null(message.Text);
        Assert.Null(message.Speak);
        Assert.Equal(InputHints.AcceptingInput, message.InputHint);
    }

    [Fact]
    public void SuggestedActions_Texts_BecomeButtonsThatSayThem()
    {
        var message = MessageFactory.SuggestedActions(["one", "two"], "text", null, null, ["user"]);

        Assert.Equal("text", message.Text);
        Assert.Equal(["user"], message.SuggestedActions.To);
        Assert.Equal([("one", "one", ActionTypes.ImBack), ("two", "two", ActionTypes.ImBack)], message.SuggestedActions.Actions.Select(action => (action.Title, (string)action.Value, action.Type)));
    }

    [Fact]
    public void SuggestedActions_CardActions_AreKept()
    {
        var action = new CardAction(ActionTypes.OpenUrl, "t", value: "https://example");

        Assert.Same(action, Assert.Single(MessageFactory.SuggestedActions([action], null, null, null).SuggestedActions.Actions));
    }

    [Fact]
    public void AttachmentAndCarousel_Attachments_HaveTheirLayout()
    {
        var attachment = new Attachment { Name = "a" };

        var single = MessageFactory.Attachment(attachment, "text", "ssml", InputHints.IgnoringInput);
        var list = MessageFactory.Attachment([attachment, attachment]);
        var carousel = MessageFactory.Carousel([attachment, attachment]);

        Assert.Equal((AttachmentLayoutTypes.List, 1, "text", "ssml", InputHints.IgnoringInput), (single.AttachmentLayout, single.Attachments.Count, single.Text, single.Speak, single.InputHint));
        Assert.Equal((AttachmentLayoutTypes.List, 2), (list.AttachmentLayout, list.Attachments.Count));
        Assert.Equal((AttachmentLayoutTypes.Carousel, 2), (carousel.AttachmentLayout, carousel.Attachments.Count));
    }

    [Fact]
    public void ContentUrl_Url_IsTheAttachment()
    {
        var attachment = Assert.Single(MessageFactory.ContentUrl("https://example/a.png", "image/png").Attachments);

        Assert.Equal(("https://example/a.png", "image/png", string.Empty), (attachment.ContentUrl, attachment.ContentType, attachment.Name));
    }

    [Fact]
    public void MessageFactory_MissingArgument_IsNamed()
    {
        Assert.Equal("actions", Assert.Throws<ArgumentNullException>(() => MessageFactory.SuggestedActions((IEnumerable<string>)null!, null, null, null)).ParamName);
        Assert.Equal("cardActions", Assert.Throws<ArgumentNullException>(() => MessageFactory.SuggestedActions((IEnumerable<CardAction>)null!, null, null, null)).ParamName);
        Assert.Equal("attachment", Assert.Throws<ArgumentNullException>(() => MessageFactory.Attachment((Attachment)null!)).ParamName);
        Assert.Equal("attachments", Assert.Throws<ArgumentNullException>(() => MessageFactory.Attachment((IEnumerable<Attachment>)null!)).ParamName);
        Assert.Equal("attachments", Assert.Throws<ArgumentNullException>(() => MessageFactory.Carousel(null)).ParamName);
        Assert.Equal("url", Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl(" ", "image/png")).ParamName);
        Assert.Equal("contentType", Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl("https://example", null)).ParamName);
    }

    [Fact]
    public void CreateHandoffInitiation_Turn_CarriesContextAndTranscript()
    {
        using var turn = Turns.Of(new RecordingAdapter());
        var transcript = new Transcript { Activities = [MessageFactory.Text("hello")] };

        var handoff = (Activity)EventFactory.CreateHandoffInitiation(turn, new { Skill = "any" }, transcript);

        Assert.Equal((ActivityTypes.Event, "handoff.initiate"), (handoff.Type, handoff.Name));
        Assert.Equal("any", ((JObject)handoff.Value)["Skill"]!.Value<string>());
        Assert.Equal(("convo", "user", "in-1", "test"), (handoff.Conversation.Id, handoff.From.Id, handoff.ReplyToId, handoff.ChannelId));
        Assert.Equal("convo", handoff.RelatesTo.Conversation.Id);
        var attachment = Assert.Single(handoff.Attachments);
        Assert.Equal(("application/json", "Transcript"), (attachment.ContentType, attachment.Name));
        Assert.Same(transcript, attachment.Content);
        Assert.NotNull(handoff.Id);
    }

    [Fact]
    public void CreateHandoffStatus_StateAndMessage_AreTheValue()
    {
        var status = (Activity)EventFactory.CreateHandoffStatus(new ConversationAccount(id: "c"), "failed", "nobody there");

        Assert.Equal(("handoff.status", "c"), (status.Name, status.Conversation.Id));
        Assert.Equal("""{"state":"failed","message":"nobody there"}""", ((JObject)status.Value).ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void EventFactory_MissingArgument_IsNamed()
    {
        Assert.Equal("turnContext", Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffInitiation(null, "")).ParamName);
        Assert.Equal("conversation", Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffStatus(null, "")).ParamName);
        Assert.Equal("state", Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffStatus(new ConversationAccount(), null)).ParamName);
    }

    [Fact]
    public void FromObject_Text_IsAMessage()
    {
        var message = ActivityFactory.FromObject("  text ");

        Assert.Equal((ActivityTypes.Message, "text", "text"), (message.Type, message.Text, message.Speak));
        Assert.Null(ActivityFactory.FromObject(" ").Text);
    }

    [Fact]
    public void FromObject_HeroCard_IsAnAttachmentWithButtonsAndImages()
    {
        var message = ActivityFactory.FromObject(JObject.Parse("""{"lgType":"HeroCard","Title":"t","image":"https://a","buttons":["one",{"lgType":"cardAction","title":"two","type":"openUrl"}]}"""));

        var attachment = Assert.Single(message.Attachments);
        Assert.Equal(HeroCard.ContentType, attachment.ContentType);
        var card = ((JObject)attachment.Content).ToObject<HeroCard>()!;
        Assert.Equal(("t", "https://a"), (card.Title, Assert.Single(card.Images).Url));
        Assert.Equal([("one", ActionTypes.ImBack), ("two", ActionTypes.OpenUrl)], card.Buttons.Select(button => (button.Title, button.Type)));
    }

    [Fact]
    public void FromObject_Activity_HasItsPropertiesAttachmentsAndActions()
    {
        var activity = ActivityFactory.FromObject(JObject.Parse(
            """{"lgType":"Activity","text":"hi","suggestedActions":["a","b"],"attachments":[{"lgType":"ThumbnailCard","title":"t"},{"lgType":"attachment","contentType":"herocard","content":{}},{"type":"AdaptiveCard"}]}"""));

        Assert.Equal((ActivityTypes.Message, "hi"), (activity.Type, activity.Text));
        Assert.Equal(["a", "b"], activity.SuggestedActions.Actions.Select(action => action.Title));
        Assert.Equal([ThumbnailCard.ContentType, HeroCard.ContentType, "application/vnd.microsoft.card.adaptive"], activity.Attachments.Select(attachment => attachment.ContentType));
    }

    [Fact]
    public void FromObject_InvokeResponse_IsTyped()
    {
        var activity = ActivityFactory.FromObject(JObject.Parse("""{"lgType":"Activity","type":"invokeResponse","value":{"status":201}}"""));

        Assert.Equal(201, Assert.IsType<InvokeResponse>(activity.Value).Status);
    }

    [Fact]
    public void FromObject_SomethingElse_IsItsText()
    {
        Assert.Equal("5", ActivityFactory.FromObject(5).Text);
        Assert.Contains("unknown", ActivityFactory.FromObject(JObject.Parse("""{"lgType":"unknown"}""")).Text, StringComparison.Ordinal);
    }
}
