using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>What the bot does with each kind of activity that Teams sends, in the chat of a customer who is signed in.</summary>
public sealed class TeamsActivitiesTests(TeamsBot teams) : IClassFixture<TeamsBot>, IAsyncLifetime
{
    private TeamsChat _chat = null!;

    public async Task InitializeAsync()
    {
        _chat = await TeamsChat.StartAsync(teams);
        teams.TokenService.Kept[_chat.UserId] = teams.Token();
    }

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    [Fact]
    public async Task Installation_WithEverythingTeamsSendsAboutIt_WelcomesOnce()
    {
        var installed = Installation("add");
        var update = Members("membersAdded", "28:" + TeamsBot.AppId);

        await _chat.TakeAsync(installed);
        await _chat.TakeAsync(update);
        await _chat.TakeAsync(update);
        await _chat.TakeAsync(Members("membersAdded", _chat.UserId));
        await _chat.TakeAsync(Installation("add"));

        Assert.Equal(ReplyTexts.Welcome(TeamsBot.English, null), await _chat.NextTextAsync());
        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task Welcome_SaysThatItIsABotAndGivesThreeExamples()
    {
        await _chat.TakeAsync(Members("membersAdded", "28:" + TeamsBot.AppId, _chat.UserId));

        var welcome = await _chat.NextTextAsync();

        Assert.Contains("bot", welcome, StringComparison.Ordinal);
        Assert.Equal(3, welcome.Count(character => character == '«'));
    }

    [Fact]
    public async Task Welcome_OfAKnownCustomer_NamesThem()
    {
        await teams.Bot.Services.GetRequiredService<IConversationBindings>().BindAsync(Key, new CustomerId("1"), TeamsBot.Ann, default);

        await _chat.TakeAsync(Installation("add"));

        Assert.StartsWith("Hello Ann!", await _chat.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConversationUpdate_ThatComesAfterTheFirstMessage_IsSilent()
    {
        await _chat.AskAsync("hello");

        await _chat.TakeAsync(Members("membersAdded", "28:" + TeamsBot.AppId));

        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task ConversationUpdate_WithoutMembersOrWithBrokenOnes_IsSilent()
    {
        await _chat.TakeAsync(_chat.Activity("conversationUpdate"));
        var broken = _chat.Activity("conversationUpdate");
        broken["membersAdded"] = new JArray(JValue.CreateNull());
        await _chat.TakeAsync(broken);
        await _chat.TakeAsync(Members("membersRemoved", _chat.UserId));

        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task Removal_IsSilentAndForgetsNothing()
    {
        await _chat.AskAsync("where is order 10?");

        await _chat.TakeAsync(Installation("remove"));
        await _chat.TakeAsync(Members("membersRemoved", "28:" + TeamsBot.AppId));
        await _chat.TakeAsync(Installation("add"));

        Assert.StartsWith("Order 10 ", await _chat.AskForTextAsync("where is it?"), StringComparison.Ordinal);
        Assert.Null(_chat.Channel.AnotherReply());
    }

    [Fact]
    public async Task Edit_OfTheNewestMessage_IsAnsweredAnewEachTime()
    {
        var message = _chat.Activity("message", "where is order 11?");
        await _chat.TakeAsync(message);
        var before = await _chat.NextTextAsync();

        await _chat.TakeAsync(Edit(message, "where is order 10?"));
        var first = await _chat.NextTextAsync();
        await _chat.TakeAsync(Edit(message, "where is order 12?"));
        var second = await _chat.NextTextAsync();

        Assert.Equal(ReplyTexts.OrderNotFound(TeamsBot.English), before);
        Assert.StartsWith("Order 10 ", first, StringComparison.Ordinal);
        Assert.StartsWith("Order 12 ", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_ThatTheChannelSendsTwice_IsAnsweredOnce()
    {
        var message = _chat.Activity("message", "where is order 11?");
        await _chat.TakeAsync(message);
        await _chat.NextTextAsync();
        var edit = Edit(message, "where is order 10?");

        await _chat.TakeAsync(edit);
        await _chat.TakeAsync(edit);

        Assert.StartsWith("Order 10 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task Edit_InReplyToAClarification_IsReadAsTheReply()
    {
        await _chat.AskAsync("what was in my order?");
        var message = _chat.Activity("message", "idk");
        await _chat.TakeAsync(message);
        await _chat.NextTextAsync();

        await _chat.TakeAsync(Edit(message, "10"));

        Assert.StartsWith("Order 10 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_OfAnOlderMessage_OnlyStandsInTheTranscript()
    {
        var older = _chat.Activity("message", "where is order 10?");
        await _chat.TakeAsync(older);
        await _chat.NextTextAsync();
        await _chat.AskAsync("hello");

        await _chat.TakeAsync(Edit(older, "where is order 12?"));

        await _chat.AssertSilenceAsync();
        var lines = await teams.Bot.Services.GetRequiredService<Transcripts>().ReadAsync(Key, default);
        Assert.Contains(lines, line => line is { By: Speaker.Customer, Text: "(changed to) where is order 12?" });
    }

    [Fact]
    public async Task DeletionAndItsUndoing_AreSilent()
    {
        var message = _chat.Activity("message", "where is order 10?");
        await _chat.TakeAsync(message);
        await _chat.NextTextAsync();

        await _chat.TakeAsync(Changed(message, "messageDelete", "softDeleteMessage", null));
        await _chat.TakeAsync(Changed(message, "messageUpdate", "undeleteMessage", "where is order 10?"));

        await _chat.AssertSilenceAsync();
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("endOfConversation")]
    [InlineData("messageDelete")]
    [InlineData("command")]
    [InlineData("handoff")]
    [InlineData("contactRelationUpdate")]
    public async Task Activity_ThatAsksNothing_IsSilent(string type)
    {
        var activity = _chat.Activity(type);
        activity["name"] = type == "event" ? "application/vnd.microsoft.readReceipt" : null;
        activity["value"] = type == "event" ? new JObject { ["lastReadMessageId"] = "1" } : null;
        activity["reactionsAdded"] = type == "messageReaction" ? new JArray(new JObject { ["type"] = "like" }) : null;

        await _chat.TakeAsync(activity);

        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task EndOfConversation_InTheMiddleOfAQuestion_BeginsAnew()
    {
        await _chat.AskAsync("what was in my order?");

        await _chat.TakeAsync(_chat.Activity("endOfConversation"));

        Assert.Equal(ReplyTexts.Hello(TeamsBot.English), await _chat.AskForTextAsync("hello"));
        Assert.Null(_chat.Channel.AnotherReply());
    }

    [Theory]
    [InlineData("composeExtension/query")]
    [InlineData("composeExtension/submitAction")]
    [InlineData("task/fetch")]
    [InlineData("tab/fetch")]
    [InlineData("fileConsent/invoke")]
    [InlineData("config/fetch")]
    [InlineData("something/unknown")]
    public async Task Invoke_OfWhatTheBotHasNot_Is501(string name)
    {
        var (status, _) = await _chat.SendAsync(_chat.Invoke(name, new JObject { ["action"] = "accept" }));

        Assert.Equal(HttpStatusCode.NotImplemented, status);
        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task CardAction_WithWords_IsAnsweredAsIfTyped()
    {
        var (status, body) = await _chat.SendAsync(_chat.Invoke("adaptiveCard/action", CardAction(new JObject { ["text"] = "where is order 10?" })));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(200, (int)body!["statusCode"]!);
        Assert.Equal("application/vnd.microsoft.activity.message", (string?)body["type"]);
        Assert.Equal(ReplyTexts.Done(TeamsBot.English), (string?)body["value"]);
        Assert.StartsWith("Order 10 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"action":{"type":"Action.Execute","data":{"other":1}}}""")]
    [InlineData("""{"action":{"type":"Action.Execute","data":{"text":{"a":1}}}}""")]
    [InlineData("""{"action":{"type":"Action.Execute"}}""")]
    [InlineData("""{"action":{"type":"Action.Submit","data":{"text":"hello"}}}""")]
    [InlineData("""{}""")]
    public async Task CardAction_WithoutWords_IsAnErrorOfTheCard(string value)
    {
        var (_, body) = await _chat.SendAsync(_chat.Invoke("adaptiveCard/action", JObject.Parse(value)));

        Assert.Equal(400, (int)body!["statusCode"]!);
        Assert.Equal("application/vnd.microsoft.error", (string?)body["type"]);
        await _chat.AssertSilenceAsync();
    }

    [Theory]
    [InlineData("image/png", "CantSeePicture")]
    [InlineData("application/vnd.microsoft.teams.file.download.info", "CantReadFile")]
    public async Task Message_WithNothingButAFile_SaysSoAndOffersAHuman(string contentType, string words)
    {
        var message = _chat.Activity("message", "");
        message["attachments"] = new JArray(
            new JObject { ["contentType"] = contentType, ["contentUrl"] = "https://files.test/1", ["name"] = "lamp.png" },
            new JObject { ["contentType"] = "text/html", ["content"] = "<div></div>" });

        await _chat.TakeAsync(message);
        var reply = await _chat.NextTextAsync();
        var handedOver = await _chat.AskForTextAsync("yes");

        Assert.Equal(words == "CantSeePicture", reply.Contains("picture", StringComparison.Ordinal));
        Assert.Contains("colleague", reply, StringComparison.Ordinal);
        Assert.Contains("H-", handedOver, StringComparison.Ordinal);
        var handoffs = await teams.Bot.Services.GetRequiredService<SqlHandoffDesk>().ListAsync(new HandoffFilter(), default);
        Assert.Equal("lamp.png", handoffs.Single(handoff => handoff.Conversation == Key).Reason);
    }

    [Fact]
    public async Task Message_WithTextAndAFile_IsAnsweredByItsText()
    {
        var message = _chat.Activity("message", "where is order 10?");
        message["attachments"] = new JArray(new JObject { ["contentType"] = "image/png", ["contentUrl"] = "https://files.test/1" });

        await _chat.TakeAsync(message);

        Assert.StartsWith("Order 10 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_WithItsTextAsHtmlOnly_IsTakenForEmpty()
    {
        var message = _chat.Activity("message", "");
        message["attachments"] = new JArray(new JObject { ["contentType"] = "text/html", ["content"] = "<div></div>" });

        await _chat.TakeAsync(message);

        Assert.Equal(ReplyTexts.EmptyMessage(TeamsBot.English), await _chat.NextTextAsync());
    }

    private ConversationKey Key => new("msteams", _chat.ConversationId);

    private JObject Installation(string action)
    {
        var activity = _chat.Activity("installationUpdate");
        activity["action"] = action;
        return activity;
    }

    private JObject Members(string list, params string[] ids)
    {
        var activity = _chat.Activity("conversationUpdate");
        activity[list] = new JArray(ids.Select(id => new JObject { ["id"] = id }));
        return activity;
    }

    private JObject Edit(JObject message, string text) => Changed(message, "messageUpdate", "editMessage", text);

    private JObject Changed(JObject message, string type, string eventType, string? text)
    {
        var activity = _chat.Activity(type, text);
        activity["id"] = message["id"];
        activity["channelData"]!["eventType"] = eventType;
        return activity;
    }

    private static JObject CardAction(JToken data) =>
        new() { ["action"] = new JObject { ["type"] = "Action.Execute", ["verb"] = "say", ["data"] = data }, ["trigger"] = "manual" };
}
