namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Whose login service issues the bot's tokens.</summary>
internal enum Cloud
{
    Public,
    Government,
    Private,
}
