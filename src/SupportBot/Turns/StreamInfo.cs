using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using MicrosoftChannels = Microsoft.Bot.Connector.Channels;

namespace SupportBot.Turns;

/// <summary>An activity's place in a stream: as entity for Web Chat and as channel data for older clients.</summary>
/// <param name="Type"><c>streaming</c>, or <c>final</c> for the message that ends the stream.</param>
/// <param name="StreamId">The id that the channel gave to the first chunk; <c>null</c> on that one.</param>
/// <param name="Sequence">From 1 on; none on the final message.</param>
internal sealed record StreamInfo(string Type, string? StreamId, int? Sequence)
{
    private const string EntityType = "streaminfo";

    public static void Mark(Activity activity, StreamInfo info)
    {
        var properties = new JObject { ["streamType"] = info.Type };
        if (info.StreamId is not null)
            properties["streamId"] = info.StreamId;
        if (info.Sequence is { } sequence)
            properties["streamSequence"] = sequence;
        activity.Entities = [.. activity.Entities ?? [], new Entity(EntityType) { Properties = properties }];
        var data = activity.ChannelData is null ? [] : JObject.FromObject(activity.ChannelData);
        data.Merge(properties);
        activity.ChannelData = data;
    }

    /// <returns>The id of the stream that the message ends, if it ends one.</returns>
    public static string? IdIn(Activity activity) =>
        (string?)activity.Entities?.FirstOrDefault(entity => entity.Type == EntityType)?.Properties["streamId"];

    /// <summary>Makes of an activity the end of a stream whose answer won't come. Web Chat takes away what it showed; Teams
    /// wants a last message, so there a neutral word takes its place.</summary>
    /// <remarks><see href="https://github.com/microsoft/BotFramework-WebChat/blob/main/docs/LIVESTREAMING.md"/>, «contentless».</remarks>
    public static void TakeBack(Activity activity, string streamId)
    {
        var isTeams = activity.ChannelId == MicrosoftChannels.Msteams;
        activity.Type = isTeams ? ActivityTypes.Message : ActivityTypes.Typing;
        activity.Text = isTeams ? ReplyTexts.StreamStopped(ReplyTexts.CultureOf(activity)) : null;
        activity.TextFormat = null;
        activity.Attachments = null;
        activity.SuggestedActions = null;
        activity.Entities = null;
        activity.ChannelData = null;
        Mark(activity, new StreamInfo("final", streamId, null));
    }

    /// <summary>Makes an ordinary message of the end of a stream that its channel has closed already.</summary>
    /// <returns>Whether it was the end of a stream.</returns>
    public static bool Unmark(Activity activity)
    {
        if (activity.Entities?.Any(entity => entity.Type == EntityType) != true)
            return false;
        activity.Entities = [.. activity.Entities.Where(entity => entity.Type != EntityType)];
        if (activity.ChannelData is JObject data)
        {
            data.Remove("streamType");
            data.Remove("streamId");
        }

        return true;
    }
}
