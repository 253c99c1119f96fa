namespace Microsoft.Bot.Schema;

/// <summary>Whether the bot was installed or removed. Stands for <c>Microsoft.Bot.Schema.InstallationUpdateActionTypes</c>.</summary>
public static class InstallationUpdateActionTypes
{
    public const string Add = "add";

    public const string Remove = "remove";
}
