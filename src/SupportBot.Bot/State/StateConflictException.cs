namespace SupportBot.Bot.State;

/// <summary>State was written by somebody else between reading and writing it. Run the turn again.</summary>
public sealed class StateConflictException(string key)
    : Exception($"The state «{key}» has changed since it was read.")
{
    public string Key { get; } = key;
}
