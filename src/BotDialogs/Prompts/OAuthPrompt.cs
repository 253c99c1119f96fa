using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks the user to sign in, and reads the token that comes of it. Stands for the static part of
/// <c>Microsoft.Bot.Builder.Dialogs.OAuthPrompt</c>.</summary>
public class OAuthPrompt : Dialog
{
    private OAuthPrompt()
    {
    }

    /// <summary>Never called: the bot keeps no dialog open for a sign-in, so that there is no such prompt.</summary>
    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only the static part of OAuthPrompt is here.");

    /// <summary>Sends the sign-in card, beside the attachments that the prompt has already.</summary>
    public static async Task SendOAuthCardAsync(
        OAuthPromptSettings settings, ITurnContext turnContext, IMessageActivity prompt, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);

        prompt ??= Activity.CreateMessageActivity();
        prompt.Attachments ??= [];
        if (!prompt.Attachments.Any(attachment => attachment.Content is OAuthCard))
            prompt.Attachments.Add(await CardAsync(settings, turnContext, cancellationToken));
        if (string.IsNullOrEmpty(prompt.InputHint))
            prompt.InputHint = InputHints.AcceptingInput;
        await turnContext.SendActivityAsync(prompt, cancellationToken);
    }

    /// <summary>Reads the user's token out of the invoke that ends a sign-in, and answers it.</summary>
    public static async Task<PromptRecognizerResult<TokenResponse>> RecognizeTokenAsync(
        OAuthPromptSettings settings, DialogContext dc, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);

        var token = await SignInInvokes.ReadTokenAsync(settings, dc.Context, cancellationToken);
        return new PromptRecognizerResult<TokenResponse> { Succeeded = token is not null, Value = token };
    }

    private static async Task<Attachment> CardAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var resource = await turnContext.TurnState.Get<UserTokenClient>()
            .GetSignInResourceAsync(settings.ConnectionName, turnContext.Activity, null, cancellationToken);
        // Other channels than Teams make the link from the connection's name.
        var link = turnContext.Activity.ChannelId == Channels.Msteams ? resource.SignInLink : null;
        return new Attachment
        {
            ContentType = OAuthCard.ContentType,
            Content = new OAuthCard
            {
                Text = settings.Text,
                ConnectionName = settings.ConnectionName,
                Buttons = [new CardAction { Title = settings.Title, Text = settings.Text, Type = ActionTypes.Signin, Value = link }],
                TokenExchangeResource = resource.TokenExchangeResource,
                TokenPostResource = resource.TokenPostResource,
            },
        };
    }
}
