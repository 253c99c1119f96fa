namespace SupportBot.Channels.DirectLine;

/// <summary>One conversation as stored.</summary>
/// <param name="UserId">Whom the bot hears, from the token; without one, the <c>from.id</c> of the first activity.</param>
/// <param name="Started">The bot has been told that the conversation began.</param>
/// <param name="WasRead">A client has read activities at least once.</param>
/// <param name="LastSequence">Place of the newest stored activity; 0 when there is none.</param>
internal sealed record DirectLineConversation(
    string Id, string? UserId, string? UserName, string? Locale, bool Started, bool WasRead, long LastSequence);
