namespace Microsoft.Bot.Connector.Authentication;

/// <summary>The addresses and names of one cloud.</summary>
/// <param name="LoginUrl">Where the bot gets its tokens; with <c>{0}</c> for the tenant in the clouds that are known.</param>
/// <param name="OAuthScope">What the tokens for channels are good for.</param>
/// <param name="TokenIssuer">Who issues the channels' tokens.</param>
/// <param name="OAuthUrl">The user token service.</param>
/// <param name="ChannelMetadataUrl">OpenID metadata behind the channels' tokens.</param>
/// <param name="EmulatorMetadataUrl">OpenID metadata behind the tokens of the Emulator and of other bots.</param>
/// <param name="CallerId">What is written on the activities of channels.</param>
/// <param name="ValidateAuthority">Whether MSAL checks that the login address is known.</param>
internal sealed record CloudSettings(
    string LoginUrl,
    string OAuthScope,
    string TokenIssuer,
    string OAuthUrl,
    string ChannelMetadataUrl,
    string EmulatorMetadataUrl,
    string CallerId,
    bool ValidateAuthority)
{
    public static readonly CloudSettings Public = new CloudSettings(
        AuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
        AuthenticationConstants.ToChannelFromBotOAuthScope,
        AuthenticationConstants.ToBotFromChannelTokenIssuer,
        AuthenticationConstants.OAuthUrl,
        AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        Schema.CallerIdConstants.PublicAzureChannel,
        true);

    public static readonly CloudSettings Government = new CloudSettings(
        GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate,
        GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope,
        GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer,
        GovernmentAuthenticationConstants.OAuthUrlGov,
        GovernmentAuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
        GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        Schema.CallerIdConstants.USGovChannel,
        true);
}
