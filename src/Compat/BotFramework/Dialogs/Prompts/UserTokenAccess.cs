using System;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.OAuth;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reaches the token service through the turn's token client or, with older adapters, through the adapter.</summary>
internal static class UserTokenAccess
{
    internal static Task<TokenResponse> GetUserTokenAsync(ITurnContext turnContext, OAuthPromptSettings settings, string magicCode, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        return turnContext.TurnState.Get<UserTokenClient>() is { } client
            ? client.GetUserTokenAsync(activity.From.Id, settings.ConnectionName, activity.ChannelId, magicCode, cancellationToken)
            : AdapterOf(turnContext).GetUserTokenAsync(turnContext, settings.OAuthAppCredentials, settings.ConnectionName, magicCode, cancellationToken);
    }

    internal static Task<SignInResource> GetSignInResourceAsync(ITurnContext turnContext, OAuthPromptSettings settings, CancellationToken cancellationToken) =>
        turnContext.TurnState.Get<UserTokenClient>() is { } client
            ? client.GetSignInResourceAsync(settings.ConnectionName, turnContext.Activity, null, cancellationToken)
            : AdapterOf(turnContext).GetSignInResourceAsync(turnContext, settings.OAuthAppCredentials, settings.ConnectionName, turnContext.Activity.From.Id, null, cancellationToken);

    internal static Task SignOutUserAsync(ITurnContext turnContext, OAuthPromptSettings settings, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        return turnContext.TurnState.Get<UserTokenClient>() is { } client
            ? client.SignOutUserAsync(activity.From.Id, settings.ConnectionName, activity.ChannelId, cancellationToken)
            : AdapterOf(turnContext).SignOutUserAsync(turnContext, settings.OAuthAppCredentials, settings.ConnectionName, activity.From?.Id, cancellationToken);
    }

    internal static Task<TokenResponse> ExchangeTokenAsync(ITurnContext turnContext, OAuthPromptSettings settings, TokenExchangeRequest request, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        return turnContext.TurnState.Get<UserTokenClient>() is { } client
            ? client.ExchangeTokenAsync(activity.From.Id, settings.ConnectionName, activity.ChannelId, request, cancellationToken)
            : AdapterOf(turnContext).ExchangeTokenAsync(turnContext, settings.ConnectionName, activity.From.Id, request, cancellationToken);
    }

    internal static Task<IConnectorClient> CreateConnectorClientAsync(ITurnContext turnContext, string serviceUrl, ClaimsIdentity claimsIdentity, string audience, CancellationToken cancellationToken)
    {
        if (turnContext.TurnState.Get<ConnectorFactory>() is { } factory)
        {
            return factory.CreateAsync(serviceUrl, audience, cancellationToken);
        }

        return turnContext.Adapter is IConnectorClientBuilder builder
            ? builder.CreateConnectorClientAsync(serviceUrl, claimsIdentity, audience, cancellationToken)
            : throw NotSupported();
    }

    private static IExtendedUserTokenProvider AdapterOf(ITurnContext turnContext) => turnContext.Adapter as IExtendedUserTokenProvider ?? throw NotSupported();

    private static NotSupportedException NotSupported() => new NotSupportedException("OAuth prompt is not supported by the current adapter");
}
