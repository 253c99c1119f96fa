using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

/// <summary>What a version writes, every later one must read, and clients of the API compare with.</summary>
public sealed class HandoffStepTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> Written => new()
    {
        { "requested", "customer", "ByCustomer Requested" },
        { "asked again", "customer", "ByCustomer AskedAgain" },
        { "withdrawn", "customer", "ByCustomer Withdrawn" },
        { "commented", "customer", "ByCustomer Commented" },
        { "rated 4", "customer", "Rated 4" },
        { "accepted", "Ines", "ByAgent Accepted Ines" },
        { "accepted", "customer", "ByAgent Accepted customer" },
        { "noted", "desk", "ByAgent Noted desk" },
        { "given back to the queue", "Ines", "ByAgent Released Ines" },
        { "resolved", "Ines", "ByAgent Resolved Ines" },
        { "returned to the bot", "Ines", "ByAgent ReturnedToBot Ines" },
        { "followed up", "Ines", "ByAgent FollowedUp Ines" },
        { "queued", "desk", "ByDesk Queued" },
        { "left at closing time", "desk", "ByDesk LeftAtClosing" },
        { "timed out in the queue", "desk", "ByDesk TimedOutInQueue" },
        { "timed out with the agent", "desk", "ByDesk TimedOutWithAgent" },
        { "abandoned by the customer", "desk", "ByDesk AbandonedByCustomer" },
        { "moved to another desk", "Otto", "Unknown moved to another desk Otto" },
        { "rated highly", "customer", "Unknown rated highly customer" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Read_OfWhatWasWritten_IsTheStep_AndIsWrittenTheSame(string what, string by, string expected)
    {
        var step = HandoffStepText.Read(Now, what, by);

        Assert.Equal(Now, step.At);
        Assert.Equal(expected, step switch
        {
            HandoffStep.ByCustomer { Act: var act } => $"ByCustomer {act}",
            HandoffStep.Rated { Rating: var rating } => string.Create(CultureInfo.InvariantCulture, $"Rated {rating}"),
            HandoffStep.ByAgent { Act: var act, Agent: var agent } => $"ByAgent {act} {agent}",
            HandoffStep.ByDesk { Act: var act } => $"ByDesk {act}",
            HandoffStep.Unknown unknown => $"Unknown {unknown.What} {unknown.By}",
            _ => "",
        });
        Assert.Equal((what, by), (HandoffStepText.WhatOf(step), HandoffStepText.ByOf(step)));
    }

    [Fact]
    public void WhatOf_EveryAct_HasItsText()
    {
        var steps = Enum.GetValues<CustomerAct>().Select(HandoffStep (act) => new HandoffStep.ByCustomer(Now, act))
            .Concat(Enum.GetValues<AgentAct>().Select(act => new HandoffStep.ByAgent(Now, act, "Ines")))
            .Concat(Enum.GetValues<DeskAct>().Select(act => new HandoffStep.ByDesk(Now, act))).ToList();

        Assert.Equal(steps, steps.Select(step => HandoffStepText.Read(Now, HandoffStepText.WhatOf(step), HandoffStepText.ByOf(step))));
    }
}
