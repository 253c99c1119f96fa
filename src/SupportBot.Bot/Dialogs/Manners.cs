using System.Globalization;

namespace SupportBot.Bot.Dialogs;

/// <summary>Replies to messages that ask nothing.</summary>
internal static class Manners
{
    /// <returns>What to say, or <c>null</c> when the message is more than manners.</returns>
    public static string? ReplyTo(string message, CultureInfo culture) => message switch
    {
        "" => Replies.EmptyMessage(culture),
        _ when SmallTalk.IsGreeting(message) => Replies.Hello(culture),
        _ when SmallTalk.IsThanks(message) => Replies.Thanks(culture),
        _ when SmallTalk.IsGoodbye(message) => Replies.Goodbye(culture),
        _ when SmallTalk.IsApology(message) => Replies.Say(culture, "NoProblem"),
        _ when SmallTalk.IsAcknowledged(message) || SmallTalk.IsNo(message) => Replies.GotIt(culture),
        _ when SmallTalk.IsYes(message) => Replies.AskAway(culture),
        _ => null,
    };

    /// <summary>Whether somebody who says this wants no more answers.</summary>
    public static bool EndTalk(string message) => SmallTalk.IsThanks(message) || SmallTalk.IsGoodbye(message);
}
