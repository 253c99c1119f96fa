namespace Microsoft.Bot.Schema;

/// <summary>Names of the events that adapters raise themselves. Stands for <c>Microsoft.Bot.Schema.ActivityEventNames</c>.</summary>
public static class ActivityEventNames
{
    public const string ContinueConversation = "ContinueConversation";

    public const string CreateConversation = "CreateConversation";
}
