namespace Microsoft.Bot.Schema;

/// <summary>Kinds of reactions. Stands for <c>Microsoft.Bot.Schema.MessageReactionTypes</c>.</summary>
public static class MessageReactionTypes
{
    public const string Like = "like";

    public const string PlusOne = "plusOne";
}
