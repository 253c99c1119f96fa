namespace SupportBot.Core.Storage;

/// <summary>The orders database can't be opened or read. The message is for operators and says how to mend it.</summary>
public sealed class OrdersUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
