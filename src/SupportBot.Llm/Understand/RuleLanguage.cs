using SupportBot.Core.Conversation;

namespace SupportBot.Llm.Understand;

/// <summary>
/// Understands English by rules alone: no model, no waiting, the same answer each time. Where the words say nothing about
/// an order it abstains with <see cref="Intent.OutOfScope"/>.
/// </summary>
internal sealed class RuleLanguage : ILanguage
{
    public Task<Understanding> UnderstandAsync(string message, DateTimeOffset now, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Understand(message, now));
    }

    /// <summary>No model, no words of its own: the templates answer.</summary>
    public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) =>
        Task.FromResult<ComposedText?>(null);

    private static Understanding Understand(string message, DateTimeOffset now)
    {
        var said = Utterance.Read(message);
        var reference = ReferenceRules.Find(said, DateOnly.FromDateTime(now.UtcDateTime));
        if (reference.Reference.Kind is (ReferenceKind.None or ReferenceKind.Mentioned) && FollowUpRules.IsFollowUp(said))
            return new Understanding(Intent.OrderInfo, new OrderReference(ReferenceKind.Mentioned), TopicRules.Find(said.Plain));

        var intent = IntentRules.Find(said, reference);
        return intent == Intent.OutOfScope
            ? new Understanding(intent, OrderReference.None, [])
            : new Understanding(intent, reference.Reference, TopicRules.Find(reference.Rest ?? said.Plain));
    }
}
