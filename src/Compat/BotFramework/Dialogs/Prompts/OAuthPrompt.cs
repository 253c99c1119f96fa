using System;
using System.Collections.Generic;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks the user to sign in and gives their token. Stands for <c>Microsoft.Bot.Builder.Dialogs.OAuthPrompt</c>.</summary>
public class OAuthPrompt : Dialog
{
    private const string PersistedExpires = "expires";
    private const string PersistedCaller = "caller";

    private readonly OAuthPromptSettings _settings;
    private readonly PromptValidator<TokenResponse> _validator;

    public OAuthPrompt(string dialogId, OAuthPromptSettings settings, PromptValidator<TokenResponse> validator = null)
        : base(dialogId)
    {
        if (string.IsNullOrWhiteSpace(dialogId))
        {
            throw new ArgumentNullException(nameof(dialogId));
        }

        _settings = settings ?? throw new ArgumentNullException(nameof(settings));
        _validator = validator;
    }

    public static Task SendOAuthCardAsync(OAuthPromptSettings settings, ITurnContext turnContext, IMessageActivity prompt, CancellationToken cancellationToken) =>
        OAuthCards.SendAsync(settings, turnContext, prompt, cancellationToken);

    public static async Task<PromptRecognizerResult<TokenResponse>> RecognizeTokenAsync(OAuthPromptSettings settings, DialogContext dc, CancellationToken cancellationToken)
    {
        if (SignInActivities.IsTokenResponse(dc.Context.Activity))
        {
            await ReplyThroughCallerAsync(dc, cancellationToken).ConfigureAwait(false);
        }

        var token = await SignInActivities.ReadTokenAsync(settings, dc.Context, cancellationToken).ConfigureAwait(false);
        return new PromptRecognizerResult<TokenResponse> { Succeeded = token != null, Value = token };
    }

    public static void SetCallerInfoInDialogState(IDictionary<string, object> state, ITurnContext context) =>
        state[PersistedCaller] = IdentityOf(context) is { } identity && SkillValidation.IsSkillClaim(identity.Claims)
            ? new CallerInfo { CallerServiceUrl = context.Activity.ServiceUrl, Scope = JwtTokenValidation.GetAppIdFromClaims(identity.Claims) }
            : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        Arguments.RefuseCancellationToken(options, nameof(options));

        if (options != null && options is not PromptOptions)
        {
            throw new ArgumentException($"Parameter {nameof(options)} should be an instance of to {nameof(PromptOptions)} if provided", nameof(options));
        }

        var promptOptions = (PromptOptions)options;
        PromptState.Begin(dc.ActiveDialog, promptOptions, InputHints.AcceptingInput);

        var timeout = _settings.Timeout ?? (int)TurnStateConstants.OAuthLoginTimeoutValue.TotalMilliseconds;
        dc.ActiveDialog.State[PersistedExpires] = DateTime.UtcNow.AddMilliseconds(timeout);
        SetCallerInfoInDialogState(dc.ActiveDialog.State, dc.Context);

        // Who has signed in before needn't do so again.
        var token = await UserTokenAccess.GetUserTokenAsync(dc.Context, _settings, null, cancellationToken).ConfigureAwait(false);
        if (token != null)
        {
            return await dc.EndDialogAsync(token, cancellationToken).ConfigureAwait(false);
        }

        await SendOAuthCardAsync(_settings, dc.Context, promptOptions?.Prompt, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);

        var isMessage = dc.Context.Activity.Type == ActivityTypes.Message;
        if ((isMessage || SignInActivities.IsSignIn(dc.Context.Activity)) && DateTime.UtcNow > PersistedValue.ReadUtc(dc.ActiveDialog.State, PersistedExpires))
        {
            return await dc.EndDialogAsync(null, cancellationToken).ConfigureAwait(false);
        }

        var recognized = await RecognizeTokenAsync(_settings, dc, cancellationToken).ConfigureAwait(false);

        var state = PromptState.StateOf(dc.ActiveDialog);
        var options = PromptState.OptionsOf(dc.ActiveDialog);
        PromptState.CountAttempt(state);

        var isValid = _validator == null
            ? recognized.Succeeded
            : await _validator(new PromptValidatorContext<TokenResponse>(dc.Context, recognized, state, options), cancellationToken).ConfigureAwait(false);

        if (isValid)
        {
            return await dc.EndDialogAsync(recognized.Value, cancellationToken).ConfigureAwait(false);
        }

        if (isMessage && _settings.EndOnInvalidMessage)
        {
            return await dc.EndDialogAsync(null, cancellationToken).ConfigureAwait(false);
        }

        if (!dc.Context.Responded && isMessage && options?.RetryPrompt != null)
        {
            await dc.Context.SendActivityAsync(options.RetryPrompt, cancellationToken).ConfigureAwait(false);
        }

        return EndOfTurn;
    }

    public Task<TokenResponse> GetUserTokenAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        UserTokenAccess.GetUserTokenAsync(turnContext, _settings, null, cancellationToken);

    public Task SignOutUserAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
        UserTokenAccess.SignOutUserAsync(turnContext, _settings, cancellationToken);

    // The event comes from the token service and not from the bot that called this skill: replies must go to the caller.
    private static async Task ReplyThroughCallerAsync(DialogContext dc, CancellationToken cancellationToken)
    {
        var caller = PersistedValue.Read<CallerInfo>(dc.ActiveDialog.State, PersistedCaller);
        if (caller == null)
        {
            return;
        }

        var turnContext = dc.Context;
        turnContext.Activity.ServiceUrl = caller.CallerServiceUrl;
        var client = await UserTokenAccess.CreateConnectorClientAsync(turnContext, caller.CallerServiceUrl, IdentityOf(turnContext), caller.Scope, cancellationToken).ConfigureAwait(false);
        turnContext.TurnState.Set<IConnectorClient>(client);
    }

    private static ClaimsIdentity IdentityOf(ITurnContext turnContext) => turnContext.TurnState.Get<ClaimsIdentity>(BotAdapter.BotIdentityKey);

    private sealed class CallerInfo
    {
        public string CallerServiceUrl { get; set; }

        public string Scope { get; set; }
    }
}
