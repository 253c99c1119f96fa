using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Feedback;

namespace SupportBot.Turns;

/// <summary>How each channel asks for a thumb and says which it was. Web Chat 4.18 names neither the reply nor the conversation, it
/// only sends back the action that it was given; so the action's id holds the reply's. Teams names the message.</summary>
internal static class FeedbackForm
{
    public const string WebChatEvent = "webchat:activity-status/feedback";
    public const string TeamsInvoke = "message/submitAction";

    private const string Loop = "feedbackLoop";
    private const string IdBegin = "urn:supportbot:reply:";

    /// <summary>Whether the message asks for a thumb.</summary>
    public static bool IsIn(Activity message) =>
        RootMessage.Of(message)?[RootMessage.Reactions] is not null || (message.ChannelData as JObject)?[Loop] is not null;

    /// <summary>Asks for no thumb.</summary>
    public static void TakeOut(Activity message)
    {
        if (RootMessage.Of(message) is not { } root || !root.Remove(RootMessage.Reactions))
            return;
        if (root["additionalType"] is null && root["citation"] is null)
            message.Entities = [.. message.Entities.Where(entity => entity.Type != RootMessage.EntityType)];
    }

    /// <summary>Asks in Teams' form.</summary>
    public static void MakeTeams(Activity message)
    {
        if (!IsIn(message))
            return;
        TakeOut(message);
        var data = message.ChannelData is null ? [] : JObject.FromObject(message.ChannelData);
        data[Loop] = new JObject { ["type"] = "default" };
        message.ChannelData = data;
    }

    /// <summary>Puts the message's id into the actions.</summary>
    public static void Address(Activity message)
    {
        foreach (var action in (RootMessage.Of(message)?[RootMessage.Reactions] as JArray)?.OfType<JObject>() ?? [])
            action["@id"] = $"{IdBegin}{message.Id}#{(string?)action["@type"]}";
    }

    public static bool IsFeedback(Activity activity) => activity switch
    {
        { Type: ActivityTypes.Event } => activity.Name == WebChatEvent,
        { Type: ActivityTypes.Invoke } => activity.Name == TeamsInvoke && Text((activity.Value as JObject)?["actionName"]) == "feedback",
        _ => false,
    };

    /// <summary>Reads feedback; everything in it is what a client says.</summary>
    /// <returns><c>null</c> when it is none.</returns>
    public static (string ReplyId, Reaction Reaction, string? Comment)? Read(Activity activity) =>
        activity.Type == ActivityTypes.Event ? ReadWebChat(activity) : ReadTeams(activity);

    private static (string, Reaction, string?)? ReadWebChat(Activity activity)
    {
        if (activity.Entities is not [{ Properties: { } action }, ..])
            return null;
        Reaction? reaction = Text(action["@type"]) switch { RootMessage.Like => Reaction.Like, RootMessage.Dislike => Reaction.Dislike, _ => null };
        var reply = Text(action["@id"]) is { } id && id.StartsWith(IdBegin, StringComparison.Ordinal) ? id[IdBegin.Length..].Split('#')[0] : activity.ReplyToId;
        return reaction is { } known && !string.IsNullOrEmpty(reply) ? (reply, known, null) : null;
    }

    private static (string, Reaction, string?)? ReadTeams(Activity activity)
    {
        var said = (activity.Value as JObject)?["actionValue"] as JObject;
        Reaction? reaction = Text(said?["reaction"]) switch { "like" => Reaction.Like, "dislike" => Reaction.Dislike, _ => null };
        return reaction is { } known && !string.IsNullOrEmpty(activity.ReplyToId) ? (activity.ReplyToId, known, CommentIn(Text(said?["feedback"]))) : null;
    }

    /// <summary>The form's answer is JSON in a text: <c>{"feedbackText":"…"}</c>.</summary>
    private static string? CommentIn(string? feedback) =>
        feedback is null ? null : Text(UntrustedJson.Read(Encoding.UTF8.GetBytes(feedback)).Value?["feedbackText"]);

    private static string? Text(JToken? token) => token is { Type: JTokenType.String } ? (string?)token : null;
}
