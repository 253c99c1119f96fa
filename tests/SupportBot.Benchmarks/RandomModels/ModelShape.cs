namespace SupportBot.Benchmarks.RandomModels;

/// <summary>The sizes of a model of the Llama architecture; speed depends on them and not on the weights.</summary>
/// <param name="Context">The longest sequence, in tokens.</param>
/// <param name="Type">Number format of the matrices.</param>
public sealed record ModelShape(
    string Name, int Vocabulary, int Width, int Layers, int Heads, int KeyValueHeads, int FeedForward, int Context, WeightType Type, ChatTemplate Template)
{
    private static readonly ModelShape[] Known =
    [
        new("tiny", 512, 64, 2, 2, 2, 128, 1024, WeightType.Q8_0, ChatTemplate.Phi3),
        new("built-in", 4096, 256, 6, 4, 4, 704, 1024, WeightType.Q8_0, ChatTemplate.Phi3),
        new("0.5b", 151_936, 896, 24, 14, 2, 4864, 4096, WeightType.Q4_0, ChatTemplate.Phi3),
        new("phi-3-mini", 32_064, 3072, 32, 32, 32, 8192, 4096, WeightType.Q4_0, ChatTemplate.Phi3),
        new("mistral-7b", 32_768, 4096, 32, 32, 8, 14_336, 8192, WeightType.Q4_0, ChatTemplate.Mistral),
    ];

    /// <summary>Whether it stands for the model that ships with the bot, which takes prompts of its own.</summary>
    public bool IsOurs => Name == "built-in";

    public static IEnumerable<string> Names => Known.Select(shape => shape.Name);

    /// <exception cref="ArgumentException">There is none of that name; the message lists them.</exception>
    public static ModelShape Named(string name) => Array.Find(Known, shape => string.Equals(shape.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no shape «{name}»; there are {string.Join(", ", Names)}.", nameof(name));
}

/// <summary>Number formats, with their numbers in GGUF.</summary>
public enum WeightType
{
    F32 = 0,
    Q4_0 = 2,
    Q8_0 = 8,
}

/// <summary>How a model's chats are written.</summary>
public enum ChatTemplate
{
    Phi3,
    Mistral,
}
