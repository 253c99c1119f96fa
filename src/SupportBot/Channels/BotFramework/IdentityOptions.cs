namespace SupportBot.Channels.BotFramework;

/// <summary>The section <c>Identity</c>.</summary>
internal sealed class IdentityOptions
{
    /// <summary>The <c>user_id</c> of the customer that the Emulator and the Agents Playground are, in Development. Empty: nobody.</summary>
    public string? DevelopmentCustomer { get; set; }
}
