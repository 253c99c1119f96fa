using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>In groups and channels, where others read along, nothing of a customer is said.</summary>
public sealed class TeamsGroupTests(TeamsBot teams) : IClassFixture<TeamsBot>
{
    private static readonly string Link = $"https://teams.microsoft.com/l/chat/0/0?users=28:{TeamsBot.AppId}";

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Mention_OfAMemberWhoCanBeReached_IsAnsweredInPrivateOnly(string type)
    {
        await using var group = await TeamsChat.StartAsync(teams, type);
        teams.TokenService.Kept[group.UserId] = teams.Token();

        await group.TakeAsync(Mention(group, "where is my last order?"));
        var said = new[] { await group.Channel.NextReplyAsync(), await group.Channel.NextReplyAsync() }
            .ToDictionary(reply => (string)reply["conversation"]!["id"]!, reply => (string)reply["text"]!);

        Assert.Equal(ReplyTexts.GroupWritten(TeamsBot.English), said[group.ConversationId]);
        Assert.Equal(ReplyTexts.PrivateChat(TeamsBot.English), said["private-" + group.UserId]);
        Assert.Null(group.Channel.AnotherReply());
    }

    [Fact]
    public async Task Mention_OfAMemberWhoCannotBeReached_IsAnsweredWithALink()
    {
        await using var group = await TeamsChat.StartAsync(teams, "groupChat");
        group.Channel.OpensPrivateChats = false;

        await group.TakeAsync(Mention(group, "where is my last order?"));

        Assert.Equal(ReplyTexts.GroupLink(TeamsBot.English, Link), await group.NextTextAsync());
    }

    [Fact]
    public async Task Message_WithoutMention_IsIgnored()
    {
        await using var group = await TeamsChat.StartAsync(teams, "groupChat");
        group.Channel.OpensPrivateChats = false;

        await group.TakeAsync(group.Activity("message", "where is my last order?"));
        await group.TakeAsync(Mention(group, "hello", "29:somebody"));
        await group.TakeAsync(Mention(group, "hello"));

        var only = await group.Channel.NextReplyAsync();
        Assert.Equal("t3", (string?)only["replyToId"]);
    }

    [Fact]
    public async Task Bot_AddedToAGroup_SaysOnceWhereToTalk_AndGreetsNobodyWhoComesLater()
    {
        await using var group = await TeamsChat.StartAsync(teams, "channel");
        group.Channel.OpensPrivateChats = false;
        var added = group.Activity("conversationUpdate");
        added["membersAdded"] = new JArray(new JObject { ["id"] = "28:" + TeamsBot.AppId });
        var later = group.Activity("conversationUpdate");
        later["membersAdded"] = new JArray(new JObject { ["id"] = "29:somebody" });
        var installed = group.Activity("installationUpdate");
        installed["action"] = "add";

        await group.TakeAsync(added);
        await group.TakeAsync(installed);
        await group.TakeAsync(later);
        await group.TakeAsync(Mention(group, "hello"));

        Assert.Equal(ReplyTexts.GroupLink(TeamsBot.English, Link), await group.NextTextAsync());
        Assert.Equal("t4", (string?)(await group.Channel.NextReplyAsync())["replyToId"]);
    }

    [Fact]
    public async Task PrivateChat_AfterAMention_KnowsTheMemberByTheSignIn()
    {
        await using var chat = await TeamsChat.StartAsync(teams);
        teams.TokenService.Kept[chat.UserId] = teams.Token();
        var message = Mention(chat, "where is my last order?");

        await chat.TakeAsync(message);

        Assert.StartsWith("Order 12 ", await chat.NextTextAsync(), StringComparison.Ordinal);
    }

    private static JObject Mention(TeamsChat chat, string text, string who = "28:" + TeamsBot.AppId)
    {
        var message = chat.Activity("message", $"<at>Shop</at> {text}");
        message["entities"] = new JArray(new JObject { ["type"] = "mention", ["text"] = "<at>Shop</at>", ["mentioned"] = new JObject { ["id"] = who, ["name"] = "Shop" } });
        return message;
    }
}
