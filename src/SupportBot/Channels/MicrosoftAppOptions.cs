namespace SupportBot.Channels;

/// <summary>The bot's registration with Azure Bot Service: the settings <c>MicrosoftAppId</c> and its companions.</summary>
internal sealed class MicrosoftAppOptions
{
    /// <summary>The app id. Empty switches the authentication of <c>/api/messages</c> off, which only Development allows.</summary>
    public string? Id { get; set; }
}
