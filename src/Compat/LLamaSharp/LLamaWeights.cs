using System.Text;
using LLama.Abstractions;
using LLama.Native;
using Microsoft.Extensions.Logging;

namespace LLama;

/// <summary>Stands for LLama.LLamaWeights: a loaded model.</summary>
public sealed class LLamaWeights : IDisposable
{
    private LLamaWeights(SafeLlamaModelHandle weights)
    {
        NativeHandle = weights;
        Metadata = Enumerable.Range(0, weights.MetadataCount).ToDictionary(
            i => Encoding.UTF8.GetString(weights.MetadataKeyByIndex(i)!.Value.Span),
            i => Encoding.UTF8.GetString(weights.MetadataValueByIndex(i)!.Value.Span));
    }

    public SafeLlamaModelHandle NativeHandle { get; }

    public int ContextSize => NativeHandle.ContextSize;

    public ulong SizeInBytes => NativeHandle.SizeInBytes;

    public ulong ParameterCount => NativeHandle.ParameterCount;

    public int EmbeddingSize => NativeHandle.EmbeddingSize;

    public SafeLlamaModelHandle.Vocabulary Vocab => NativeHandle.Vocab;

    public IReadOnlyDictionary<string, string> Metadata { get; set; }

    public static LLamaWeights LoadFromFile(IModelParams @params) => new(SafeLlamaModelHandle.Load(@params, progress: null));

    public static Task<LLamaWeights> LoadFromFileAsync(IModelParams @params, CancellationToken token = default, IProgress<float>? progressReporter = null) => Task.Run(
        () =>
        {
            try
            {
                return new LLamaWeights(SafeLlamaModelHandle.Load(@params, part =>
                {
                    progressReporter?.Report(part);
                    return !token.IsCancellationRequested;
                }));
            }
            catch (Exceptions.LoadWeightsFailedException) when (token.IsCancellationRequested)
            {
                throw new OperationCanceledException(token);
            }
        },
        token);

    public LLamaContext CreateContext(IContextParams @params, ILogger? logger = null) => new(this, @params, logger);

    public LLamaToken[] Tokenize(string text, bool add_bos, bool special, Encoding encoding) => NativeHandle.Tokenize(text, add_bos, special, encoding);

    public void Dispose() => NativeHandle.Dispose();
}
