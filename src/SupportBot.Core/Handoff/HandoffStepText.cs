namespace SupportBot.Core.Handoff;

/// <summary>Steps as they stand in the database and at the API: what happened, by whom. Rows of every version have these texts.</summary>
public static class HandoffStepText
{
    private const string RatedBefore = "rated ";

    private static readonly (string What, Enum Act)[] Acts =
    [
        ("requested", CustomerAct.Requested),
        ("asked again", CustomerAct.AskedAgain),
        ("withdrawn", CustomerAct.Withdrawn),
        ("commented", CustomerAct.Commented),
        ("accepted", AgentAct.Accepted),
        ("noted", AgentAct.Noted),
        ("given back to the queue", AgentAct.Released),
        ("resolved", AgentAct.Resolved),
        ("returned to the bot", AgentAct.ReturnedToBot),
        ("followed up", AgentAct.FollowedUp),
        ("queued", DeskAct.Queued),
        ("left at closing time", DeskAct.LeftAtClosing),
        ("timed out in the queue", DeskAct.TimedOutInQueue),
        ("timed out with the agent", DeskAct.TimedOutWithAgent),
        ("abandoned by the customer", DeskAct.AbandonedByCustomer),
    ];

    public static string WhatOf(HandoffStep step) => step switch
    {
        HandoffStep.ByCustomer { Act: var act } => TextOf(act),
        HandoffStep.Rated { Rating: var rating } => string.Create(CultureInfo.InvariantCulture, $"{RatedBefore}{rating}"),
        HandoffStep.ByAgent { Act: var act } => TextOf(act),
        HandoffStep.ByDesk { Act: var act } => TextOf(act),
        _ => ((HandoffStep.Unknown)step).What,
    };

    /// <returns>The agent's name, «customer», or «desk» for what happens by itself.</returns>
    public static string ByOf(HandoffStep step) => step switch
    {
        HandoffStep.ByCustomer or HandoffStep.Rated => "customer",
        HandoffStep.ByAgent { Agent: var agent } => agent,
        HandoffStep.ByDesk => "desk",
        _ => ((HandoffStep.Unknown)step).By,
    };

    /// <summary>Who did it follows from what was done: an agent may have any name.</summary>
    internal static HandoffStep Read(DateTimeOffset at, string what, string by) => Array.Find(Acts, known => known.What == what).Act switch
    {
        CustomerAct act => new HandoffStep.ByCustomer(at, act),
        AgentAct act => new HandoffStep.ByAgent(at, act, by),
        DeskAct act => new HandoffStep.ByDesk(at, act),
        _ when what.StartsWith(RatedBefore, StringComparison.Ordinal)
            && int.TryParse(what.AsSpan(RatedBefore.Length), CultureInfo.InvariantCulture, out var rating) =>
            new HandoffStep.Rated(at, rating),
        _ => new HandoffStep.Unknown(at, what, by),
    };

    private static string TextOf(Enum act) => Array.Find(Acts, known => known.Act.Equals(act)).What;
}
