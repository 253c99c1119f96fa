namespace Microsoft.Bot.Schema;

/// <summary>How far a semantic action has come. Stands for <c>Microsoft.Bot.Schema.SemanticActionStates</c>.</summary>
public static class SemanticActionStates
{
    public const string Continue = "continue";

    public const string Done = "done";

    public const string Start = "start";
}
