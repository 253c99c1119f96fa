namespace Microsoft.Bot.Schema;

/// <summary>What an account is in the conversation. Stands for <c>Microsoft.Bot.Schema.RoleTypes</c>.</summary>
public static class RoleTypes
{
    public const string Bot = "bot";

    public const string Skill = "skill";

    public const string User = "user";
}
