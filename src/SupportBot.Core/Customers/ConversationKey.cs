namespace SupportBot.Core.Customers;

/// <summary>One conversation on one channel; the ids are the channel's, compared as they are.</summary>
public sealed record ConversationKey(string ChannelId, string ConversationId);
