namespace Microsoft.Bot.Schema;

/// <summary>Whether the bot waits for words. Stands for <c>Microsoft.Bot.Schema.InputHints</c>.</summary>
public static class InputHints
{
    public const string AcceptingInput = "acceptingInput";

    public const string ExpectingInput = "expectingInput";

    public const string IgnoringInput = "ignoringInput";
}
