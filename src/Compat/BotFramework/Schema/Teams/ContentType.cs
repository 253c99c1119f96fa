namespace Microsoft.Bot.Schema.Teams;

/// <summary>Whether a meeting surface shows a task module. Stands for <c>Microsoft.Bot.Schema.Teams.ContentType</c>.</summary>
public enum ContentType
{
    Unknown,
    Task,
}
