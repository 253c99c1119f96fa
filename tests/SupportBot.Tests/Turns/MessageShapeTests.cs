using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Turns;
using MicrosoftChannels = Microsoft.Bot.Connector.Channels;

namespace SupportBot.Tests.Turns;

public sealed class MessageShapeTests
{
    [Theory]
    [InlineData("1. 4890 · cancelled · June 11, 2026 · Blue running shoes\n2. 5023 · shipped", null)]
    [InlineData("You paid €71.00 by card. I'm sorry about the wait; say «yes».", null)]
    [InlineData("It contains 1 × **big** lamp.", "plain")]
    [InlineData("It contains 1 × [x](http://evil).", "plain")]
    [InlineData("It contains 1 × <script>alert(1)</script>.", "plain")]
    [InlineData("It contains 1 × &lt;b&gt;.", "plain")]
    [InlineData("It contains 1 × www.evil.example.", "plain")]
    [InlineData("It contains 1 × call me@evil.example.", "plain")]
    [InlineData("Hello snake_case_name!", "plain")]
    [InlineData("It contains 1 × lamp\n# big.", "plain")]
    [InlineData("It contains 1 × lamp\n---", "plain")]
    [InlineData("It contains 1 × ~~old~~ `new`.", "plain")]
    public void Fit_TextThatMayBeMarkup_IsPlain(string text, string? expected) =>
        Assert.Equal(expected, Assert.Single(MessageShape.Fit(Message(text), On(MicrosoftChannels.Directline))).TextFormat);

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("\u2028")]
    [InlineData("1")]
    public async Task Fit_BlanksWithoutEnd_AreLookedAtOnce(string blank)
    {
        var message = Message(string.Concat(Enumerable.Repeat(blank, 200_000)) + "x");

        // Once takes milliseconds; once more for each of them takes minutes.
        var fitted = await Task.Run(() => MessageShape.Fit(message, On(MicrosoftChannels.Directline))).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Null(fitted[0].TextFormat);
    }

    [Fact]
    public void Fit_MarkdownThatIsMeant_StaysMarkdown()
    {
        var reply = Message("See [1]\n\n[1]: https://shop.example \"Help\"");
        reply.TextFormat = TextFormatTypes.Markdown;

        Assert.Equal("markdown", MessageShape.Fit(reply, On(MicrosoftChannels.Webchat))[0].TextFormat);
    }

    [Fact]
    public void Fit_AnswerOnTeams_AsksForThumbsTheTeamsWayAndHasOneRootEntity()
    {
        var worded = MessageShape.Fit(Message("hi").AsAnswer(ReplySource.Model), On(MicrosoftChannels.Msteams))[0];
        var written = MessageShape.Fit(Message("hi").AsAnswer(ReplySource.Template), On(MicrosoftChannels.Msteams))[0];

        Assert.Equal("default", (string?)((JObject)worded.ChannelData)["feedbackLoop"]!["type"]);
        var root = JObject.FromObject(Assert.Single(worded.Entities));
        Assert.Equal("AIGeneratedContent", (string?)root["additionalType"]![0]);
        Assert.Null(root["potentialAction"]);
        Assert.Empty(written.Entities);
        Assert.Equal("default", (string?)((JObject)written.ChannelData)["feedbackLoop"]!["type"]);
    }

    [Fact]
    public void Fit_AnswerOnWebChat_KeepsThumbsInTheRootEntity()
    {
        var reply = MessageShape.Fit(Message("hi").AsAnswer(ReplySource.Cache), On(MicrosoftChannels.Directline))[0];

        Assert.Equal(2, RootMessage.Of(reply)!["potentialAction"]!.Count());
        Assert.Single(reply.Entities);
        Assert.Null(reply.ChannelData);
    }

    [Theory]
    [InlineData(MicrosoftChannels.Directline, DeliveryModes.ExpectReplies)]
    [InlineData(MicrosoftChannels.Msteams, DeliveryModes.ExpectReplies)]
    [InlineData(MicrosoftChannels.Console, null)]
    [InlineData("a channel of tomorrow", null)]
    public void Fit_WhereNoThumbCanComeBack_AsksForNone(string channel, string? deliveryMode)
    {
        var question = On(channel);
        question.DeliveryMode = deliveryMode;

        Assert.False(FeedbackForm.IsIn(MessageShape.Fit(Message("hi").AsAnswer(ReplySource.Model), question)[0]));
    }

    [Fact]
    public void Fit_SuggestionsOnTeams_AreSixOfWordsForOnePersonAndNoneInGroups()
    {
        var actions = Enumerable.Range(1, 9).Select(i => new CardAction(i == 2 ? ActionTypes.OpenUrl : ActionTypes.ImBack, $"{i}", value: $"{i}")).ToList();

        var personal = MessageShape.Fit(Suggesting(), On(MicrosoftChannels.Msteams))[0];
        var group = MessageShape.Fit(Suggesting(), On(MicrosoftChannels.Msteams, "groupChat"))[0];
        var webChat = MessageShape.Fit(Suggesting(), On(MicrosoftChannels.Directline))[0];

        Assert.Equal(["1", "3", "4", "5", "6", "7"], personal.SuggestedActions.Actions.Select(action => action.Title));
        Assert.Null(group.SuggestedActions);
        Assert.Equal(9, webChat.SuggestedActions.Actions.Count);

        Activity Suggesting()
        {
            var reply = Message("hi");
            reply.SuggestedActions = new SuggestedActions { Actions = [.. actions] };
            return reply;
        }
    }

    [Fact]
    public void Fit_CardTooBigForTeams_IsDroppedAndTheTextStaysWhole()
    {
        var reply = Message("All of it is here.");
        reply.Attachments = [new Attachment("application/vnd.microsoft.card.adaptive", content: new JObject { ["x"] = new string('x', 60_000) })];

        var sent = Assert.Single(MessageShape.Fit(reply, On(MicrosoftChannels.Msteams)));

        Assert.Empty(sent.Attachments ?? []);
        Assert.Equal("All of it is here.", sent.Text);
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("")]
    public void Fit_TextTooLongForTeams_IsSplitWithNothingLost(string between)
    {
        var text = string.Join(between, Enumerable.Range(0, 400).Select(i => $"{i:D4}{string.Concat(Enumerable.Repeat("🙂", 100))}."));
        var reply = Message(text).AsAnswer(ReplySource.Model);
        reply.SuggestedActions = new SuggestedActions { Actions = [new CardAction(ActionTypes.ImBack, "Yes", value: "Yes")] };

        var parts = MessageShape.Fit(reply, On(MicrosoftChannels.Msteams));

        Assert.True(parts.Count > 1);
        Assert.Equal(text, string.Join(between, parts.Select(part => part.Text)));
        if (between.Length > 0)
            Assert.All(parts, part => Assert.EndsWith(".", part.Text, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.InRange(ActivityJson.Write(part).Length * 2, 1, 100 * 1024));
        Assert.All(parts, part => Assert.False(char.IsHighSurrogate(part.Text[^1])));
        Assert.All(parts, part => Assert.NotNull(RootMessage.Of(part)!["additionalType"]));
        Assert.All(parts.SkipLast(1), part => Assert.True(part.SuggestedActions is null && !FeedbackForm.IsIn(part)));
        Assert.True(parts[^1].SuggestedActions is not null && FeedbackForm.IsIn(parts[^1]));
    }

    [Fact]
    public void Fit_TwentyFiveLines_StayOneMessage() =>
        Assert.Single(MessageShape.Fit(Message(string.Join('\n', Enumerable.Repeat(new string('x', 200), 25))), On(MicrosoftChannels.Msteams)));

    private static Activity Message(string text) => new(ActivityTypes.Message) { Text = text };

    private static Activity On(string channel, string type = "personal") =>
        new(ActivityTypes.Message) { ChannelId = channel, Conversation = new ConversationAccount(id: "c", conversationType: type) };
}
