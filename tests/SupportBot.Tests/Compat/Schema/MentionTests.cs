using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema;

public class MentionTests
{
    [Theory]
    [InlineData("<at>Shop</at>", "Shop", "<at>Shop</at> where is it?\n", "where is it?")]
    [InlineData(null, "Shop", "<AT>shop</AT> where is it?", "where is it?")]
    [InlineData("@Shop (beta)", "Shop", "hi @Shop (beta)", "hi")]
    [InlineData("<at>Somebody</at>", "Shop", "<at>Shop</at> hi", "<at>Shop</at> hi")]
    public void RemoveRecipientMention_OfMentionedBot_LeavesTheWords(string? mentionText, string name, string text, string expected)
    {
        var message = Mentioning("bot", name, mentionText, text);

        Assert.Equal(expected, message.RemoveRecipientMention());
        Assert.Equal(expected, message.Text);
    }

    [Fact]
    public void RemoveMentionText_OfAnother_ChangesNothing()
    {
        var message = Mentioning("bot", "Shop", "<at>Shop</at>", "<at>Shop</at> hi");

        Assert.Equal("<at>Shop</at> hi", message.RemoveMentionText("somebody"));
    }

    [Fact]
    public void MentionsRecipient_MentionedOrNot_SaysSo()
    {
        Assert.True(Mentioning("bot", "Shop", null, "x").MentionsRecipient());
        Assert.False(Mentioning("other", "Shop", null, "x").MentionsRecipient());
        Assert.True(Mentioning("other", "Shop", null, "x").MentionsId("other"));
    }

    [Fact]
    public void GetMentions_OtherEntitiesOrNone_AreLeftOut()
    {
        Assert.Empty(new Activity().GetMentions());
        Assert.Empty(new Activity { Entities = [new Entity("clientInfo")] }.GetMentions());
        var odd = new Entity("MENTION") { Properties = JObject.Parse("""{"Mentioned":{"Id":"u"},"Text":"t"}""") };
        Assert.Equal("u", Assert.Single(new Activity { Entities = [odd] }.GetMentions()).Mentioned.Id);
    }

    private static Activity Mentioning(string id, string name, string? mentionText, string text)
    {
        var entity = new Entity();
        entity.SetAs(new Mention(new ChannelAccount(id, name), mentionText));
        return new Activity { Type = ActivityTypes.Message, Text = text, Recipient = new ChannelAccount("bot", name), Entities = [entity] };
    }
}
