namespace SupportBot.Core.Handoff;

/// <summary>What agents looked at and did. Entries are added, never changed or removed. Callers may be concurrent.</summary>
public interface IAgentAudit
{
    /// <summary>Writes an entry down; it is on disk when this returns.</summary>
    /// <exception cref="AuditUnavailableException">It can't be written: what it tells of must not happen.</exception>
    Task AddAsync(AuditEntry entry, CancellationToken ct);

    /// <param name="handoffId">Only what concerns this handoff; everything for <c>null</c>.</param>
    /// <returns>Newest first, at most 500; empty when there is nothing.</returns>
    /// <exception cref="AuditUnavailableException">The log can't be read.</exception>
    Task<IReadOnlyList<AuditEntry>> ListAsync(string? handoffId, CancellationToken ct);
}

/// <summary>One look or one action.</summary>
/// <param name="At">UTC.</param>
/// <param name="What">What was done, a constant such as <c>open</c> or <c>accept</c>.</param>
/// <param name="Handoffs">The handoffs that it showed or changed; several for a list.</param>
/// <param name="Customers">The ids of the customers whom these concern, without repetition.</param>
/// <param name="Address">The network address that it came from; <c>null</c> when there is none.</param>
/// <param name="Detail">What was searched for, or how an action ended; <c>null</c> when there is nothing to say.</param>
public sealed record AuditEntry(
    DateTimeOffset At,
    Agent Who,
    string What,
    IReadOnlyList<string> Handoffs,
    IReadOnlyList<string> Customers,
    string? Address,
    string? Detail = null);

/// <summary>The audit log can't be written or read.</summary>
public sealed class AuditUnavailableException(string message, Exception inner) : Exception(message, inner);
