namespace SupportBot.Core.Feedback;

/// <summary>What customers think of replies. Callers may be concurrent.</summary>
public interface IFeedback
{
    /// <summary>Finds the reply that a customer means.</summary>
    /// <param name="activityId">As the channel sent it: our id of the reply, the channel's own, or the id of its stream.</param>
    /// <returns>Our id of it, or <c>null</c> when no reply of this conversation that may be rated is known by that.</returns>
    Task<string?> FindReplyAsync(ConversationKey conversation, string activityId, CancellationToken ct);

    /// <summary>Keeps what a person thinks of a reply, with the running turn. Who rates it again changes their mind.</summary>
    Task KeepAsync(Rating rating, CancellationToken ct);
}

/// <summary>What somebody thinks of a reply.</summary>
/// <param name="ReplyId">Our id of the reply.</param>
/// <param name="ActivityId">What the channel called it.</param>
/// <param name="PersonId">Who says so, by the channel's id.</param>
/// <param name="Comment">In their words, at most 2,000 UTF-16 units; <c>null</c> without one.</param>
public sealed record Rating(ConversationKey Conversation, string ReplyId, string ActivityId, string PersonId, Reaction Reaction, string? Comment);

/// <summary>A thumb.</summary>
public enum Reaction
{
    Like,
    Dislike,
}
