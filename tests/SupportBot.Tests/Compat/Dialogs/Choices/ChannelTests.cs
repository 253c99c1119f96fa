using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Dialogs.Choices;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class ChannelTests
{
    [Theory]
    [InlineData(Channels.Facebook, 10)]
    [InlineData(Channels.Skype, 10)]
    [InlineData(Channels.Line, 13)]
    [InlineData(Channels.Kik, 20)]
    [InlineData(Channels.Emulator, 100)]
    [InlineData(Channels.Directline, 100)]
    [InlineData(Channels.DirectlineSpeech, 100)]
    [InlineData(Channels.Webchat, 100)]
    [InlineData(Channels.Telegram, 100)]
    public void SupportsSuggestedActions_Channel_UpToItsLimit(string channel, int limit)
    {
        Assert.True(Channel.SupportsSuggestedActions(channel, limit));
        Assert.False(Channel.SupportsSuggestedActions(channel, limit + 1));
    }

    [Fact]
    public void SupportsSuggestedActions_Teams_OnlyInPersonalChats()
    {
        Assert.True(Channel.SupportsSuggestedActions(Channels.Msteams, 3, "personal"));
        Assert.False(Channel.SupportsSuggestedActions(Channels.Msteams, 4, "personal"));
        Assert.False(Channel.SupportsSuggestedActions(Channels.Msteams, 1, "groupChat"));
        Assert.False(Channel.SupportsSuggestedActions(Channels.Msteams, 1));
    }

    [Theory]
    [InlineData(Channels.Facebook, 3)]
    [InlineData(Channels.Skype, 3)]
    [InlineData(Channels.Msteams, 50)]
    [InlineData(Channels.Line, 99)]
    [InlineData(Channels.Cortana, 100)]
    [InlineData(Channels.Slack, 100)]
    [InlineData(Channels.DirectlineSpeech, 100)]
    public void SupportsCardActions_Channel_UpToItsLimit(string channel, int limit)
    {
        Assert.True(Channel.SupportsCardActions(channel, limit));
        Assert.False(Channel.SupportsCardActions(channel, limit + 1));
    }

    [Fact]
    public void OtherLimits_AreAsOfficial()
    {
        Assert.False(Channel.SupportsSuggestedActions(Channels.Email, 0));
        Assert.False(Channel.HasMessageFeed(Channels.Cortana));
        Assert.True(Channel.HasMessageFeed(Channels.Webchat));
        Assert.Equal(20, Channel.MaxActionTitleLength(Channels.Facebook));
    }

    [Theory]
    [InlineData(Channels.Facebook, Channels.Facebook)]
    [InlineData(null, "")]
    public void GetChannelId_Activity_GivesItsChannel(string? channel, string expected)
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity { ChannelId = channel });
        Assert.Equal(expected, Channel.GetChannelId(turn));
    }
}
