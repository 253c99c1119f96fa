using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Channel;

/// <summary>What the customer's channel shows of a message beside its text.</summary>
internal static class ChannelCapabilities
{
    /// <summary>Adaptive Cards: the channel's client draws them and sends what a tap says.</summary>
    public static bool ShowsCards(IActivity customer) => IsWebChat(customer) || customer.ChannelId is Channels.Msteams;

    public static bool ShowsButtons(IActivity customer) => ShowsCards(customer) || customer.ChannelId is Channels.Test;

    /// <summary>Suggested answers above the box to write in; Teams shows them to one person only.</summary>
    public static bool ShowsSuggestions(IActivity customer) =>
        IsWebChat(customer) || (IsTeams(customer) && customer.Conversation?.ConversationType == "personal");

    public static bool IsTeams(IActivity customer) => customer.ChannelId is Channels.Msteams;

    /// <summary>The page's Web Chat, Azure's and the Emulator's: Markdown, link definitions, cards.</summary>
    public static bool IsWebChat(IActivity customer) => customer.ChannelId is Channels.Directline or Channels.Webchat or Channels.Emulator;
}
