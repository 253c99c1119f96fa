using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace SupportBot.Channels.DirectLine;

/// <summary>What a user may send, as opposed to what only a channel may. Whoever holds a token can write any JSON.</summary>
internal static class UserActivity
{
    /// <summary>Longest token that an identity provider is known to make, with room.</summary>
    private const int MaxSignInText = 64 * 1024;

    private static readonly HashSet<string> ChannelTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ActivityTypes.ConversationUpdate, ActivityTypes.InstallationUpdate, ActivityTypes.ContactRelationUpdate,
        ActivityTypes.MessageUpdate, ActivityTypes.MessageDelete, ActivityTypes.DeleteUserData,
        ActivityTypes.Command, ActivityTypes.CommandResult, ActivityTypes.Handoff, ActivityTypes.Trace, ActivityTypesEx.InvokeResponse,
    };

    /// <summary>Beginnings of the names of events that hubs, sign-in services and Bot Builder itself send.</summary>
    private static readonly string[] ChannelEvents =
    [
        "handoff.", "tokens/", "signin/", "application/", ActivityEventNames.ContinueConversation, ActivityEventNames.CreateConversation,
    ];

    /// <summary>How an activity's own properties are spelled.</summary>
    private static readonly HashSet<string> Names = new(
        ((JsonObjectContract)new DefaultContractResolver().ResolveContract(typeof(Activity))).Properties.Select(property => property.PropertyName!),
        StringComparer.OrdinalIgnoreCase);

    /// <returns>Why the activity isn't taken, or <c>null</c>.</returns>
    public static IResult? Refusal(JObject activity)
    {
        // The bot's reader doesn't tell «From» from «from» and takes the last; then a user would say who they are.
        foreach (var property in activity.Properties())
        {
            if (Names.TryGetValue(property.Name, out var spelled) && spelled != property.Name)
                return DirectLineError.BadArgument($"The property {spelled} is spelled just so.");
        }

        // The bot hears no NUL: «hand\0off.status» would be another event to it than it is here.
        if (HasNul(activity["type"]) || HasNul(activity["name"]))
            return DirectLineError.BadArgument("The type and the name have no NUL.");
        if (activity["type"] is not { Type: JTokenType.String } type || (string?)type is not { Length: > 0 } kind)
            return DirectLineError.MissingProperty("The activity needs a type.");
        if (ChannelTypes.Contains(kind))
            return DirectLineError.BadArgument($"Users can't send activities of the type {kind}.");
        if (Is(kind, ActivityTypes.Event) && activity["name"] is { Type: JTokenType.String } name && IsOfChannel((string)name!))
            return DirectLineError.BadArgument("Users can't send this event.");
        return IsInvoke(kind) && !IsSignIn(activity)
            ? DirectLineError.BadArgument($"The only invokes of users are {SignInConstants.VerifyStateOperationName} and {SignInConstants.TokenExchangeOperationName}.")
            : null;
    }

    public static bool IsInvoke(string kind) => Is(kind, ActivityTypes.Invoke);

    private static bool Is(string kind, string type) => kind.Equals(type, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfChannel(string name) => ChannelEvents.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>What Web Chat sends for an OAuth card: the code of a finished sign-in, or a token to exchange.</summary>
    private static bool IsSignIn(JObject activity) => activity["value"] is JObject value && (string?)(activity["name"] as JValue) switch
    {
        SignInConstants.VerifyStateOperationName => HasText(value, "state"),
        SignInConstants.TokenExchangeOperationName => HasText(value, "id") && HasText(value, "connectionName") && HasText(value, "token"),
        _ => false,
    };

    private static bool HasNul(JToken? value) => value is JValue { Value: string text } && text.Contains('\0', StringComparison.Ordinal);

    private static bool HasText(JObject value, string name) =>
        value[name] is { Type: JTokenType.String } text && ((string)text!).Length is > 0 and <= MaxSignInText;
}
