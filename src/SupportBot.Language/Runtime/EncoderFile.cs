using System.Collections.Concurrent;
using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;

namespace SupportBot.Language.Runtime;

/// <summary>An encoder (GGUF, architecture «bert») that is loaded: a vector for each token. Callers may be concurrent.</summary>
internal sealed class EncoderFile(LLamaWeights weights, ModelParams parameters) : IDisposable
{
    public const int MaxTokens = 320;

    private readonly ConcurrentBag<EncoderContext> _idle = [Open(weights, parameters)];

    /// <summary>A context takes some megabytes, and more of them than cores make nothing faster.</summary>
    private readonly SemaphoreSlim _room = new(Environment.ProcessorCount);

    public int Width => weights.EmbeddingSize;

    /// <summary>The file's metadata by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata => weights.Metadata;

    /// <exception cref="ModelException">The file can't be used; the message says why.</exception>
    public static EncoderFile Load(string path, CancellationToken ct)
    {
        NativeBackend.Attach();
        var parameters = new ModelParams(path)
        {
            GpuLayerCount = 0,
            Embeddings = true,
            PoolingType = LLamaPoolingType.None,
            ContextSize = MaxTokens,
            BatchSize = MaxTokens,
            UBatchSize = MaxTokens,
            // Short texts: a second thread costs more than it brings.
            Threads = 1,
            BatchThreads = 1,
        };
        try
        {
            if (!File.Exists(path))
                throw new ModelException($"{path} is missing. It is part of the repository; models/training/train-encoder.sh makes it anew.");
            var weights = LLamaWeights.LoadFromFileAsync(parameters, ct).GetAwaiter().GetResult();
            try
            {
                return new EncoderFile(weights, parameters);
            }
            catch
            {
                weights.Dispose();
                throw;
            }
        }
        catch (Exception error) when (
            error is RuntimeError or IOException or UnauthorizedAccessException or DllNotFoundException or TypeInitializationException)
        {
            throw new ModelException($"{path} can't be loaded: {NativeBackend.LastWords()} {error.Message}", error);
        }
    }

    /// <param name="tokens">1 to <see cref="MaxTokens"/>.</param>
    /// <returns>The vectors, one after the other: tokens × <see cref="Width"/>.</returns>
    /// <exception cref="ModelException">llama.cpp failed.</exception>
    public float[] Encode(IReadOnlyList<int> tokens)
    {
        _room.Wait();
        try
        {
            var context = _idle.TryTake(out var idle) ? idle : Open(weights, parameters);
            var vectors = context.Encode(tokens, Width);
            // Where it failed, the context isn't used again.
            _idle.Add(context);
            return vectors;
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var context))
            context.Dispose();
        _room.Dispose();
        weights.Dispose();
    }

    private static EncoderContext Open(LLamaWeights weights, ModelParams parameters)
    {
        try
        {
            return new EncoderContext(weights.CreateContext(parameters));
        }
        catch (RuntimeError error)
        {
            throw new ModelException($"No context of the encoder could be made: {error.Message}", error);
        }
    }

    private sealed class EncoderContext(LLamaContext context) : IDisposable
    {
        private readonly LLamaBatch _batch = new();

        public float[] Encode(IReadOnlyList<int> tokens, int width)
        {
            _batch.Clear();
            for (var i = 0; i < tokens.Count; i++)
                _batch.Add(tokens[i], i, (LLamaSeqId)0, logits: true);
            if (context.NativeHandle.Encode(_batch) is var result and not 0)
            {
                context.Dispose();
                throw new ModelException($"The encoder failed with {result}.");
            }
            var vectors = new float[tokens.Count * width];
            for (var i = 0; i < tokens.Count; i++)
                context.NativeHandle.GetEmbeddingsIth((LLamaPos)i).CopyTo(vectors.AsSpan(i * width));
            return vectors;
        }

        public void Dispose() => context.Dispose();
    }
}
