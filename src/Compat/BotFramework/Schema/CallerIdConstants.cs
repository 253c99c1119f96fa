namespace Microsoft.Bot.Schema;

/// <summary>Who may have called the bot, as written to <c>callerId</c>. Stands for <c>Microsoft.Bot.Schema.CallerIdConstants</c>.</summary>
public static class CallerIdConstants
{
    public const string BotToBotPrefix = "urn:botframework:aadappid:";

    public const string PublicAzureChannel = "urn:botframework:azure";

    public const string USGovChannel = "urn:botframework:azureusgov";
}
