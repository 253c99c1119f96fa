namespace Microsoft.Bot.Schema;

/// <summary>Names of the events that hand a conversation over. Stands for <c>Microsoft.Bot.Schema.HandoffEventNames</c>.</summary>
public static class HandoffEventNames
{
    public const string HandoffStatus = "handoff.status";

    public const string InitiateHandoff = "handoff.initiate";
}
