using Microsoft.ML.OnnxRuntime;

namespace SupportBot.Language.Runtime;

/// <summary>An encoder with its heads (ONNX) that is loaded. Callers may be concurrent.</summary>
internal sealed class EncoderFile : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    private EncoderFile(InferenceSession session) => _session = session;

    /// <summary>The file's metadata by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <exception cref="ModelException">The file can't be used; the message says why.</exception>
    public static EncoderFile Load(string path)
    {
        if (!File.Exists(path))
            throw new ModelException($"{path} is missing. It is part of the repository; models/training/train-encoder.sh makes it anew.");
        try
        {
            // Short texts: a second thread costs more than it brings.
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            return new EncoderFile(new InferenceSession(path, options));
        }
        catch (Exception error) when (error is OnnxRuntimeException or DllNotFoundException or TypeInitializationException)
        {
            throw new ModelException($"{path} can't be loaded: {error.Message}", error);
        }
    }

    /// <param name="tokens">At most 512.</param>
    /// <param name="message">The tokens that are the message; the others tell of the conversation before it.</param>
    /// <returns>Logits by the name of their head: labels, or tokens × labels.</returns>
    /// <exception cref="ModelException">ONNX Runtime failed.</exception>
    public IReadOnlyDictionary<string, float[]> Run(IReadOnlyList<int> tokens, Range message)
    {
        long[] shape = [1, tokens.Count];
        var isMessage = new float[tokens.Count];
        isMessage.AsSpan()[message].Fill(1);
        try
        {
            using var ids = OrtValue.CreateTensorValueFromMemory([.. tokens.Select(token => (long)token)], shape);
            using var own = OrtValue.CreateTensorValueFromMemory(isMessage, shape);
            using var logits = _session.Run(_run, ["tokens", "message"], [ids, own], _session.OutputNames);
            return _session.OutputNames.Zip(logits).ToDictionary(head => head.First, head => head.Second.GetTensorDataAsSpan<float>().ToArray());
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelException($"The encoder failed: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
