namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>How the bot is registered, as <c>MicrosoftAppType</c> says.</summary>
internal enum MicrosoftAppType
{
    /// <summary>Gets its tokens from the tenant botframework.com.</summary>
    MultiTenant,

    /// <summary>Gets its tokens from the bot's own tenant.</summary>
    SingleTenant,

    /// <summary>Is a managed identity.</summary>
    UserAssignedMsi,
}
