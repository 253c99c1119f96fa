namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Accepts or refuses an answer; called also when nothing was recognized. Stands for <c>Microsoft.Bot.Builder.Dialogs.PromptValidator</c>.</summary>
/// <typeparam name="T">What is asked for.</typeparam>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);
