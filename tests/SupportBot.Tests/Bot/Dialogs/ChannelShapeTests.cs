using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Core.Faq;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Tests.Bot.Replies;
using MicrosoftChannels = Microsoft.Bot.Connector.Channels;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>How questions and answers look on each channel.</summary>
public sealed class ChannelShapeTests : DialogConversation
{
    [Theory]
    [InlineData(MicrosoftChannels.Directline)]
    [InlineData(MicrosoftChannels.Webchat)]
    [InlineData(MicrosoftChannels.Emulator)]
    [InlineData(MicrosoftChannels.Msteams)]
    public async Task Picker_ChannelWithCards_SendsWhatACustomerWouldType(string channel)
    {
        var client = ClientOn(channel);

        var question = await SendAsync(client, "what was in my order?");

        var card = CardOf(question);
        CardShape.Check(card);
        var taps = card.SelectTokens("body[*].selectAction").ToList();
        Assert.All(taps, tap => Assert.Null(tap["title"]));
        Assert.Equal("1. 5023 · shipped · September 20, 2026 · Desk lamp\n2. 4890 · cancelled · June 11, 2026 · Blue running shoes\n3. 4711 · delivered · March 2, 2026 · Green teapot", AdaptiveCard.InWords(card));
        Assert.Equal(
            ["5023", "4890", "4711"],
            taps.Select(tap => channel == MicrosoftChannels.Msteams && (string?)tap["data"]!["msteams"]!["type"] == "imBack" ? (string?)tap["data"]!["msteams"]!["value"] : (string?)tap["data"]));
        Assert.StartsWith("Which order do you mean? Tap one,", question.Text, StringComparison.Ordinal);
        Assert.StartsWith("Order 4890 ", (await SendAsync(client, "4890")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MicrosoftChannels.Console)]
    [InlineData(MicrosoftChannels.Sms)]
    [InlineData("a channel of tomorrow")]
    public async Task Everything_ChannelOfText_IsInTheText(string channel)
    {
        var client = ClientOn(channel);

        var question = await SendAsync(client, "what was in my order?");
        var answer = await SendAsync(client, "2");

        Assert.EndsWith("\n\n1. 5023 · shipped · September 20, 2026 · Desk lamp\n2. 4890 · cancelled · June 11, 2026 · Blue running shoes\n3. 4711 · delivered · March 2, 2026 · Green teapot", question.Text, StringComparison.Ordinal);
        Assert.StartsWith("Order 4890 ", answer.Text, StringComparison.Ordinal);
        Assert.All([question, answer], message => Assert.Empty(message.Attachments ?? []));
        Assert.Null((await SendAsync(client, "where is my last order?")).SuggestedActions);
    }

    [Fact]
    public async Task StatusCard_OrderAskedAbout_IsShownOnceAndAgainAfterAnother()
    {
        var client = ClientOn(MicrosoftChannels.Directline);

        Assert.StartsWith("Order 5023 · shipped", CardInWords(await SendAsync(client, "where is my last order?")), StringComparison.Ordinal);
        Assert.Empty((await SendAsync(client, "when was it shipped?")).Attachments ?? []);
        Assert.StartsWith("Order 4890 · cancelled", CardInWords(await SendAsync(client, "where is order 4890?")), StringComparison.Ordinal);
        Assert.StartsWith("Order 5023 · shipped", CardInWords(await SendAsync(client, "and where is order 5023?")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusCard_OneFactAskedFor_IsNotShown()
    {
        var client = ClientOn(MicrosoftChannels.Directline);

        Assert.Empty((await SendAsync(client, "how much did I pay for order 5023?")).Attachments ?? []);
        // It has not been shown yet.
        Assert.NotEmpty((await SendAsync(client, "and where is it?")).Attachments);
    }

    [Fact]
    public async Task Offers_ChannelWithSuggestions_AreSuggestedAndTheWordsWork()
    {
        var client = ClientOn(MicrosoftChannels.Directline);

        var late = await SendAsync(client, "where is my last order?");
        Assert.Equal(["Yes, please", "No, thanks"], SuggestionsOf(late));
        await SendAsync(client, "Yes, please");

        Assert.Equal(["5023"], Assert.Single(_handoffs.Requests).OrderIds);
    }

    [Theory]
    [InlineData("personal", true)]
    [InlineData("groupChat", false)]
    [InlineData("channel", false)]
    public void Welcome_OnTeams_SuggestsToOnePersonOnly(string type, bool expected)
    {
        var customer = new Activity { ChannelId = MicrosoftChannels.Msteams, Conversation = new ConversationAccount(conversationType: type) };

        Assert.Equal(expected, Suggestions.Welcome(customer, "Ana").SuggestedActions is not null);
    }

    [Fact]
    public async Task Welcome_EachSuggestion_DoesWhatItSays()
    {
        var welcome = Suggestions.Welcome(new Activity { ChannelId = MicrosoftChannels.Directline }, "Ana");
        var said = SuggestionsOf(welcome).ToList();
        Assert.Equal(3, said.Count);
        Assert.Contains("Ana", welcome.Text, StringComparison.Ordinal);

        Assert.StartsWith("Order 5023 ", (await SendAsync(ClientOn(MicrosoftChannels.Directline), said[0])).Text, StringComparison.Ordinal);
        Assert.StartsWith("One of your 3 orders is still open:", (await SendAsync(ClientOn(MicrosoftChannels.Directline), said[1])).Text, StringComparison.Ordinal);
        await SendAsync(ClientOn(MicrosoftChannels.Directline), said[2]);
        Assert.Equal(said[2], Assert.Single(_handoffs.Requests).Reason);
    }

    [Fact]
    public async Task Thumbs_AreAskedForUnderAnswersOnly()
    {
        _faq.Add("do you ship to canada", new("Shipping", "Shipping", "We ship to Canada.", [], null));
        var client = ClientOn(MicrosoftChannels.Directline);

        Assert.Empty(ReactionsOf(await SendAsync(client, "what was in my order?")));
        await SendAsync(client, "never mind");
        foreach (var answered in new[] { "where is my last order?", "show me all my orders", "what did I pay for 5023?", "do you ship to canada" })
            Assert.Equal(["LikeAction", "DislikeAction"], ReactionsOf(await SendAsync(client, answered)));
        foreach (var other in new[] { "hello", "what's the weather", "where is order 6001?", "never mind", "a human please" })
            Assert.Empty(ReactionsOf(await SendAsync(client, other)));
    }

    [Theory]
    [InlineData(ReplySource.Model, true)]
    [InlineData(ReplySource.Cache, true)]
    [InlineData(ReplySource.Template, false)]
    [InlineData(ReplySource.Faq, false)]
    public void AsAnswer_OnlyWordsOfAModel_AreCalledGenerated(ReplySource source, bool expected)
    {
        var reply = new Activity(ActivityTypes.Message).AsAnswer(source, RootMessage.Citation("A", "b", null));

        var root = JObject.FromObject(Assert.Single(reply.Entities));
        Assert.Equal(("https://schema.org/Message", "Message", "https://schema.org", ""), ((string?)root["type"], (string?)root["@type"], (string?)root["@context"], (string?)root["@id"]));
        Assert.Equal(expected ? """["AIGeneratedContent"]""" : null, root["additionalType"]?.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal(2, root["potentialAction"]!.Count());
        Assert.Equal(1, (int)root["citation"]![0]!["position"]!);
    }

    [Theory]
    [InlineData(MicrosoftChannels.Directline, "https://shop.example/help/a_b", "By ship.\n\nFrom our help pages: Shipping › Which \"countries\"? [1]\n\n[1]: https://shop.example/help/a_b \"Shipping › Which \\\"countries\\\"?\"")]
    [InlineData(MicrosoftChannels.Msteams, "https://shop.example/help/a_b", "By ship.\n\nFrom our help pages: Shipping › Which \"countries\"? [1]")]
    [InlineData(MicrosoftChannels.Msteams, null, "By ship.\n\nFrom our help pages: Shipping › Which \"countries\"? [1]")]
    [InlineData(MicrosoftChannels.Directline, null, "By ship.\n\nFrom our help pages: Shipping › Which \"countries\"?")]
    [InlineData(MicrosoftChannels.Console, "https://shop.example/help/a_b", "By ship.\n\nFrom our help pages: Shipping › Which \"countries\"?\nhttps://shop.example/help/a_b")]
    public void Faq_OnAChannel_CitesItsSourceTheChannelsWay(string channel, string? link, string expected)
    {
        var reply = FaqAnswer.Of(new Activity { ChannelId = channel }, new FaqSection("Shipping", "Which \"countries\"?", "By ship.", [], link is null ? null : new Uri(link)));

        Assert.Equal(expected, reply.Text);
        Assert.Equal(expected.Contains("[1]", StringComparison.Ordinal), RootMessage.Of(reply)!["citation"] is not null);
    }

    [Fact]
    public void Faq_LongNamesAndTexts_StayWithinTheLimitsOfCitations()
    {
        var page = string.Concat(Enumerable.Repeat("🙂", 90));

        var reply = FaqAnswer.Of(new Activity { ChannelId = MicrosoftChannels.Msteams }, new FaqSection(page, page, string.Concat(Enumerable.Repeat("🙂", 300)), [], new Uri("https://shop.example/x")));

        var document = RootMessage.Of(reply)!["citation"]![0]!["appearance"]!;
        Assert.InRange(((string)document["name"]!).Length, 70, 80);
        Assert.InRange(((string)document["abstract"]!).Length, 150, 160);
        Assert.All(document.Values<JProperty>(), property => Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes((string)property!.Value!))));
        Assert.Equal("https://shop.example/x", (string?)document["url"]);
    }

    private DialogTestClient ClientOn(string channel) => ClientOf("ana", channel: channel);

    private static JObject CardOf(IMessageActivity message)
    {
        var attachment = Assert.Single(message.Attachments);
        Assert.Equal(AdaptiveCard.ContentType, attachment.ContentType);
        return JObject.FromObject(attachment.Content);
    }

    private static string CardInWords(IMessageActivity message) => AdaptiveCard.InWords(CardOf(message));

    private static IEnumerable<string> SuggestionsOf(IMessageActivity message) =>
        (message.SuggestedActions?.Actions ?? []).Select(action => action.Type == ActionTypes.ImBack && action.Title == (string)action.Value ? action.Title : "?");

    private static IEnumerable<string?> ReactionsOf(IMessageActivity message) =>
        RootMessage.Of((Activity)message)?["potentialAction"]?.Select(action => (string?)action["@type"]) ?? [];
}
