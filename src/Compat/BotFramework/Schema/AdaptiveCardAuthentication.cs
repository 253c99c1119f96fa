namespace Microsoft.Bot.Schema;

/// <summary>The token exchange that comes with a pressed Adaptive Card button. Stands for <c>Microsoft.Bot.Schema.AdaptiveCardAuthentication</c>.</summary>
public class AdaptiveCardAuthentication : TokenExchangeInvokeRequest
{
}
