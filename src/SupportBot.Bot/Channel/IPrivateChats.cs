using Microsoft.Bot.Builder;

namespace SupportBot.Bot.Channel;

/// <summary>Reaches a member of a group in private. Callers may be concurrent.</summary>
public interface IPrivateChats
{
    /// <summary>Says something to the sender of the turn's activity in a private chat, with the turn's commit.</summary>
    /// <returns><c>false</c> when the channel gives the bot no private chat with them.</returns>
    Task<bool> SayAsync(ITurnContext turn, string text, CancellationToken ct);
}
