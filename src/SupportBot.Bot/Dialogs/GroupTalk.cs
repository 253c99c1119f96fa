using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Dialogs;

/// <summary>In groups and channels the bot only says where to talk: whoever reads along must see nothing of a customer.</summary>
public sealed partial class GroupTalk(IPrivateChats privateChats, ILogger<GroupTalk> logger)
{
    /// <summary>Answers a message that names the bot; any other is not meant for it.</summary>
    public async Task AnswerAsync(ITurnContext turn, CancellationToken ct)
    {
        if (!turn.Activity.MentionsBot())
            return;
        var culture = ReplyTexts.CultureOf(turn.Activity);
        var isReached = await privateChats.SayAsync(turn, ReplyTexts.PrivateChat(culture), ct);
        LogPointedTo(isReached);
        await turn.SendActivityAsync(
            MessageFactory.Text(isReached ? ReplyTexts.GroupWritten(culture) : ReplyTexts.GroupLink(culture, LinkTo(turn.Activity))), ct);
    }

    /// <summary>Says what the bot does, once it is in a group.</summary>
    public static Task WelcomeAsync(ITurnContext turn, CancellationToken ct) =>
        turn.SendActivityAsync(MessageFactory.Text(ReplyTexts.GroupLink(ReplyTexts.CultureOf(turn.Activity), LinkTo(turn.Activity))), ct);

    /// <summary>Where Teams opens a private chat with the bot, which it names «28:» and the app id.</summary>
    private static string? LinkTo(Activity activity) =>
        activity.Recipient?.Id is { } bot && bot.StartsWith("28:", StringComparison.Ordinal)
            ? $"https://teams.microsoft.com/l/chat/0/0?users={Uri.EscapeDataString(bot).Replace("%3A", ":", StringComparison.Ordinal)}"
            : null;

    [LoggerMessage(LogLevel.Information, "A group was pointed to the private chat; the member was written to there: {IsReached}")]
    private partial void LogPointedTo(bool isReached);
}
