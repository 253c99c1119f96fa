using System.Net;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads the user's token out of the invokes that a channel sends at the end of a sign-in, and answers them.</summary>
internal static class SignInInvokes
{
    internal static Task<TokenResponse> ReadTokenAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity switch
        {
            { Type: ActivityTypes.Invoke, Name: SignInConstants.VerifyStateOperationName } => VerifyStateAsync(settings, turnContext, cancellationToken),
            { Type: ActivityTypes.Invoke, Name: SignInConstants.TokenExchangeOperationName } => ExchangeAsync(settings, turnContext, cancellationToken),
            _ => Task.FromResult<TokenResponse>(null),
        };

    // Teams tries again after a 500 and gives up after a 404.
    private static async Task<TokenResponse> VerifyStateAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var code = (turnContext.Activity.Value as JObject)?["state"] is { Type: JTokenType.String } state ? (string)state : null;
        try
        {
            var activity = turnContext.Activity;
            var token = await turnContext.TurnState.Get<UserTokenClient>()
                .GetUserTokenAsync(activity.From.Id, settings.ConnectionName, activity.ChannelId, code, cancellationToken);
            if (token is null)
                await AnswerAsync(turnContext, HttpStatusCode.NotFound, null, cancellationToken);
            else
                await turnContext.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse }, cancellationToken);
            return token;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await AnswerAsync(turnContext, HttpStatusCode.InternalServerError, null, cancellationToken);
            return null;
        }
    }

    private static async Task<TokenResponse> ExchangeAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var request = (turnContext.Activity.Value as JObject)?.ToObject<TokenExchangeInvokeRequest>();
        if (request is null || request.ConnectionName != settings.ConnectionName)
        {
            await AnswerAsync(turnContext, HttpStatusCode.BadRequest, Response(settings, request, "The invoke has no value, or its connection is not this bot's."), cancellationToken);
            return null;
        }

        var exchanged = await TryExchangeAsync(settings, turnContext, request.Token, cancellationToken);
        if (string.IsNullOrEmpty(exchanged?.Token))
        {
            await AnswerAsync(
                turnContext, HttpStatusCode.PreconditionFailed, Response(settings, request, "The bot is unable to exchange token. Proceed with regular login."), cancellationToken);
            return null;
        }

        await AnswerAsync(turnContext, HttpStatusCode.OK, Response(settings, request, null), cancellationToken);
        return exchanged;
    }

    // Whatever goes wrong, the client shall fall back to showing the sign-in card.
    private static async Task<TokenResponse> TryExchangeAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, string token, CancellationToken cancellationToken)
    {
        try
        {
            var activity = turnContext.Activity;
            return await turnContext.TurnState.Get<UserTokenClient>().ExchangeTokenAsync(
                activity.From.Id, settings.ConnectionName, activity.ChannelId, new TokenExchangeRequest { Token = token }, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }

    private static TokenExchangeInvokeResponse Response(OAuthPromptSettings settings, TokenExchangeInvokeRequest request, string failure) =>
        new() { Id = request?.Id, ConnectionName = settings.ConnectionName, FailureDetail = failure };

    private static Task AnswerAsync(ITurnContext turnContext, HttpStatusCode status, object body, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(
            new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = (int)status, Body = body } }, cancellationToken);
}
