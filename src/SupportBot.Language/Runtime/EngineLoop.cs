using System.Threading.Channels;

namespace SupportBot.Language.Runtime;

/// <summary>What an <see cref="Engine"/>'s thread does: lets requests join between steps and leave when they are done.</summary>
/// <param name="left">Called for each request that waits no more.</param>
/// <param name="open">Makes a context anew after a decode failed.</param>
internal sealed partial class EngineLoop(
    Channel<GenerationJob> incoming, Action left, IModelContext context, Func<IModelContext> open, Sampler sampler, DecodeStep step, EngineOptions options,
    ILogger log, CancellationToken closing)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LinkedList<GenerationJob> _waiting = [];
    private readonly List<GenerationJob> _running = [];
    private IModelContext _context = context;
    private PrefixCache _prefixes = new(context, Engine.SequencesOf(options));
    private int _rebuildsInARow;
    private int _mostRunning = options.Slots;
    private volatile bool _isBroken;

    /// <summary>It gave up.</summary>
    public bool IsBroken => _isBroken;

    public Task Ended => _ended.Task;

    public void Run()
    {
        try
        {
            while (!closing.IsCancellationRequested && TakeIncoming())
            {
                DropTheOver();
                Admit();
                if (_running.Count > 0)
                    Step();
            }
        }
        // Nothing stands above this thread: an error here must not end the process, and nobody may wait for ever.
        catch (Exception error)
        {
            _isBroken = true;
            LogBroken(error);
        }
        End();
    }

    private void End()
    {
        incoming.Writer.TryComplete();
        while (incoming.Reader.TryRead(out var job))
            _waiting.AddLast(job);
        foreach (var job in _running.Concat(_waiting))
            Fail(job, "The model's engine closes.");
        foreach (var (job, _) in step.Finished)
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
    private bool TakeIncoming()
    {
        while (incoming.Reader.TryRead(out var job))
            _waiting.AddLast(job);
        if (_running.Count > 0 || _waiting.Count > 0)
            return true;
        try
        {
            return incoming.Reader.WaitToReadAsync(closing).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void DropTheOver()
    {
        foreach (var job in _waiting.Where(job => job.IsOver).ToList())
        {
            _waiting.Remove(job);
            left();
        }
        foreach (var job in _running.FindAll(job => job.IsOver))
            Leave(job);
    }

    /// <summary>Lets those who wait join while sequences and room last, first come, first served.</summary>
    private void Admit()
    {
        while (_waiting.First is { Value: var job } && _running.Count < _mostRunning)
        {
            var prefix = _prefixes.Of(job.Request.Prefix);
            var (sequences, room) = prefix is null or { IsKept: true } ? (1, job.Budget) : (2, job.Budget + prefix.Tokens.Length);
            var hasRoom = HasRoom(sequences, room);
            while (!hasRoom && _prefixes.Evict(but: prefix))
                hasRoom = HasRoom(sequences, room);
            if (!hasRoom && _running.Count > 0)
                return;
            _waiting.RemoveFirst();
            if (hasRoom)
                Begin(job, prefix);
            else
                Fail(job, $"The request needs {room} tokens, more than the model's context has.");
        }
    }

    private bool HasRoom(int sequences, int tokens) =>
        _prefixes.FreeSequences >= sequences && _prefixes.Tokens + _running.Sum(job => job.Budget) + tokens <= _context.ContextTokens;

    private void Begin(GenerationJob job, SharedPrefix? prefix)
    {
        if (prefix is not null)
            _prefixes.Use(prefix);
        job.Prefix = prefix;
        job.Sequence = _prefixes.TakeSequence();
        job.Pending.AddRange(job.Request.Prompt);
        job.Grammar = job.Request.Grammar?.Start;
        sampler.Force(job);
        job.PromptTokens = job.Pending.Count;
        _running.Add(job);
    }

    private void Step()
    {
        switch (step.Run(_context, _prefixes, _running))
        {
            case DecodeOutcome.Done:
                _rebuildsInARow = 0;
                FinishWhoAreDone();
                break;
            case DecodeOutcome.NoRoom:
                MakeRoom();
                break;
            default:
                Rebuild();
                break;
        }
    }

    private void FinishWhoAreDone()
    {
        if (step.Finished.Count == 0)
            return;
        foreach (var (job, _) in step.Finished)
            Leave(job);
        // Whoever is told that it is over must find it so in the figures.
        step.Statistics = step.Statistics with { SequencesInUse = _running.Count };
        foreach (var (job, wasCut) in step.Finished)
            job.Finish(wasCut);
    }

    private void Leave(GenerationJob job)
    {
        _running.Remove(job);
        Release(job);
        _mostRunning = Math.Min(options.Slots, _mostRunning + 1);
        left();
    }

    private void Release(GenerationJob job)
    {
        _prefixes.FreeSequence(job.Sequence);
        job.Sequence = -1;
        if (job.Prefix is { } prefix)
            prefix.Users--;
    }

    /// <summary>For a job that is in no list any more, or that all lists are cleared of.</summary>
    private void Fail(GenerationJob job, string why)
    {
        job.Fail(why);
        left();
    }

    /// <summary>After a decode found no room: takes the batch back, forgets a prefix that nobody uses, else sends the youngest
    /// request back to wait, else fails the only one.</summary>
    private void MakeRoom()
    {
        step.Statistics = step.Statistics with { NoRoom = step.Statistics.NoRoom + 1 };
        foreach (var prefix in _prefixes.All)
            prefix.TakeBack(_context);
        foreach (var job in _running)
            job.TakeBack(_context);
        if (_prefixes.Evict(but: null))
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
        _context.Dispose();
        if (++_rebuildsInARow > options.MaxRebuilds)
            throw new InvalidOperationException($"{_rebuildsInARow} decodes failed one after the other.");
        _context = open();
        _prefixes = new PrefixCache(_context, Engine.SequencesOf(options));
        step.Statistics = step.Statistics with { Rebuilds = step.Statistics.Rebuilds + 1, SequencesInUse = 0 };
    }

    [LoggerMessage(LogLevel.Error, "The model's engine gave up; rules and templates answer")]
    private partial void LogBroken(Exception error);
}
