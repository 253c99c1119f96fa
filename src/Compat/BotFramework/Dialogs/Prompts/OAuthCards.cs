using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Sends the sign-in card that the channel can show.</summary>
internal static class OAuthCards
{
    internal static async Task SendAsync(OAuthPromptSettings settings, ITurnContext turnContext, IMessageActivity prompt, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(turnContext);

        prompt ??= Activity.CreateMessageActivity();
        prompt.Attachments ??= new List<Attachment>();

        if (!SupportsOAuthCard(turnContext.Activity.ChannelId))
        {
            if (!prompt.Attachments.Any(attachment => attachment.Content is SigninCard))
            {
                prompt.Attachments.Add(await SigninCardAsync(settings, turnContext, cancellationToken).ConfigureAwait(false));
            }
        }
        else if (!prompt.Attachments.Any(attachment => attachment.Content is OAuthCard))
        {
            prompt.Attachments.Add(await OAuthCardAsync(settings, turnContext, cancellationToken).ConfigureAwait(false));
        }

        // Whoever polls for the token must know when to stop.
        if (settings.Timeout.HasValue && !turnContext.TurnState.ContainsKey(TurnStateConstants.OAuthLoginTimeoutKey))
        {
            turnContext.TurnState.Add<object>(TurnStateConstants.OAuthLoginTimeoutKey, TimeSpan.FromMilliseconds(settings.Timeout.Value));
        }

        if (string.IsNullOrEmpty(prompt.InputHint))
        {
            prompt.InputHint = InputHints.AcceptingInput;
        }

        await turnContext.SendActivityAsync(prompt, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Attachment> SigninCardAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var resource = await UserTokenAccess.GetSignInResourceAsync(turnContext, settings, cancellationToken).ConfigureAwait(false);
        return new Attachment
        {
            ContentType = SigninCard.ContentType,
            Content = new SigninCard
            {
                Text = settings.Text,
                Buttons = new[] { new CardAction { Title = settings.Title, Value = resource.SignInLink, Type = ActionTypes.Signin } },
            },
        };
    }

    private static async Task<Attachment> OAuthCardAsync(OAuthPromptSettings settings, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var resource = await UserTokenAccess.GetSignInResourceAsync(turnContext, settings, cancellationToken).ConfigureAwait(false);
        var type = ActionTypes.Signin;
        var link = resource.SignInLink;

        // A speech client, a parent bot or foreign credentials can't make the link by themselves.
        if (turnContext.Activity.IsFromStreamingConnection() || IsSkill(turnContext) || settings.OAuthAppCredentials != null)
        {
            type = turnContext.Activity.ChannelId == Channels.Emulator ? ActionTypes.OpenUrl : type;
        }
        else if (!(settings.ShowSignInLink ?? turnContext.Activity.ChannelId == Channels.Msteams))
        {
            link = null;
        }

        return new Attachment
        {
            ContentType = OAuthCard.ContentType,
            Content = new OAuthCard
            {
                Text = settings.Text,
                ConnectionName = settings.ConnectionName,
                Buttons = new[] { new CardAction { Title = settings.Title, Text = settings.Text, Type = type, Value = link } },
                TokenExchangeResource = resource.TokenExchangeResource,
                TokenPostResource = resource.TokenPostResource,
            },
        };
    }

    private static bool IsSkill(ITurnContext turnContext) =>
        turnContext.TurnState.Get<ClaimsIdentity>(BotAdapter.BotIdentityKey) is { } identity && SkillValidation.IsSkillClaim(identity.Claims);

    private static bool SupportsOAuthCard(string channelId) => channelId is not (Channels.Cortana or Channels.Skype or Channels.Skypeforbusiness);
}
