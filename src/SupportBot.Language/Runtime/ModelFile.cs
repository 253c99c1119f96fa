using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;

namespace SupportBot.Language.Runtime;

/// <summary>A GGUF file that is loaded: its weights, vocabulary and chat template. Callers may be concurrent.</summary>
internal sealed class ModelFile(LLamaWeights weights, ModelParams parameters, bool measuresThreads) : IDisposable
{
    private const ulong SmallModel = 50_000_000;

    private static readonly int MaxThreads = Math.Clamp(Environment.ProcessorCount, 1, 8);

    public TokenTable Tokens { get; } = ReadTokens(weights);

    /// <summary>general.name of the file's metadata.</summary>
    public string? Name => weights.Metadata.GetValueOrDefault("general.name");

    /// <summary>Whether prompts begin with a token of their own.</summary>
    public int? Beginning => weights.Vocab.ShouldAddBOS ? (int?)weights.Vocab.BOS : null;

    /// <exception cref="ModelException">The file can't be used; the message says why and what to do.</exception>
    public static ModelFile Load(string path, LlmOptions options, int gpuLayers, int sequences, CancellationToken ct)
    {
        NativeBackend.Attach();
        var parameters = new ModelParams(path)
        {
            GpuLayerCount = gpuLayers,
            SeqMax = (uint)sequences,
            KVUnified = true,
            // On a CPU it takes several times as long over a long shared beginning; only a quantised cache can't do without.
            FlashAttention = gpuLayers != 0 || options.KvType == KvCacheType.Q8,
            TypeK = TypeOf(options.KvType),
            TypeV = TypeOf(options.KvType),
        };
        try
        {
            var weights = LLamaWeights.LoadFromFileAsync(parameters, ct).GetAwaiter().GetResult();
            var measures = options.Threads == 0 && weights.ParameterCount < SmallModel;
            parameters.Threads = parameters.BatchThreads = options.Threads > 0 ? options.Threads : measures ? 1 : MaxThreads;
            parameters.ContextSize = (uint)(options.ContextTokens > 0 ? options.ContextTokens : DefaultContext(sequences));
            return new ModelFile(weights, parameters, measures && MaxThreads > 1);
        }
        catch (Exception error) when (
            error is RuntimeError or IOException or UnauthorizedAccessException or DllNotFoundException or TypeInitializationException
            or BadImageFormatException)
        {
            var why = (error as TypeInitializationException)?.InnerException?.Message ?? error.Message;
            throw new ModelException(
                NativeBackend.LastWords() is { Length: > 0 } words ? $"{path} can't be loaded: {words}" : $"{path} can't be loaded: {why}", error);
        }
    }

    /// <exception cref="ModelException">llama.cpp couldn't make a context, most often for lack of memory.</exception>
    public IModelContext OpenContext()
    {
        try
        {
            return new ModelContext(weights, parameters, measuresThreads ? new ThreadChoice(MaxThreads) : null);
        }
        catch (RuntimeError error)
        {
            throw new ModelException($"No context of {parameters.ContextSize} tokens could be made. Set Llm:ContextTokens or Llm:Slots lower.", error);
        }
    }

    /// <summary>Writes messages in the model's own chat template, up to where its answer begins.</summary>
    /// <exception cref="ModelException">It has no template, or one that llama.cpp doesn't know.</exception>
    public string WriteChat(IEnumerable<(string Role, string Content)> messages)
    {
        try
        {
            var template = new LLamaTemplate(weights) { AddAssistant = true };
            foreach (var (role, content) in messages)
                template.Add(role, content);
            return Encoding.UTF8.GetString(template.Apply());
        }
        catch (RuntimeError error)
        {
            throw new ModelException("The model file has no chat template that llama.cpp knows. Take an instruction-tuned model (its GGUF holds tokenizer.chat_template).", error);
        }
    }

    public void Dispose() => weights.Dispose();

    /// <summary>Room for understanding and wording, and for the instructions that all share.</summary>
    private static int DefaultContext(int sequences) => sequences * 384;

    private static GGMLType TypeOf(KvCacheType type) => type switch
    {
        KvCacheType.F32 => GGMLType.GGML_TYPE_F32,
        KvCacheType.Q8 => GGMLType.GGML_TYPE_Q8_0,
        _ => GGMLType.GGML_TYPE_F16,
    };

    private static TokenTable ReadTokens(LLamaWeights weights)
    {
        var vocabulary = weights.Vocab;
        var bytes = new byte[vocabulary.Count][];
        var ends = new List<int>();
        Span<byte> buffer = stackalloc byte[512];
        for (var token = 0; token < bytes.Length; token++)
        {
            LLamaToken id = token;
            if (id.IsEndOfGeneration(vocabulary))
                ends.Add(token);
            var isText = (id.GetAttributes(vocabulary) & (LLamaTokenAttr.Control | LLamaTokenAttr.Unknown | LLamaTokenAttr.Unused)) == 0;
            var length = isText ? (int)weights.NativeHandle.TokenToSpan(id, buffer) : 0;
            bytes[token] = length <= buffer.Length ? buffer[..length].ToArray() : [];
        }
        return new TokenTable(bytes, ends, (text, control) =>
            Array.ConvertAll(weights.Tokenize(text, add_bos: false, control, Encoding.UTF8), token => (int)token));
    }
}
