namespace Microsoft.Bot.Schema;

/// <summary>Names of the events and invokes of a sign-in. Stands for <c>Microsoft.Bot.Schema.SignInConstants</c>.</summary>
public static class SignInConstants
{
    public const string SharePointTokenExchange = "cardExtension/token";

    public const string TokenExchangeOperationName = "signin/tokenExchange";

    public const string TokenResponseEventName = "tokens/response";

    public const string VerifyStateOperationName = "signin/verifyState";
}
