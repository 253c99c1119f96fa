namespace Microsoft.Bot.Schema;

/// <summary>Types of activities that stay between bot and adapter. Stands for <c>Microsoft.Bot.Schema.ActivityTypesEx</c>.</summary>
public static class ActivityTypesEx
{
    public const string Delay = "delay";

    public const string InvokeResponse = "invokeResponse";
}
