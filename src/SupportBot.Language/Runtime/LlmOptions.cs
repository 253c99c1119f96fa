using System.ComponentModel.DataAnnotations;

namespace SupportBot.Language.Runtime;

/// <summary>The section <c>Llm</c>: which model answers, and what it may use.</summary>
public sealed class LlmOptions : IValidatableObject
{
    public const string Section = "Llm";

    /// <summary>Written sentences alone.</summary>
    public const string None = "none";

    /// <summary>The model that ships with the bot.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>A name of models/catalog.json, the path of a GGUF file, the URL of an OpenAI-compatible endpoint, or «none».
    /// Default: the built-in model.</summary>
    [Required] public string Model { get; set; } = BuiltIn;

    /// <summary>Layers computed on the GPU; -1 is all. Default: what the catalog says, else 0.</summary>
    [Range(-1, 1000)] public int? GpuLayers { get; set; }

    /// <summary>CPU threads; 0 is one for each core, at most 8, and for small models as few as are faster just then. Default 0.</summary>
    [Range(0, 256)] public int Threads { get; set; }

    /// <summary>KV cache shared by all conversations, in tokens; 0 is what slots and model ask for. Default 0.</summary>
    [Range(0, 131_072)] public int ContextTokens { get; set; }

    /// <summary>Requests decoded together; 0 is 8, and 16 with layers on a GPU. A CPU computes no more tokens in all with more than 8,
    /// and their KV cache no longer fits its own. Default 0.</summary>
    [Range(0, 32)] public int Slots { get; set; }

    internal int SlotsWith(int gpuLayers) => Slots > 0 ? Slots : gpuLayers == 0 ? 8 : 16;

    /// <summary>Type of the KV cache. Default F16.</summary>
    public KvCacheType KvType { get; set; } = KvCacheType.F16;

    /// <summary>Requests that may wait for a slot; more are answered by written sentences at once. Default 64.</summary>
    [Range(0, 10_000)] public int QueueLimit { get; set; } = 64;

    /// <summary>How long a large model may take over a message that the encoder is unsure of, waiting included. Default 8 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")] public TimeSpan UnderstandTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How long wording a reply may take, waiting included, before the template answers. Default 12 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")] public TimeSpan ComposeTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Whether composed texts are kept for the next reply of the same form. Default true.</summary>
    public bool ComposeCache { get; set; } = true;

    /// <summary>Key for a remote endpoint; default none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The name by which a remote endpoint knows the model. Default «default».</summary>
    [Required] public string RemoteModel { get; set; } = "default";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ContextTokens > 0 && ContextTokens / SlotsWith(gpuLayers: 1) < 256)
            yield return new("Llm:ContextTokens must be 0, or at least 256 for each of Llm:Slots.");
    }
}

/// <summary>Number formats of the KV cache.</summary>
public enum KvCacheType
{
    F32,
    F16,
    Q8,
}
