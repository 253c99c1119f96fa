namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One step of a waterfall. Stands for <c>Microsoft.Bot.Builder.Dialogs.WaterfallStep</c>.</summary>
public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);
