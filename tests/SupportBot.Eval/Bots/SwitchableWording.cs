using SupportBot.Core.Conversation;

namespace SupportBot.Eval.Bots;

/// <summary>The registered language, whose wording of replies can be switched off: where only understanding is measured,
/// wording would cost time and count as a call of the model.</summary>
internal sealed class SwitchableWording(ILanguage inner) : ILanguage
{
    public bool IsOn { get; set; } = true;

    public Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct) => inner.UnderstandAsync(heard, ct);

    public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) =>
        IsOn ? inner.ComposeAsync(facts, soFar, ct) : Task.FromResult<ComposedText?>(null);
}
