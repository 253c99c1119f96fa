using SupportBot.Core.Customers;
using SupportBot.Core.Feedback;

namespace SupportBot.Tests.Fakes;

/// <summary>Feedback on replies that the test names.</summary>
internal sealed class InMemoryFeedback : IFeedback
{
    /// <summary>Our id of each reply by conversation and the channel's id.</summary>
    public Dictionary<(ConversationKey Conversation, string ActivityId), string> Replies { get; } = [];

    public List<Rating> Kept { get; } = [];

    public Task<string?> FindReplyAsync(ConversationKey conversation, string activityId, CancellationToken ct) =>
        Task.FromResult(Replies.GetValueOrDefault((conversation, activityId)));

    public Task KeepAsync(Rating rating, CancellationToken ct)
    {
        Kept.Add(rating);
        return Task.CompletedTask;
    }
}
