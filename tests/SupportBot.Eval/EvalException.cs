namespace SupportBot.Eval;

/// <summary>The evaluation can't run as asked; the message is for whoever started it.</summary>
internal sealed class EvalException(string message, Exception? inner = null) : Exception(message, inner);
