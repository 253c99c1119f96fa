namespace SupportBot.Language.Composing;

/// <summary>What came of asking a model for a text.</summary>
/// <param name="Text">The sentences that passed the check; <c>null</c> when there are none.</param>
/// <param name="IsTransient">The model was busy or gone rather than at a loss: the next try may go well.</param>
internal sealed record Composition(string? Text, bool IsComplete, bool IsTransient);
