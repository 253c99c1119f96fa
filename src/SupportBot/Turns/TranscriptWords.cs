using Microsoft.Bot.Schema;
using SupportBot.Bot.Channel;
using SupportBot.Bot.Replies;

namespace SupportBot.Turns;

/// <summary>Says what of an activity stands in the transcript.</summary>
internal sealed partial class TranscriptWords(ILogger logger)
{
    public TranscriptEntry? QuestionIn(InboxEntry entry) =>
        WordsOf(entry.Activity) is { } words ? new(entry.ReceivedAt, Speaker.Customer, words) : null;

    /// <summary>What stands in the transcript. Should it be too odd for a description, its plain words do.</summary>
    public string? WordsOf(Activity activity)
    {
        try
        {
            return DescriptionOf(activity);
        }
        // An answer and its line in the transcript must not fail by how they are described.
        catch (Exception error)
        {
            LogNotDescribed(activity.Id, error);
            return activity.Text ?? "";
        }
    }

    /// <summary>Nothing of groups, where others talk and the bot answers nothing.</summary>
    private static string? DescriptionOf(Activity activity) => activity.Type switch
    {
        _ when activity.IsGroup() => null,
        ActivityTypes.Message => ReplyTexts.InTranscript(activity),
        ActivityTypes.MessageUpdate when !string.IsNullOrWhiteSpace(ReplyTexts.InWords(activity)) && activity.EventTypeOf() is null or "editMessage" =>
            ReplyTexts.InWordsEdited(ReplyTexts.CultureOf(activity), activity),
        ActivityTypes.MessageDelete => ReplyTexts.InWordsDeleted(ReplyTexts.CultureOf(activity)),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "Activity {ActivityId} could not be described for the transcript, which has its plain words")]
    private partial void LogNotDescribed(string activityId, Exception error);
}
