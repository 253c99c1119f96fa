using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Fakes;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>
/// Understands English by rules alone: no model, no waiting, the same answer each time. Where the words say nothing about
/// an order it abstains with <see cref="Intent.OutOfScope"/>.
/// </summary>
internal sealed class RuleLanguage : ILanguage
{
    public Task<Understanding> UnderstandAsync(string message, DateTimeOffset now, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(RuleReading.Of(message, now).Understanding);
    }

    /// <summary>No model, no words of its own: the templates answer.</summary>
    public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) =>
        Task.FromResult<ComposedText?>(null);
}
