namespace Microsoft.Bot.Schema;

/// <summary>Whether the bot was added to a contact list or removed. Stands for <c>Microsoft.Bot.Schema.ContactRelationUpdateActionTypes</c>.</summary>
public static class ContactRelationUpdateActionTypes
{
    public const string Add = "add";

    public const string Remove = "remove";
}
