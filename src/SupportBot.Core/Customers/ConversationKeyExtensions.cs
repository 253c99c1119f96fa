namespace SupportBot.Core.Customers;

public static class ConversationKeyExtensions
{
    /// <summary>Gives a command the parameters <c>@channel</c> and <c>@conversation</c>.</summary>
    public static DbCommand In(this DbCommand command, ConversationKey conversation) =>
        command.With(("@channel", conversation.ChannelId), ("@conversation", conversation.ConversationId));
}
