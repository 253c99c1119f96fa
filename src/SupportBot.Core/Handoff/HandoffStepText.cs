using System.Globalization;

namespace SupportBot.Core.Handoff;

/// <summary>Steps as they stand in the database and at the API: what happened, by whom. Rows of every version have these texts.</summary>
public static class HandoffStepText
{
    private const string RatedBefore = "rated ";

    private static readonly Dictionary<string, CustomerAct> CustomerActs = new()
    {
        ["requested"] = CustomerAct.Requested,
        ["asked again"] = CustomerAct.AskedAgain,
        ["withdrawn"] = CustomerAct.Withdrawn,
        ["commented"] = CustomerAct.Commented,
    };

    private static readonly Dictionary<string, AgentAct> AgentActs = new()
    {
        ["accepted"] = AgentAct.Accepted,
        ["noted"] = AgentAct.Noted,
        ["given back to the queue"] = AgentAct.Released,
        ["resolved"] = AgentAct.Resolved,
        ["returned to the bot"] = AgentAct.ReturnedToBot,
        ["followed up"] = AgentAct.FollowedUp,
    };

    private static readonly Dictionary<string, DeskAct> DeskActs = new()
    {
        ["queued"] = DeskAct.Queued,
        ["left at closing time"] = DeskAct.LeftAtClosing,
        ["timed out in the queue"] = DeskAct.TimedOutInQueue,
        ["timed out with the agent"] = DeskAct.TimedOutWithAgent,
        ["abandoned by the customer"] = DeskAct.AbandonedByCustomer,
    };

    public static string WhatOf(HandoffStep step) => step switch
    {
        HandoffStep.ByCustomer { Act: var act } => KeyOf(CustomerActs, act),
        HandoffStep.Rated { Rating: var rating } => string.Create(CultureInfo.InvariantCulture, $"{RatedBefore}{rating}"),
        HandoffStep.ByAgent { Act: var act } => KeyOf(AgentActs, act),
        HandoffStep.ByDesk { Act: var act } => KeyOf(DeskActs, act),
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
    internal static HandoffStep Read(DateTimeOffset at, string what, string by) =>
        CustomerActs.TryGetValue(what, out var customerAct) ? new HandoffStep.ByCustomer(at, customerAct)
        : AgentActs.TryGetValue(what, out var agentAct) ? new HandoffStep.ByAgent(at, agentAct, by)
        : DeskActs.TryGetValue(what, out var deskAct) ? new HandoffStep.ByDesk(at, deskAct)
        : what.StartsWith(RatedBefore, StringComparison.Ordinal) && int.TryParse(what.AsSpan(RatedBefore.Length), CultureInfo.InvariantCulture, out var rating) ? new HandoffStep.Rated(at, rating)
        : new HandoffStep.Unknown(at, what, by);

    private static string KeyOf<T>(Dictionary<string, T> texts, T act)
        where T : struct, Enum => texts.First(text => EqualityComparer<T>.Default.Equals(text.Value, act)).Key;
}
