namespace SupportBot.Core.Handoff;

/// <summary>One thing that happened to a handoff. It is text in the database and at the API alone, see <see cref="HandoffStepText"/>.</summary>
public abstract record HandoffStep
{
    private HandoffStep(DateTimeOffset at) => At = at;

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; }

    public sealed record ByCustomer(DateTimeOffset At, CustomerAct Act) : HandoffStep(At);

    /// <param name="Rating">1 (bad) to 5 (good).</param>
    public sealed record Rated(DateTimeOffset At, int Rating) : HandoffStep(At);

    /// <param name="Agent">The name of who did it.</param>
    public sealed record ByAgent(DateTimeOffset At, AgentAct Act, string Agent) : HandoffStep(At);

    /// <summary>What no person did.</summary>
    public sealed record ByDesk(DateTimeOffset At, DeskAct Act) : HandoffStep(At);

    /// <summary>What another version wrote, in its words.</summary>
    public sealed record Unknown(DateTimeOffset At, string What, string By) : HandoffStep(At);
}

/// <summary>What customers do to their handoff, but for rating it.</summary>
public enum CustomerAct
{
    Requested,
    AskedAgain,
    Withdrawn,
    Commented,
}

public enum AgentAct
{
    Accepted,
    Noted,
    Released,
    Resolved,
    ReturnedToBot,
    FollowedUp,
}

/// <summary>What time does to a handoff.</summary>
public enum DeskAct
{
    Queued,
    LeftAtClosing,
    TimedOutInQueue,
    TimedOutWithAgent,
    AbandonedByCustomer,
}
