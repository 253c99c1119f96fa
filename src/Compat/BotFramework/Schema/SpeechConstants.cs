namespace Microsoft.Bot.Schema;

/// <summary>Constants of speech. Stands for <c>Microsoft.Bot.Schema.SpeechConstants</c>.</summary>
public static class SpeechConstants
{
    public static readonly string EmptySpeakTag = "<speak version=\"1.0\" xmlns=\"https://www.w3.org/2001/10/synthesis\" xml:lang=\"en-US\" />";
}
