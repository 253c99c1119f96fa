using System.Text;
using LLama.Abstractions;
using LLama.Exceptions;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.SafeLLamaContextHandle: a KV cache and what computes on it. Not safe for concurrent use.</summary>
public sealed unsafe class SafeLLamaContextHandle : SafeLLamaHandleBase
{
    // llama.cpp's backends aren't all safe for decodes at the same time, not even of different contexts.
    private static readonly Lock Inference = new();

    private readonly SafeLlamaModelHandle _model;
    private readonly int _vocabularySize;

    private SafeLLamaContextHandle(SafeLlamaModelHandle model, nint context)
    {
        // The context keeps its weights.
        var kept = false;
        model.DangerousAddRef(ref kept);
        _model = model;
        _vocabularySize = model.Vocab.Count;
        SetHandle(context);
    }

    public uint ContextSize => Natives.llama_n_ctx(handle);

    public uint BatchSize => Natives.llama_n_batch(handle);

    public uint UBatchSize => Natives.llama_n_ubatch(handle);

    public uint MaxSeq => Natives.llama_n_seq_max(handle);

    public int GenerationThreads
    {
        get => Natives.llama_n_threads(handle);
        set => Natives.llama_set_n_threads(handle, value, BatchThreads);
    }

    public int BatchThreads
    {
        get => Natives.llama_n_threads_batch(handle);
        set => Natives.llama_set_n_threads(handle, GenerationThreads, value);
    }

    public SafeLlamaModelHandle ModelHandle => _model;

    public SafeLlamaModelHandle.Vocabulary Vocab => _model.Vocab;

    /// <summary>Computes a batch; logits are those of this batch until the next.</summary>
    public DecodeResult Decode(LLamaBatch batch)
    {
        if (batch.TokenCount == 0)
            return DecodeResult.Ok;
        lock (Inference)
        {
            var result = (DecodeResult)Natives.llama_decode(handle, batch.ToNative());
            GC.KeepAlive(batch);
            return result;
        }
    }

    public void Synchronize() => Natives.llama_synchronize(handle);

    /// <summary>The logits of a token of the last batch, by its index there; one for each token of the vocabulary. Valid until the next decode.</summary>
    public Span<float> GetLogitsIth(int i)
    {
        var logits = Natives.llama_get_logits_ith(handle, i);
        return logits == null ? throw new GetLogitsInvalidIndexException(i) : new Span<float>(logits, _vocabularySize);
    }

    public LLamaToken[] Tokenize(string text, bool add_bos, bool special, Encoding encoding) => _model.Tokenize(text, add_bos, special, encoding);

    public uint TokenToSpan(LLamaToken token, Span<byte> dest) => _model.TokenToSpan(token, dest);

    public void MemoryClear(bool data = true) => Natives.llama_memory_clear(Memory, data ? (byte)1 : (byte)0);

    public void MemorySequenceRemove(LLamaSeqId seq, LLamaPos p0, LLamaPos p1) => Natives.llama_memory_seq_rm(Memory, seq.Value, p0.Value, p1.Value);

    public void MemorySequenceCopy(LLamaSeqId src, LLamaSeqId dest, LLamaPos p0, LLamaPos p1)
    {
        if (src != dest)
            Natives.llama_memory_seq_cp(Memory, src.Value, dest.Value, p0.Value, p1.Value);
    }

    public void MemorySequenceKeep(LLamaSeqId seq) => Natives.llama_memory_seq_keep(Memory, seq.Value);

    /// <returns>-1 for an empty sequence.</returns>
    public LLamaPos MemorySequenceMaxPosition(LLamaSeqId seq) => Natives.llama_memory_seq_pos_max(Memory, seq.Value);

    /// <returns>-1 for an empty sequence.</returns>
    public LLamaPos MemorySequenceMinPosition(LLamaSeqId seq) => Natives.llama_memory_seq_pos_min(Memory, seq.Value);

    protected override bool ReleaseHandle()
    {
        Natives.llama_free(handle);
        SetHandle(IntPtr.Zero);
        _model.DangerousRelease();
        return true;
    }

    /// <exception cref="RuntimeError">llama.cpp couldn't make the context, most often for lack of memory.</exception>
    internal static SafeLLamaContextHandle Create(SafeLlamaModelHandle model, IContextParams parameters)
    {
        var native = Natives.llama_context_default_params();
        native.n_ctx = parameters.ContextSize ?? (uint)model.ContextSize;
        native.n_batch = parameters.BatchSize;
        native.n_ubatch = parameters.UBatchSize;
        native.n_seq_max = parameters.SeqMax;
        native.embeddings = Flag(parameters.Embeddings);
        native.n_threads = parameters.Threads ?? Math.Max(Environment.ProcessorCount / 2, 1);
        native.n_threads_batch = parameters.BatchThreads ?? Math.Max(Environment.ProcessorCount / 2, 1);
        native.offload_kqv = Flag(!parameters.NoKqvOffload);
        native.flash_attn_type = parameters.FlashAttention switch { null => -1, false => 0, true => 1 };
        native.type_k = parameters.TypeK ?? GGMLType.GGML_TYPE_F16;
        native.type_v = parameters.TypeV ?? GGMLType.GGML_TYPE_F16;
        if (parameters.KVUnified is { } unified)
            native.kv_unified = Flag(unified);
        var context = Natives.llama_init_from_model(model.DangerousGetHandle(), native);
        return context == IntPtr.Zero ? throw new RuntimeError("Failed to create context from model") : new SafeLLamaContextHandle(model, context);
    }

    private nint Memory => Natives.llama_get_memory(handle);

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;
}
