namespace SupportBot.Language.Runtime;

/// <summary>A model can't be used. The message is for operators and says what to do.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
