using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Channel;
using SupportBot.Bot.Replies;

namespace SupportBot.Channels.Teams;

/// <summary>Single sign-on in Teams: the person's account at an allowed tenant proves an e-mail address, and if that is exactly
/// one customer's, the private chat is bound to them and to the person.</summary>
internal sealed partial class TeamsSignIn(
    TeamsTokens tokens,
    ICustomerDirectory directory,
    IConversationBindings bindings,
    IOptions<TeamsOptions> options,
    ILogger<TeamsSignIn> logger) : IChannelSignIn
{
    /// <summary>The codes of Teams' clients are single words.</summary>
    private const int MaxCode = 64;

    public async Task<SignInResult> BeginAsync(ITurnContext turn, CancellationToken ct)
    {
        if (!IsHere(turn.Activity))
            return SignInResult.NotHere;
        var activity = turn.Activity;
        string? earlier;
        try
        {
            var service = turn.TurnState.Get<UserTokenClient>();
            earlier = (await ChannelCall.RunAsync(token =>
                service.GetUserTokenAsync(activity.From.Id, options.Value.ConnectionName, activity.ChannelId, null, token), ct))?.Token;
            if (string.IsNullOrEmpty(earlier))
            {
                var (text, button) = ReplyTexts.SignIn(ReplyTexts.CultureOf(activity));
                await OAuthPrompt.SendOAuthCardAsync(Settings(text, button), turn, MessageFactory.Text(text), ct);
                return SignInResult.Asked;
            }
        }
        catch (Exception error) when (IsTokenServiceDown(error, ct))
        {
            // Whoever can't sign in can still link the chat, or talk to a person.
            LogTokenServiceDown(error);
            return SignInResult.NotHere;
        }

        return await UseAsync(turn, earlier, ct);
    }

    public async Task<SignInResult> ContinueAsync(ITurnContext turn, CancellationToken ct)
    {
        if (!IsHere(turn.Activity))
            return SignInResult.NotHere;
        if (turn.Activity.Name is not (SignInConstants.TokenExchangeOperationName or SignInConstants.VerifyStateOperationName))
        {
            LogFailedAtClient((turn.Activity.Value as JObject)?["code"] is JValue { Value: string { Length: <= MaxCode } code } ? code : null);
            return SignInResult.Refused;
        }

        if (turn.Activity.Value is not JObject)
        {
            await turn.SendActivityAsync(
                new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = (int)HttpStatusCode.BadRequest } }, ct);
            return SignInResult.Asked;
        }

        // The prompt's own reading answers the invoke: 412 or 404 make Teams show the sign-in button.
        var dialog = new DialogContext(new DialogSet(), turn, new DialogState());
        var read = await OAuthPrompt.RecognizeTokenAsync(Settings(null, null), dialog, ct);
        return read is { Succeeded: true, Value.Token: { Length: > 0 } token } ? await UseAsync(turn, token, ct) : SignInResult.Asked;
    }

    private bool IsHere(Activity activity) =>
        activity.ChannelId == Microsoft.Bot.Connector.Channels.Msteams
        && !activity.IsGroup()
        && !string.IsNullOrEmpty(options.Value.ConnectionName)
        && options.Value.Allows(activity.TenantOf())
        && activity.PersonOf() is not null;

    private async Task<SignInResult> UseAsync(ITurnContext turn, string token, CancellationToken ct)
    {
        var person = turn.Activity.PersonOf()!;
        var check = await tokens.CheckAsync(token, turn.Activity.TenantOf()!, person);
        if (check.Refusal is { } why)
            return Refused(why);
        if (await directory.FindByEmailAsync(check.Email, ct) is not { } customer)
            return Refused("no single customer with that e-mail");
        return await bindings.BindAsync(turn.Activity.ConversationKey(), customer.Id, person, ct)
            ? SignInResult.SignedIn
            : Refused("conversation of another customer or person");
    }

    private SignInResult Refused(string why)
    {
        LogRefused(why);
        return SignInResult.Refused;
    }

    private OAuthPromptSettings Settings(string? text, string? button) => new()
    {
        ConnectionName = options.Value.ConnectionName,
        Text = text,
        Title = button,
    };

    private static bool IsTokenServiceDown(Exception error, CancellationToken ct) =>
        error is HttpRequestException or RestException or InvalidOperationException
        || (error is OperationCanceledException && !ct.IsCancellationRequested);

    [LoggerMessage(LogLevel.Warning, "A sign-in in Teams binds nothing: {Why}")]
    private partial void LogRefused(string why);

    [LoggerMessage(LogLevel.Warning, "A sign-in failed in the Teams client: {Code}")]
    private partial void LogFailedAtClient(string? code);

    [LoggerMessage(LogLevel.Error, "The Bot Framework's token service can't be reached; nobody can sign in in Teams")]
    private partial void LogTokenServiceDown(Exception error);
}
