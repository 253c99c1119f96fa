using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;

namespace SupportBot.Language.Runtime;

/// <summary>
/// An encoder with its heads (ONNX) that is loaded. Callers may be concurrent. It computes on threads of its own: where the
/// processor has AMX, a thread that used it has signal frames larger than the stack that .NET keeps for them, and a mere
/// <see cref="NullReferenceException"/> on such a thread would end the process.
/// </summary>
internal sealed class EncoderFile : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly BlockingCollection<Job> _jobs = [];
    private int _threads = Environment.ProcessorCount;

    private EncoderFile(InferenceSession session)
    {
        _session = session;
        for (var i = _threads; i > 0; i--)
            new Thread(Work) { IsBackground = true, Name = "encoder" }.Start();
    }

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
    /// <exception cref="ModelException">ONNX Runtime failed, or the file was closed.</exception>
    public IReadOnlyDictionary<string, float[]> Run(IReadOnlyList<int> tokens, Range message)
    {
        var isMessage = new float[tokens.Count];
        isMessage.AsSpan()[message].Fill(1);
        var job = new Job([.. tokens.Select(token => (long)token)], isMessage);
        try
        {
            _jobs.Add(job);
        }
        catch (InvalidOperationException)
        {
            throw new ModelException("The encoder was closed.");
        }
        return job.Logits.Task.GetAwaiter().GetResult();
    }

    /// <summary>Closes the file once those who were taken in have their answer.</summary>
    public void Dispose() => _jobs.CompleteAdding();

    private void Work()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            try
            {
                job.Logits.SetResult(Compute(job));
            }
            catch (OnnxRuntimeException error)
            {
                job.Logits.SetException(new ModelException($"The encoder failed: {error.Message}", error));
            }
        }
        // The last one closes the door.
        if (Interlocked.Decrement(ref _threads) > 0)
            return;
        _run.Dispose();
        _session.Dispose();
        _jobs.Dispose();
    }

    private Dictionary<string, float[]> Compute(Job job)
    {
        long[] shape = [1, job.Tokens.Length];
        using var ids = OrtValue.CreateTensorValueFromMemory(job.Tokens, shape);
        using var own = OrtValue.CreateTensorValueFromMemory(job.IsMessage, shape);
        using var logits = _session.Run(_run, ["tokens", "message"], [ids, own], _session.OutputNames);
        return _session.OutputNames.Zip(logits).ToDictionary(head => head.First, head => head.Second.GetTensorDataAsSpan<float>().ToArray());
    }

    private sealed record Job(long[] Tokens, float[] IsMessage)
    {
        public TaskCompletionSource<IReadOnlyDictionary<string, float[]>> Logits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
