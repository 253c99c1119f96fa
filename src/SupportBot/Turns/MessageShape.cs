using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using MicrosoftChannels = Microsoft.Bot.Connector.Channels;

namespace SupportBot.Turns;

/// <summary>Makes of a reply what its channel takes, within the channel's limits.</summary>
internal static class MessageShape
{
    /// <summary>Teams takes 100 KB in UTF-16; what its servers add needs room.</summary>
    private const int MaxTeamsBytes = 96 * 1024;

    /// <summary>One part of a text that is too long for one message, in UTF-16 units.</summary>
    private const int PartLength = 16_000;

    private const int MaxTeamsSuggestions = 6;

    private static readonly string[] Ends = ["\n\n", "\n", " "];

    /// <param name="reply">Changed into the last of the messages that come back.</param>
    /// <returns>One message; several when the text is too long for one.</returns>
    public static IReadOnlyList<Activity> Fit(Activity reply, Activity question)
    {
        if (reply.Type != ActivityTypes.Message)
            return [reply];
        // Whoever means Markdown says so.
        reply.TextFormat ??= Markup.FormatOf(reply.Text);
        if (question.DeliveryMode == DeliveryModes.ExpectReplies || !AsksForThumbs(question.ChannelId))
            FeedbackForm.TakeOut(reply);
        return question.ChannelId == MicrosoftChannels.Msteams ? FitTeams(reply, question) : [reply];
    }

    private static bool AsksForThumbs(string channelId) =>
        channelId is MicrosoftChannels.Directline or MicrosoftChannels.Webchat or MicrosoftChannels.Emulator or MicrosoftChannels.Msteams;

    private static List<Activity> FitTeams(Activity reply, Activity question)
    {
        FeedbackForm.MakeTeams(reply);
        if (question.Conversation?.ConversationType != "personal")
            reply.SuggestedActions = null;
        else if (reply.SuggestedActions?.Actions is { } suggested)
            reply.SuggestedActions.Actions = [.. suggested.Where(action => action.Type == ActionTypes.ImBack).Take(MaxTeamsSuggestions)];

        if (SizeOf(reply) > MaxTeamsBytes)
            reply.Attachments = null;
        return SizeOf(reply) > MaxTeamsBytes ? Split(reply) : [reply];
    }

    private static int SizeOf(Activity reply) => ActivityJson.Write(reply).Length * sizeof(char);

    /// <summary>Buttons and the thumbs go with the last part; that a model worded it is said of each.</summary>
    private static List<Activity> Split(Activity reply)
    {
        var parts = PartsOf(reply.Text).ToList();
        var messages = new List<Activity>();
        foreach (var text in parts.SkipLast(1))
        {
            var part = ActivityJson.Read(ActivityJson.Write(reply));
            part.Text = text;
            part.SuggestedActions = null;
            (part.ChannelData as JObject)?.RemoveAll();
            messages.Add(part);
        }

        reply.Text = parts[^1];
        return [.. messages, reply];
    }

    /// <summary>Cuts at the end of a paragraph, else of a line, else of a word.</summary>
    private static IEnumerable<string> PartsOf(string text)
    {
        while (text.Length > PartLength)
        {
            var end = Ends.Select(mark => text.LastIndexOf(mark, PartLength, StringComparison.Ordinal)).FirstOrDefault(at => at > 0);
            if (end == 0)
                end = char.IsHighSurrogate(text[PartLength - 1]) ? PartLength - 1 : PartLength;
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }

        yield return text;
    }
}
