namespace SupportBot.Core.Handoff;

/// <summary>The way from the desk to the customer, whatever channel they came by. What is written here leaves after the
/// transaction's commit, in order and once.</summary>
public interface ICustomerMessenger
{
    /// <summary>Says an agent's words to the customer.</summary>
    Task SayAsync(DbTransaction transaction, HandoffTicket ticket, string text, CancellationToken ct);

    /// <summary>Tells the customer of a change, in the bot's words and in the customer's language.</summary>
    /// <param name="opensAt">When somebody is at the desk again, in the shop's time zone; <c>null</c> while somebody is, or when
    /// no opening is known.</param>
    /// <returns>The words, for the transcript.</returns>
    Task<string> TellAsync(DbTransaction transaction, HandoffTicket ticket, DeskNotice notice, DateTimeOffset? opensAt, CancellationToken ct);

    /// <summary>Drops the bot's replies that have not left yet; agents' words and notices stay.</summary>
    /// <returns>A note for the agents about each, since the transcript has it.</returns>
    Task<IReadOnlyList<string>> SilenceAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct);

    /// <summary>Lets the bot begin anew with this customer.</summary>
    Task StartCleanAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct);

    /// <summary>Sends what was written; after the commit.</summary>
    void Wake(HandoffTicket ticket);

    /// <summary>Shows that somebody types. May be lost; throws nothing.</summary>
    Task TypeAsync(HandoffTicket ticket, CancellationToken ct);
}

/// <summary>What customers are told of a handoff without being asked.</summary>
public enum DeskNotice
{
    /// <summary>An agent is there now.</summary>
    Joined,

    /// <summary>It is done; how was it?</summary>
    Resolved,

    /// <summary>The bot goes on; how was it?</summary>
    ReturnedToBot,

    /// <summary>Nobody came in time; somebody will write.</summary>
    TimedOut,

    /// <summary>The agent had to leave; the customer is in the queue again.</summary>
    QueuedAgain,

    /// <summary>The agent had to leave, and nobody else is there until the desk opens again.</summary>
    LeftAgain,

    /// <summary>The desk has closed before anybody took it; it waits until the desk opens again.</summary>
    Closing,

    /// <summary>The customer left the agent without an answer for too long; the bot goes on.</summary>
    CustomerGone,

    /// <summary>The desk has opened; the message left waits in the queue now.</summary>
    Opened,
}
