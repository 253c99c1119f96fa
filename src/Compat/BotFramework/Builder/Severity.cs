namespace Microsoft.Bot.Builder;

/// <summary>How grave a telemetry message is. Stands for <c>Microsoft.Bot.Builder.Severity</c>.</summary>
public enum Severity
{
    Verbose = 0,
    Information = 1,
    Warning = 2,
    Error = 3,
    Critical = 4,
}
