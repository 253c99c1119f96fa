namespace SupportBot.Core.Storage;

public enum SqlEngine
{
    Sqlite,
    Postgres,
}
