using System;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads the user's token out of what a channel sends at the end of a sign-in, and answers its invokes.</summary>
internal static partial class SignInActivities
{
    internal static bool IsSignIn(IActivity activity) => IsTokenResponse(activity) || IsVerifyState(activity) || IsTokenExchange(activity);

    internal static bool IsTokenResponse(IActivity activity) =>
        activity is Activity { Type: ActivityTypes.Event, Name: SignInConstants.TokenResponseEventName };

    internal static Task<TokenResponse> ReadTokenAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;

        if (IsTokenResponse(activity))
        {
            return Task.FromResult(activity.Value == null ? null : ObjectPath.MapValueTo<TokenResponse>(activity.Value));
        }

        if (IsVerifyState(activity))
        {
            return VerifyStateAsync(settings, turnContext, cancellationToken);
        }

        if (IsTokenExchange(activity))
        {
            return ExchangeAsync(settings, turnContext, cancellationToken);
        }

        if (activity.Type == ActivityTypes.Message && !string.IsNullOrEmpty(activity.Text) && MagicCode().Match(activity.Text) is { Success: true } code)
        {
            return UserTokenAccess.GetUserTokenAsync(turnContext, settings, code.Value, cancellationToken);
        }

        return Task.FromResult<TokenResponse>(null);
    }

    private static bool IsVerifyState(IActivity activity) =>
        activity is Activity { Type: ActivityTypes.Invoke, Name: SignInConstants.VerifyStateOperationName };

    private static bool IsTokenExchange(IActivity activity) =>
        activity is Activity { Type: ActivityTypes.Invoke, Name: SignInConstants.TokenExchangeOperationName };

    // Teams sends the code in an invoke. It tries again after a 500 and gives up after a 404.
    private static async Task<TokenResponse> VerifyStateAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        ObjectPath.TryGetPathValue<string>(turnContext.Activity.Value, "state", out var magicCode);

        try
        {
            var token = await UserTokenAccess.GetUserTokenAsync(turnContext, settings, magicCode, cancellationToken).ConfigureAwait(false);
            if (token != null)
            {
                await turnContext.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse }, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await AnswerAsync(turnContext, HttpStatusCode.NotFound, null, cancellationToken).ConfigureAwait(false);
            }

            return token;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await AnswerAsync(turnContext, HttpStatusCode.InternalServerError, null, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private static async Task<TokenResponse> ExchangeAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var value = turnContext.Activity.Value;
        var request = value == null ? null : ObjectPath.MapValueTo<TokenExchangeInvokeRequest>(value);

        Task Refuse(HttpStatusCode status, string reason) => AnswerAsync(
            turnContext,
            status,
            new TokenExchangeInvokeResponse { Id = request?.Id, ConnectionName = settings.ConnectionName, FailureDetail = reason },
            cancellationToken);

        if (request == null)
        {
            await Refuse(
                HttpStatusCode.BadRequest,
                "The bot received an InvokeActivity that is missing a TokenExchangeInvokeRequest value. This is required to be sent with the InvokeActivity.").ConfigureAwait(false);
            return null;
        }

        if (request.ConnectionName != settings.ConnectionName)
        {
            await Refuse(
                HttpStatusCode.BadRequest,
                "The bot received an InvokeActivity with a TokenExchangeInvokeRequest containing a ConnectionName that does not match the ConnectionName expected by the bot's active OAuthPrompt. Ensure these names match when sending the InvokeActivityInvalid ConnectionName in the TokenExchangeInvokeRequest").ConfigureAwait(false);
            return null;
        }

        var exchanged = await TryExchangeAsync(settings, turnContext, request.Token, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrEmpty(exchanged?.Token))
        {
            await Refuse(HttpStatusCode.PreconditionFailed, "The bot is unable to exchange token. Proceed with regular login.").ConfigureAwait(false);
            return null;
        }

        await AnswerAsync(
            turnContext,
            HttpStatusCode.OK,
            new TokenExchangeInvokeResponse { Id = request.Id, ConnectionName = settings.ConnectionName },
            cancellationToken).ConfigureAwait(false);

        return new TokenResponse
        {
            ChannelId = exchanged.ChannelId,
            ConnectionName = exchanged.ConnectionName,
            Token = exchanged.Token,
        };
    }

    // Whatever goes wrong, the client shall fall back to showing the sign-in card.
    private static async Task<TokenResponse> TryExchangeAsync(OAuthPromptSettings settings, ITurnContext turnContext, string token, CancellationToken cancellationToken)
    {
        try
        {
            return await UserTokenAccess.ExchangeTokenAsync(turnContext, settings, new TokenExchangeRequest { Token = token }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }

    private static Task AnswerAsync(ITurnContext turnContext, HttpStatusCode status, object body, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(
            new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = (int)status, Body = body } },
            cancellationToken);

    [GeneratedRegex(@"(\d{6})")]
    private static partial Regex MagicCode();
}
