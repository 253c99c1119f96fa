namespace SupportBot.Core.Handoff;

/// <summary>A handoff changed while a turn ran that counted on it: run the turn again.</summary>
public sealed class HandoffChangedException(string message) : Exception(message);
