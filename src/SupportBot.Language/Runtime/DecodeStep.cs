namespace SupportBot.Language.Runtime;

/// <summary>One decode of a batch that holds the next tokens of those who generate and pieces of the prompts of those who came. Belongs
/// to the engine's thread.</summary>
/// <param name="batchTokens">What a batch of the context holds.</param>
internal sealed partial class DecodeStep(Sampler sampler, int batchTokens, EngineOptions options, TimeProvider time, ILogger log)
{
    private readonly StepSize _size = new(batchTokens, options.StepTime);
    private long _decodeStart;

    /// <summary>Read by others, too.</summary>
    public EngineStatistics Statistics { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); } = new();

    /// <summary>Timestamp of the decode that is under way; 0 between decodes. Read by others, too.</summary>
    public long DecodeStart => Interlocked.Read(ref _decodeStart);

    /// <summary>Whose answers came to their end in the last step, and whether they were cut.</summary>
    public List<(GenerationJob Job, bool WasCut)> Finished { get; } = [];

    public DecodeOutcome Run(IModelContext context, PrefixCache prefixes, List<GenerationJob> running)
    {
        var tokens = FillBatch(context, prefixes, running);
        var start = time.GetTimestamp();
        var outcome = Decode(context);
        if (outcome == DecodeOutcome.Done)
        {
            _size.Took(time.GetElapsedTime(start), tokens);
            Advance(context, prefixes, running);
        }
        return outcome;
    }

    private int FillBatch(IModelContext context, PrefixCache prefixes, List<GenerationJob> running)
    {
        context.Clear();
        var room = context.BatchTokens;
        var generate = 0;
        foreach (var job in running)
        {
            if (job.SampledTokens > 0 && job.Pending.Count <= room)
            {
                room -= job.Put(context, room);
                generate++;
            }
        }
        var tokens = context.BatchTokens - room;
        var forPrompts = Math.Min(room, generate > 0 ? Math.Min(options.PromptChunk, _size.Tokens) : _size.Tokens);
        room = forPrompts;
        foreach (var prefix in prefixes.All)
        {
            if (room > 0 && prefix.Pending.Count > 0)
                room -= prefix.Put(context, room);
        }
        foreach (var job in running)
        {
            if (room > 0 && job.InBatch == 0 && (job.HasPrefix || TakePrefix(job, context)))
                room -= job.Put(context, room);
        }
        return tokens + forPrompts - room;
    }

    /// <summary>Begins a request with its prefix once that is computed.</summary>
    private bool TakePrefix(GenerationJob job, IModelContext context)
    {
        if (job.Prefix is { } prefix)
        {
            if (!prefix.IsComputed)
                return false;
            context.CopySequence(prefix.Sequence, job.Sequence);
            job.Position = prefix.Tokens.Length;
            Statistics = Statistics with { SharedTokens = Statistics.SharedTokens + prefix.Tokens.Length };
        }
        job.HasPrefix = true;
        return true;
    }

    private DecodeOutcome Decode(IModelContext context)
    {
        Interlocked.Exchange(ref _decodeStart, Math.Max(1, time.GetTimestamp()));
        try
        {
            return context.Decode();
        }
        // The native side failed in whatever way: the context is made anew, and customers are answered otherwise.
        catch (Exception error)
        {
            LogDecodeFailed(error);
            return DecodeOutcome.Failed;
        }
        finally
        {
            Interlocked.Exchange(ref _decodeStart, 0);
        }
    }

    private void Advance(IModelContext context, PrefixCache prefixes, List<GenerationJob> running)
    {
        Finished.Clear();
        var before = Statistics;
        long prefixTokens = 0, promptTokens = 0, sampled = 0, forced = 0;
        foreach (var prefix in prefixes.All)
            prefixTokens += prefix.Advance();
        for (var i = running.Count - 1; i >= 0; i--)
        {
            var job = running[i];
            var (sampledBefore, forcedBefore) = (job.SampledTokens, job.ForcedTokens);
            var fed = Advance(job, context);
            promptTokens += sampledBefore == 0 ? fed : 0;
            sampled += job.SampledTokens - sampledBefore;
            forced += job.ForcedTokens - forcedBefore;
        }
        Statistics = before with
        {
            PrefixTokens = before.PrefixTokens + prefixTokens,
            PromptTokens = before.PromptTokens + promptTokens,
            SampledTokens = before.SampledTokens + sampled,
            ForcedTokens = before.ForcedTokens + forced,
            Decodes = before.Decodes + 1,
            SequencesInUse = running.Count,
        };
    }

    /// <returns>How many tokens of the batch were its own.</returns>
    private int Advance(GenerationJob job, IModelContext context)
    {
        var fed = job.Advance();
        if (fed > 0 && job.LastIndex >= 0 && sampler.Sample(job, context.Logits(job.LastIndex)) is { } wasCut)
            Finished.Add((job, wasCut));
        return fed;
    }

    [LoggerMessage(LogLevel.Error, "The model's decode failed; its context is made anew")]
    private partial void LogDecodeFailed(Exception error);
}
