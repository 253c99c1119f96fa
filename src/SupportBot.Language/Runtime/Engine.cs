using System.Numerics.Tensors;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Runtime;

/// <summary>
/// Generates for many at once on one model. One thread owns the native context; requests come to it over a channel and join
/// between steps. A step is one decode of a batch that holds the next tokens of those who generate and pieces of the prompts of
/// those who came. Callers may be concurrent.
/// </summary>
internal sealed partial class Engine : IAsyncDisposable
{
    private readonly Func<IModelContext> _open;
    private readonly TokenTable _tokens;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<GenerationJob> _incoming;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();

    // All of these belong to the owner thread.
    private readonly LinkedList<GenerationJob> _waiting = [];
    private readonly List<GenerationJob> _running = [];
    private readonly List<SharedPrefix> _prefixes = [];
    private readonly Stack<int> _freeSequences = new();
    private readonly List<byte> _forced = [];
    private readonly List<(GenerationJob Job, bool WasCut)> _finished = [];
    private readonly StepSize _step;
    private IModelContext _context;
    private int _rebuildsInARow;
    private long _uses;
    private int _mostRunning;

    private volatile EngineStatistics _statistics = new();
    private volatile bool _isBroken;
    private volatile bool _isClosed;
    private long _decodeStart;
    private int _inFlight;
    private long _rejected;

    /// <param name="open">Makes a context; called again after a decode failed. The first call happens here, on the caller's thread.</param>
    /// <exception cref="Exception">What <paramref name="open"/> throws.</exception>
    public Engine(Func<IModelContext> open, TokenTable tokens, EngineOptions options, TimeProvider time, ILogger log)
    {
        _open = open;
        _tokens = tokens;
        _options = options;
        _time = time;
        _log = log;
        _context = open();
        _mostRunning = options.Slots;
        _step = new StepSize(_context.BatchTokens, options.StepTime);
        _incoming = Channel.CreateBounded<GenerationJob>(new BoundedChannelOptions(options.Slots + options.QueueLimit) { SingleReader = true });
        FreeAllSequences();
        new Thread(Run) { IsBackground = true, Name = "llm engine" }.Start();
    }

    public EngineStatistics Statistics => _statistics with { InFlight = Volatile.Read(ref _inFlight), Rejected = Interlocked.Read(ref _rejected) };

    public EngineStatus Status
    {
        get
        {
            if (_isBroken)
                return EngineStatus.Broken;
            if (_isClosed)
                return EngineStatus.Closed;
            var start = Interlocked.Read(ref _decodeStart);
            return start != 0 && _time.GetElapsedTime(start) > _options.StallLimit ? EngineStatus.Stalled : EngineStatus.Running;
        }
    }

    /// <exception cref="LanguageUnavailableException">Too many wait, it took too long, the model failed, or the engine closes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<Generation> GenerateAsync(GenerationRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Status is not EngineStatus.Running and var status)
            throw new LanguageUnavailableException($"The model's engine is {status}.");

        var job = new GenerationJob(request);
        if (Interlocked.Increment(ref _inFlight) > _options.Slots + _options.QueueLimit || !_incoming.Writer.TryWrite(job))
        {
            Interlocked.Decrement(ref _inFlight);
            Interlocked.Increment(ref _rejected);
            throw new LanguageUnavailableException("Too many requests wait for the model.");
        }

        // Callers are let go at their time even when the owner thread is stuck in a decode.
        using var late = new CancellationTokenSource(request.TimeLimit, _time);
        await using var onLate = late.Token.Register(() => job.Fail("The model took too long."));
        await using var onCancel = ct.Register(() => job.Cancel(ct));
        return await job.Task;
    }

    /// <summary>Takes no more requests, lets those that run and wait finish within the limit, and fails the rest.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        _isClosed = true;
        _incoming.Writer.TryComplete();
        try
        {
            await _ended.Task.WaitAsync(limit, _time);
        }
        catch (TimeoutException)
        {
            await _closing.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A thread stuck in a decode can't be ended, and its context must not be taken away under it.
        var isStalled = Status == EngineStatus.Stalled;
        _isClosed = true;
        _incoming.Writer.TryComplete();
        await _closing.CancelAsync();
        if (!isStalled)
            await _ended.Task.WaitAsync(_options.StallLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        try
        {
            while (!_closing.IsCancellationRequested && TakeIncoming())
            {
                DropTheOver();
                Admit();
                if (_running.Count > 0)
                    Step();
            }
        }
#pragma warning disable CA1031 // Nothing stands above this thread: an error here must not end the process, and nobody may wait for ever.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _isBroken = true;
            LogBroken(error);
        }

        _incoming.Writer.TryComplete();
        while (_incoming.Reader.TryRead(out var job))
            _waiting.AddLast(job);
        foreach (var job in _running.Concat(_waiting))
            Fail(job, "The model's engine closes.");
        foreach (var (job, _) in _finished)
            job.Fail("The model's engine closes.");
        try
        {
            _context.Dispose();
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>Takes what has come; waits for something when there is nothing to do.</summary>
    /// <returns>Whether to go on.</returns>
    private bool TakeIncoming()
    {
        while (_incoming.Reader.TryRead(out var job))
            _waiting.AddLast(job);
        if (_running.Count > 0 || _waiting.Count > 0)
            return true;
        try
        {
            return _incoming.Reader.WaitToReadAsync(_closing.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void DropTheOver()
    {
        for (var node = _waiting.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.IsOver)
            {
                _waiting.Remove(node);
                Interlocked.Decrement(ref _inFlight);
            }

            node = next;
        }

        for (var i = _running.Count - 1; i >= 0; i--)
        {
            if (_running[i].IsOver)
                Leave(_running[i]);
        }
    }

    /// <summary>Lets those who wait join while sequences and room last, first come, first served.</summary>
    private void Admit()
    {
        while (_waiting.First is { Value: var job } && _running.Count < _mostRunning)
        {
            var prefix = PrefixOf(job);
            var known = prefix is null || _prefixes.Contains(prefix);
            var sequences = known ? 1 : 2;
            var room = job.Budget + (known ? 0 : prefix!.Tokens.Length);
            while (_freeSequences.Count < sequences || Reserved() + room > _context.ContextTokens)
            {
                if (!EvictPrefix(but: prefix))
                    break;
            }

            if (_freeSequences.Count < sequences || Reserved() + room > _context.ContextTokens)
            {
                if (_running.Count > 0)
                    return;
                _waiting.RemoveFirst();
                Fail(job, $"The request needs {room} tokens, more than the model's context has.");
                continue;
            }

            _waiting.RemoveFirst();
            Begin(job, prefix);
        }
    }

    private void Begin(GenerationJob job, SharedPrefix? prefix)
    {
        if (prefix is not null && !_prefixes.Contains(prefix))
        {
            prefix.Sequence = _freeSequences.Pop();
            prefix.Pending.AddRange(prefix.Tokens);
            _prefixes.Add(prefix);
        }

        if (prefix is not null)
        {
            prefix.Users++;
            prefix.LastUse = ++_uses;
        }

        job.Prefix = prefix;
        job.Sequence = _freeSequences.Pop();
        job.Pending.AddRange(job.Request.Prompt);
        job.Grammar = job.Request.Grammar?.Start;
        Force(job);
        job.PromptTokens = job.Pending.Count;
        _running.Add(job);
    }

    private void Step()
    {
        _context.Clear();
        var room = _context.BatchTokens;
        var generate = 0;
        foreach (var job in _running)
        {
            if (job.SampledTokens > 0 && job.Pending.Count <= room)
            {
                room -= Put(job, room);
                generate++;
            }
        }

        var tokens = _context.BatchTokens - room;
        var forPrompts = Math.Min(room, generate > 0 ? Math.Min(_options.PromptChunk, _step.Tokens) : _step.Tokens);
        room = forPrompts;
        foreach (var prefix in _prefixes)
        {
            if (room > 0 && prefix.Pending.Count > 0)
                room -= Put(prefix, room);
        }

        foreach (var job in _running)
        {
            if (room > 0 && job.InBatch == 0 && (job.HasPrefix || TakePrefix(job)))
                room -= Put(job, room);
        }

        tokens += forPrompts - room;
        var start = _time.GetTimestamp();
        switch (Decode())
        {
            case DecodeOutcome.Done:
                _step.Took(_time.GetElapsedTime(start), tokens);
                _rebuildsInARow = 0;
                Advance();
                break;
            case DecodeOutcome.NoRoom:
                MakeRoom();
                break;
            default:
                Rebuild();
                break;
        }
    }

    /// <returns>How many tokens were put into the batch.</returns>
    private int Put(Feed feed, int room)
    {
        var count = Math.Min(room, feed.Pending.Count);
        feed.InBatch = count;
        feed.LastIndex = -1;
        for (var i = 0; i < count; i++)
        {
            var isLast = i == feed.Pending.Count - 1;
            var index = _context.Add(feed.Pending[i], feed.Position + i, feed.Sequence, isLast && feed is GenerationJob);
            if (isLast)
                feed.LastIndex = index;
        }

        return count;
    }

    /// <summary>Begins a request with its prefix once that is computed.</summary>
    private bool TakePrefix(GenerationJob job)
    {
        if (job.Prefix is { } prefix)
        {
            if (!prefix.IsComputed)
                return false;
            _context.CopySequence(prefix.Sequence, job.Sequence);
            job.Position = prefix.Tokens.Length;
            _statistics = _statistics with { SharedTokens = _statistics.SharedTokens + prefix.Tokens.Length };
        }

        job.HasPrefix = true;
        return true;
    }

    private DecodeOutcome Decode()
    {
        Interlocked.Exchange(ref _decodeStart, Math.Max(1, _time.GetTimestamp()));
        try
        {
            return _context.Decode();
        }
#pragma warning disable CA1031 // The native side failed in whatever way: the context is made anew, and customers are answered otherwise.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogDecodeFailed(error);
            return DecodeOutcome.Failed;
        }
        finally
        {
            Interlocked.Exchange(ref _decodeStart, 0);
        }
    }

    private void Advance()
    {
        long prefixTokens = 0, promptTokens = 0, sampled = 0, forced = 0;
        _finished.Clear();
        foreach (var prefix in _prefixes)
            prefixTokens += Fed(prefix);
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            var job = _running[i];
            var wasPrompt = job.SampledTokens == 0;
            var fed = Fed(job);
            if (wasPrompt)
                promptTokens += fed;
            if (fed == 0 || job.LastIndex < 0)
                continue;
            var forcedBefore = job.ForcedTokens;
            sampled++;
            if (Sample(job, _context.Logits(job.LastIndex)) is { } wasCut)
            {
                Leave(job);
                _finished.Add((job, wasCut));
            }

            forced += job.ForcedTokens - forcedBefore;
        }

        var before = _statistics;
        _statistics = before with
        {
            PrefixTokens = before.PrefixTokens + prefixTokens,
            PromptTokens = before.PromptTokens + promptTokens,
            SampledTokens = before.SampledTokens + sampled,
            ForcedTokens = before.ForcedTokens + forced,
            Decodes = before.Decodes + 1,
            SequencesInUse = _running.Count,
        };
        // Whoever is told that it is over must find it so in the figures.
        foreach (var (job, wasCut) in _finished)
            job.Finish(wasCut);
    }

    private static int Fed(Feed feed)
    {
        var count = feed.InBatch;
        feed.InBatch = 0;
        feed.Position += count;
        // Most often all of them: one token of those who generate.
        if (count == feed.Pending.Count)
            feed.Pending.Clear();
        else
            feed.Pending.RemoveRange(0, count);
        return count;
    }

    /// <summary>Takes the best token that the grammar admits, and what it then forces.</summary>
    /// <returns>Whether the answer was cut; <c>null</c> while it isn't at its end.</returns>
    private bool? Sample(GenerationJob job, ReadOnlySpan<float> logits)
    {
        if (job.SampledTokens == 0 && job.Request.Choices is { Length: > 0 } choices)
            job.Scores = ScoresOf(choices, logits);
        var token = TensorPrimitives.IndexOfMax(logits);
        if (job.Grammar is { } state && (job.Grammar = Admitted(state, token)) is null)
            token = BestAdmitted(job, state, logits);
        job.SampledTokens++;
        if (token < 0 || (_tokens.IsEnd(token) && !job.Request.IgnoresEnd))
            return token < 0;

        job.Pending.Add(token);
        job.Text.AddRange(_tokens.BytesOf(token));
        job.ForcedTokens += Force(job);
        Tell(job);
        if (job.Grammar is { IsFinished: true })
            return false;
        return job.SampledTokens + job.ForcedTokens >= job.Request.MaxTokens ? true : null;
    }

    private static float[] ScoresOf(int[] tokens, ReadOnlySpan<float> logits)
    {
        var scores = new float[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
            scores[i] = logits[tokens[i]];
        return scores;
    }

    /// <returns>The state after a token; the same state for an end that may come; <c>null</c> when it isn't admitted.</returns>
    private GrammarState? Admitted(GrammarState state, int token)
    {
        if (_tokens.IsEnd(token))
            return state.CanEnd ? state : null;
        var bytes = _tokens.BytesOf(token);
        return bytes.Length > 0 && state.After(bytes) is var after && after != GrammarState.Dead ? after : null;
    }

    /// <returns>-1 when the grammar admits no token.</returns>
    private int BestAdmitted(GenerationJob job, GrammarState state, ReadOnlySpan<float> logits)
    {
        var best = -1;
        var bestLogit = float.NegativeInfinity;
        for (var token = 0; token < logits.Length; token++)
        {
            if (logits[token] > bestLogit && Admitted(state, token) is { } after)
            {
                best = token;
                bestLogit = logits[token];
                job.Grammar = after;
            }
        }

        return best;
    }

    /// <summary>Feeds the text that the grammar leaves no choice for, together with what is pending.</summary>
    /// <returns>How many tokens.</returns>
    private int Force(GenerationJob job)
    {
        if (job.Grammar is not { ForcedByte: >= 0 } state)
            return 0;
        _forced.Clear();
        job.Grammar = state.Force(_forced);
        job.Text.AddRange(_forced);
        var tokens = _tokens.Continue(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_forced));
        job.Pending.AddRange(tokens);
        return tokens.Length;
    }

    private static void Tell(GenerationJob job)
    {
        if (job.Request.OnBytes is not { } tell || job.Text.Count <= job.Told)
            return;
        tell(job.Text.GetRange(job.Told, job.Text.Count - job.Told).ToArray());
        job.Told = job.Text.Count;
    }

    private void Leave(GenerationJob job)
    {
        _running.Remove(job);
        Release(job);
        _mostRunning = Math.Min(_options.Slots, _mostRunning + 1);
        Interlocked.Decrement(ref _inFlight);
    }

    private void Release(GenerationJob job)
    {
        _context.RemoveSequence(job.Sequence, 0);
        _freeSequences.Push(job.Sequence);
        job.Sequence = -1;
        if (job.Prefix is { } prefix)
            prefix.Users--;
    }

    /// <summary>For a job that is in no list any more, or that all lists are cleared of.</summary>
    private void Fail(GenerationJob job, string why)
    {
        job.Fail(why);
        Interlocked.Decrement(ref _inFlight);
    }

    private SharedPrefix? PrefixOf(GenerationJob job)
    {
        var tokens = job.Request.Prefix;
        if (tokens.Length == 0)
            return null;
        return _prefixes.Find(prefix => ReferenceEquals(prefix.Tokens, tokens) || prefix.Tokens.AsSpan().SequenceEqual(tokens)) ?? new SharedPrefix(tokens);
    }

    private int Reserved() => _prefixes.Sum(prefix => prefix.Tokens.Length) + _running.Sum(job => job.Budget);

    /// <summary>Forgets the prefix that was unused for longest.</summary>
    private bool EvictPrefix(SharedPrefix? but)
    {
        if (_prefixes.Where(prefix => prefix.Users == 0 && prefix != but).MinBy(prefix => prefix.LastUse) is not { } oldest)
            return false;
        _context.RemoveSequence(oldest.Sequence, 0);
        _freeSequences.Push(oldest.Sequence);
        _prefixes.Remove(oldest);
        return true;
    }

    /// <summary>After a decode found no room: takes the batch back, forgets a prefix that nobody uses, else sends the youngest
    /// request back to wait, else fails the only one.</summary>
    private void MakeRoom()
    {
        _statistics = _statistics with { NoRoom = _statistics.NoRoom + 1 };
        foreach (var feed in _prefixes.Concat<Feed>(_running))
        {
            if (feed.InBatch > 0)
                _context.RemoveSequence(feed.Sequence, feed.Position);
            feed.InBatch = 0;
        }

        if (EvictPrefix(but: null))
            return;
        var youngest = _running[^1];
        if (_running.Count == 1)
        {
            youngest.Fail("The model's context has no room for the request.");
            Leave(youngest);
            return;
        }

        _running.RemoveAt(_running.Count - 1);
        Release(youngest);
        // It must not come back before somebody has left, or none would ever get on.
        _mostRunning = _running.Count;
        youngest.Restart();
        _waiting.AddFirst(youngest);
    }

    private void Rebuild()
    {
        foreach (var job in _running.Concat(_waiting))
            Fail(job, "The model failed.");
        _running.Clear();
        _waiting.Clear();
        _prefixes.Clear();
        _context.Dispose();
        if (++_rebuildsInARow > _options.MaxRebuilds)
            throw new InvalidOperationException($"{_rebuildsInARow} decodes failed one after the other.");
        _context = _open();
        FreeAllSequences();
        _statistics = _statistics with { Rebuilds = _statistics.Rebuilds + 1, SequencesInUse = 0 };
    }

    private void FreeAllSequences()
    {
        _freeSequences.Clear();
        for (var sequence = SequencesOf(_options) - 1; sequence >= 0; sequence--)
            _freeSequences.Push(sequence);
    }

    /// <summary>How many sequences a context must have.</summary>
    public static int SequencesOf(EngineOptions options) => options.Slots + options.Prefixes;

    [LoggerMessage(LogLevel.Error, "The model's decode failed; its context is made anew")]
    private partial void LogDecodeFailed(Exception error);

    [LoggerMessage(LogLevel.Error, "The model's engine gave up; rules and templates answer")]
    private partial void LogBroken(Exception error);
}
