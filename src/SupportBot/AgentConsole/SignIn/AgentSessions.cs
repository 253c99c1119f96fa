using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SupportBot.AgentConsole.SignIn;

/// <summary>Agents signed in for Development. Kept in memory: a restart signs them out.</summary>
internal sealed class AgentSessions(TimeProvider time)
{
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, (string Name, DateTimeOffset Ends)> _sessions = new();

    public string Open(string name)
    {
        foreach (var (old, _) in _sessions.Where(session => session.Value.Ends <= time.GetUtcNow()))
            _sessions.TryRemove(old, out _);
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _sessions[token] = (name, time.GetUtcNow() + Lifetime);
        return token;
    }

    /// <returns>The agent, or <c>null</c> for a token that is unknown or has run out.</returns>
    public Agent? AgentOf(string token) =>
        _sessions.TryGetValue(token, out var session) && session.Ends > time.GetUtcNow() ? new Agent("development:" + session.Name, session.Name) : null;
}
