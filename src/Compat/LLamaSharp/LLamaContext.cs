using System.Text;
using LLama.Abstractions;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LLama;

/// <summary>Stands for LLama.LLamaContext. Not safe for concurrent use; it keeps its weights until it is disposed.</summary>
public sealed class LLamaContext : IDisposable
{
    public LLamaContext(LLamaWeights model, IContextParams @params, ILogger? logger = null)
    {
        Params = @params;
        Encoding = @params.Encoding;
        NativeHandle = SafeLLamaContextHandle.Create(model.NativeHandle, @params);
    }

    public IContextParams Params { get; }

    public Encoding Encoding { get; }

    public SafeLLamaContextHandle NativeHandle { get; }

    public uint ContextSize => NativeHandle.ContextSize;

    public uint BatchSize => NativeHandle.BatchSize;

    public int GenerationThreads
    {
        get => NativeHandle.GenerationThreads;
        set => NativeHandle.GenerationThreads = value;
    }

    public int BatchThreads
    {
        get => NativeHandle.BatchThreads;
        set => NativeHandle.BatchThreads = value;
    }

    public SafeLlamaModelHandle.Vocabulary Vocab => NativeHandle.Vocab;

    public LLamaToken[] Tokenize(string text, bool addBos = true, bool special = false) => NativeHandle.Tokenize(text, addBos, special, Encoding);

    public DecodeResult Decode(LLamaBatch batch) => NativeHandle.Decode(batch);

    public void Dispose() => NativeHandle.Dispose();
}
