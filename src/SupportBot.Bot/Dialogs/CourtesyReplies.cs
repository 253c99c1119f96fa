using System.Globalization;
using SupportBot.Bot.Dialogs.Matching;
using SupportBot.Bot.Replies;

namespace SupportBot.Bot.Dialogs;

/// <summary>Replies to messages that ask nothing.</summary>
internal static class CourtesyReplies
{
    /// <returns>What to say, or <c>null</c> when the message is more than manners.</returns>
    public static string? ReplyTo(string message, CultureInfo culture) => message switch
    {
        "" => ReplyTexts.EmptyMessage(culture),
        _ when SmallTalk.IsGreeting(message) => ReplyTexts.Hello(culture),
        _ when SmallTalk.IsThanks(message) => ReplyTexts.Thanks(culture),
        _ when SmallTalk.IsGoodbye(message) => ReplyTexts.Goodbye(culture),
        _ when SmallTalk.IsApology(message) => ReplyTexts.Say(culture, "NoProblem"),
        _ when SmallTalk.IsAcknowledged(message) || SmallTalk.IsNo(message) => ReplyTexts.GotIt(culture),
        _ when SmallTalk.IsYes(message) => ReplyTexts.AskAway(culture),
        _ => null,
    };

    /// <summary>Whether somebody who says this wants no more answers.</summary>
    public static bool EndTalk(string message) => SmallTalk.IsThanks(message) || SmallTalk.IsGoodbye(message);
}
