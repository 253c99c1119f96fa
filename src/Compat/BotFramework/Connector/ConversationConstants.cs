namespace Microsoft.Bot.Connector;

/// <summary>Names that calls about conversations share. Stands for <c>Microsoft.Bot.Connector.ConversationConstants</c>.</summary>
public static class ConversationConstants
{
    public const string ConversationIdHttpHeaderName = "x-ms-conversation-id";
}
