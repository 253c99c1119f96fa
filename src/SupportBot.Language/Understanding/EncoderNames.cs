namespace SupportBot.Language.Understanding;

/// <summary>Labels as the models know them: «goes_on» is <see cref="Act.GoesOn"/>.</summary>
internal static class EncoderNames
{
    private static readonly Dictionary<string, Act> Acts = Enum.GetValues<Act>().ToDictionary(act => Of(act));
    private static readonly Dictionary<string, Intent> Intents = Enum.GetValues<Intent>().ToDictionary(intent => Of(intent).ToUpperInvariant());
    private static readonly Dictionary<string, Topic> Topics = Enum.GetValues<Topic>().ToDictionary(topic => Of(topic));

    public static string Of<T>(T label)
        where T : struct, Enum =>
        string.Concat(label.ToString().Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    public static Act ActOf(string name) => Acts[name];

    public static Intent IntentOf(string name) => Intents[name];

    public static Topic TopicOf(string name) => Topics[name];
}
