namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>A number or position found in an utterance; <paramref name="End"/> is the index of its last character.</summary>
internal readonly record struct RecognizedNumber(decimal Value, int Start, int End, string Text);
