using System.Diagnostics.CodeAnalysis;

namespace SupportBot.Language.Runtime;

/// <summary>A sequence of the KV cache with tokens that are to be computed. Belongs to the engine's thread.</summary>
internal class Feed
{
    /// <summary>-1 while it has none.</summary>
    public int Sequence { get; set; } = -1;

    /// <summary>Tokens computed so far.</summary>
    public int Position { get; set; }

    public List<int> Pending { get; } = [];

    /// <summary>How many of <see cref="Pending"/> stand in the batch that is being computed.</summary>
    public int InBatch { get; set; }

    /// <summary>Index in the batch of the last pending token, or -1 when that isn't in it.</summary>
    public int LastIndex { get; set; } = -1;

    /// <summary>Whether it will be asked what follows the last token.</summary>
    protected virtual bool WantsLogits => false;

    /// <returns>How many tokens were put into the batch.</returns>
    public int Put(IModelContext context, int room)
    {
        InBatch = Math.Min(room, Pending.Count);
        LastIndex = -1;
        for (var i = 0; i < InBatch; i++)
        {
            var isLast = i == Pending.Count - 1;
            var index = context.Add(Pending[i], Position + i, Sequence, isLast && WantsLogits);
            if (isLast)
                LastIndex = index;
        }
        return InBatch;
    }

    /// <summary>After the batch was computed.</summary>
    /// <returns>How many tokens of it were these.</returns>
    public int Advance()
    {
        var count = InBatch;
        InBatch = 0;
        Position += count;
        Pending.RemoveRange(0, count);
        return count;
    }

    /// <summary>After the batch could not be computed.</summary>
    public void TakeBack(IModelContext context)
    {
        if (InBatch > 0)
            context.RemoveSequence(Sequence, Position);
        InBatch = 0;
    }
}

/// <summary>A beginning that requests share.</summary>
internal sealed class SharedPrefix(int[] tokens) : Feed
{
    public int[] Tokens { get; } = tokens;

    public bool IsKept => Sequence >= 0;

    public bool IsComputed => IsKept && Pending.Count == 0;

    public int Users { get; set; }

    public long LastUse { get; set; }
}

/// <summary>A request on its way. All but <see cref="IsOver"/> and the endings belongs to the engine's thread.</summary>
internal sealed class GenerationJob(GenerationRequest request) : Feed
{
    private readonly TaskCompletionSource<Generation> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GenerationRequest Request { get; } = request;

    public Task<Generation> Task => _done.Task;

    /// <summary>The caller has its answer, or no longer waits.</summary>
    public bool IsOver => _done.Task.IsCompleted;

    public GrammarState? Grammar { get; set; }

    public SharedPrefix? Prefix { get; set; }

    public bool HasPrefix { get; set; }

    public List<byte> Text { get; } = [];

    public int Told { get; set; }

    public int PromptTokens { get; set; }

    public int SampledTokens { get; set; }

    public int ForcedTokens { get; set; }

    protected override bool WantsLogits => true;

    /// <summary>Tokens of the KV cache that it may come to need beyond its prefix.</summary>
    public int Budget => Request.Prompt.Length + Request.MaxTokens;

    public void Finish(bool wasCut) => _done.TrySetResult(
        new Generation([.. Text], PromptTokens, Prefix?.Tokens.Length ?? 0, SampledTokens, ForcedTokens, wasCut));

    public void Fail(string why, Exception? inner = null) => _done.TrySetException(new LanguageUnavailableException(why, inner));

    [SuppressMessage("Reliability", "CA2016", Justification = "The token says who cancelled; nothing waits here.")]
    public void Cancel(CancellationToken ct) => _done.TrySetCanceled(ct);

    /// <summary>Back to the beginning, as if it had never run.</summary>
    public void Restart()
    {
        Sequence = -1;
        Position = 0;
        Pending.Clear();
        HasPrefix = false;
        Grammar = null;
        // Bytes that were told stay told: a greedy answer comes out the same again.
        Text.Clear();
        PromptTokens = SampledTokens = ForcedTokens = 0;
    }
}
