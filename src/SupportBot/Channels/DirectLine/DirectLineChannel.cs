namespace SupportBot.Channels.DirectLine;

/// <summary>What the embedded Direct Line calls itself towards the bot.</summary>
internal static class DirectLineChannel
{
    public const string Id = "directline";

    /// <summary>Where replies go: to <see cref="DirectLineConnector"/>, in this process. No HTTP address, so no remote
    /// connector is ever called with it.</summary>
    public const string ServiceUrl = "urn:botframework:local:directline";

    public const string BotId = "supportbot";

    public const string BotName = "Support bot";
}
