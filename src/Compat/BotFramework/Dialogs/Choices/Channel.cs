using System;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>What each channel can show. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.Channel</c>.</summary>
public class Channel
{
    public static bool SupportsSuggestedActions(string channelId, int buttonCnt = 100) => SupportsSuggestedActions(channelId, buttonCnt, null);

    public static bool SupportsSuggestedActions(string channelId, int buttonCnt = 100, string conversationType = default) => buttonCnt <= channelId switch
    {
        Connector.Channels.Facebook or Connector.Channels.Skype => 10,
        Connector.Channels.Line => 13,
        Connector.Channels.Kik => 20,
        Connector.Channels.Telegram or Connector.Channels.Emulator or Connector.Channels.Directline or Connector.Channels.DirectlineSpeech or Connector.Channels.Webchat => 100,
        Connector.Channels.Msteams when conversationType == "personal" => 3,
        _ => -1,
    };

    public static bool SupportsCardActions(string channelId, int buttonCnt = 100) => buttonCnt <= channelId switch
    {
        Connector.Channels.Facebook or Connector.Channels.Skype => 3,
        Connector.Channels.Msteams => 50,
        Connector.Channels.Line => 99,
        Connector.Channels.Slack or Connector.Channels.Telegram or Connector.Channels.Emulator or Connector.Channels.Directline
            or Connector.Channels.DirectlineSpeech or Connector.Channels.Webchat or Connector.Channels.Cortana => 100,
        _ => -1,
    };

    public static bool HasMessageFeed(string channelId) => channelId != Connector.Channels.Cortana;

    public static int MaxActionTitleLength(string channelId) => 20;

    public static string GetChannelId(ITurnContext turnContext) =>
        string.IsNullOrEmpty(turnContext.Activity.ChannelId) ? string.Empty : turnContext.Activity.ChannelId;

    /// <summary>The channels' names. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.Channel.Channels</c>.</summary>
    [Obsolete("This class is deprecated. Please use Microsoft.Bot.Connector.Channels.")]
    public class Channels : Connector.Channels
    {
    }
}
