namespace SupportBot.Channels.BotFramework;

/// <summary>Whether <c>/api/messages</c> is there, and whom it lets in.</summary>
internal sealed class MessagesAccess(IOptions<MicrosoftAppOptions> app, IHostEnvironment environment)
{
    private readonly MicrosoftAppOptions _app = app.Value;

    public bool IsAuthenticated => _app.Id is not null;

    /// <summary>Without an app id nobody is authenticated, which only Development allows.</summary>
    public bool IsMapped => IsAuthenticated || environment.IsDevelopment();

    public string InWords => (IsMapped, IsAuthenticated) switch
    {
        (false, _) => "off: set MicrosoftAppId",
        (_, false) => "no authentication: Development without MicrosoftAppId",
        _ => $"authenticated: {_app.Type ?? MicrosoftAppOptions.MultiTenant}, {(_app.ChannelService is null ? "public cloud" : "US government cloud")}",
    };
}
