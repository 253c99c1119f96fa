namespace SupportBot.Core.Storage;

/// <summary>What the bot's own database runs on.</summary>
public enum SqlEngine
{
    Sqlite,
    Postgres,
}
