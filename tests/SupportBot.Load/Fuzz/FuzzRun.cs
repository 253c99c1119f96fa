using System.Diagnostics;

namespace SupportBot.Load.Fuzz;

/// <summary>
/// Sends odd requests to the real program, in rounds of some conversations at once. After each round nothing may have
/// crashed, hung, been answered with 5xx or been logged as an error. Goes on past what it finds, in a new process.
/// </summary>
internal sealed class FuzzRun(FuzzOptions options, Action<string> progress) : IAsyncDisposable
{
    private const int MaxFinds = 60;
    private const int MaxCrashesOfAKind = 2;
    private const int MaxSuspects = 10;

    private readonly Dictionary<string, Find> _finds = [];
    private readonly Dictionary<string, int> _crashes = [];
    private readonly SortedDictionary<int, int> _statuses = [];
    private readonly List<double> _megabytes = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly FuzzTrials _trials = new(options);

    public IReadOnlyCollection<Find> Finds => _finds.Values;

    /// <summary>Requests by the status of their answer; zero for none.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    public int Sent { get; private set; }

    /// <summary>Requests left out because ones of their kind had crashed the program.</summary>
    public int LeftOut { get; private set; }

    public int Questions { get; private set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>Resident memory of the last process after each of its rounds.</summary>
    public IReadOnlyList<double> Megabytes => _megabytes;

    public double PeakMegabytes { get; private set; }

    private bool IsOver => _clock.Elapsed > options.Limit || _finds.Count >= MaxFinds || (options.StopsAtFirst && _finds.Count > 0);

    public async Task RunAsync(CancellationToken ct)
    {
        var size = options.AtOnce * options.Batch;
        for (var first = 0; first < options.Count && !IsOver; first += size)
        {
            await RoundAsync(options.First + first, Math.Min(size, options.Count - first), ct);
            progress($"{Sent + LeftOut} of {options.Count}, {_finds.Count} finds, {_megabytes.LastOrDefault():F0} MiB, {_clock.Elapsed:mm\\:ss}");
        }

        CheckGrowth();
    }

    public ValueTask DisposeAsync() => _trials.DisposeAsync();

    private async Task RoundAsync(int first, int count, CancellationToken ct)
    {
        var requests = Enumerable.Range(first, count).Select(index => FuzzCases.At(options.Seed, index)).Where(IsWorthIt).ToList();
        var (bot, isNew) = await _trials.StartAsync(ct);
        if (isNew)
            _megabytes.Clear();
        var before = bot.Program.Megabytes("VmHWM");
        var talks = await Task.WhenAll(Enumerable.Range(0, options.AtOnce).Select(_ => FuzzTalk.OpenAsync(bot, ct)));
        var hung = await Task.WhenAll(talks.Select((talk, at) => BatchAsync(bot, talk, [.. requests.Where((_, i) => i % talks.Length == at)], ct)));
        var sent = talks.SelectMany(talk => talk.Sent).ToList();
        Count(sent);
        var logged = LogFinds.In(bot.Program.TakeLog()).ToList();
        var failed = sent.Where(one => FuzzTrials.SymptomOf(one.Case, one.Answer) is not null).ToList();

        if (await FuzzTrials.CrashedAsync(bot, ct))
            await FindCulpritAsync("crash", Suspects(bot, sent), FuzzTrials.StackOf(bot), ct);
        else
            await CheckRestAsync(bot, talks, sent, [.. hung.SelectMany(names => names)], before, ct);
        foreach (var (request, answer) in failed)
            await AddAsync(FuzzTrials.SymptomOf(request, answer)!, [request], answer.Words, ct);
        foreach (var (symptom, activityId, detail) in logged)
        {
            var named = sent.Where(one => activityId is not null && one.Answer.ActivityId == activityId).Select(one => one.Case);
            await AddAsync(symptom, [.. named, .. failed.Select(one => one.Case)], detail, ct);
        }

        foreach (var talk in talks)
            talk.Dispose();
    }

    /// <returns>The probes that were not answered.</returns>
    private async Task<IReadOnlyList<string>> BatchAsync(FuzzedBot bot, FuzzTalk talk, IReadOnlyList<FuzzCase> requests, CancellationToken ct)
    {
        foreach (var request in requests)
        {
            await talk.SendAsync(request, ct);
            if (bot.Program.HasExited)
                return [];
        }

        return await talk.ProbeAsync(options.Patience, ct);
    }

    private async Task CheckRestAsync(
        FuzzedBot bot, IReadOnlyList<FuzzTalk> talks, List<(FuzzCase Case, FuzzAnswer Answer)> sent, IReadOnlyList<string> hung, double before, CancellationToken ct)
    {
        foreach (var request in hung.Count > 0 ? [] : talks.SelectMany(talk => talk.Unanswered()))
            await AddAsync(FuzzTrials.Unanswered(request), [request], string.Join(", ", request.Mutations), ct);

        var unfinished = await _trials.UnfinishedAsync(bot, ct);
        if (unfinished.Count > 0 || hung.Count > 0)
        {
            var what = string.Join("; ", hung.Concat(unfinished.Select(row => $"{row.What}: {row.ActivityId} in {row.Conversation}")).Take(10));
            await FindCulpritAsync("hang", Suspects(bot, sent), what, ct);
        }
        else if (await bot.HealthAsync(ct) is { } illness)
        {
            await FindCulpritAsync("health", [.. sent.Select(one => one.Case)], illness, ct);
        }
        else
        {
            await CheckMemoryAsync(bot, sent, before, ct);
        }
    }

    /// <summary>First those that the bot took and has not finished and those without an answer, then the rest.</summary>
    private static IReadOnlyList<FuzzCase> Suspects(FuzzedBot bot, List<(FuzzCase Case, FuzzAnswer Answer)> sent)
    {
        var unfinished = bot.Unfinished().Select(row => row.ActivityId).ToHashSet();
        return [.. sent.OrderBy(one => one.Answer.ActivityId is { } id && unfinished.Contains(id) ? 0 : one.Answer.Status == 0 ? 1 : 2).Select(one => one.Case)];
    }

    private async Task CheckMemoryAsync(FuzzedBot bot, List<(FuzzCase Case, FuzzAnswer Answer)> sent, double before, CancellationToken ct)
    {
        _megabytes.Add(bot.Program.Megabytes("VmRSS"));
        var peak = bot.Program.Megabytes("VmHWM");
        PeakMegabytes = Math.Max(PeakMegabytes, peak);
        if (peak > options.MaxMegabytes || peak - before > FuzzTrials.MaxGrowth)
            await FindCulpritAsync("memory", [.. sent.Select(one => one.Case)], FormattableString.Invariant($"from {before:F0} to {peak:F0} MiB in a round"), ct);
    }

    private void CheckGrowth()
    {
        if (_megabytes.Count < 20)
            return;
        var (early, late) = (_megabytes.Skip(_megabytes.Count / 5).Take(5).Average(), _megabytes.TakeLast(5).Average());
        if (late > (1.5 * early) + 100)
            Add("memory grows", null, FormattableString.Invariant($"{early:F0} MiB after a fifth of the rounds, {late:F0} MiB at the end"));
    }

    /// <summary>Sends what may have done it, one by one, until it happens again.</summary>
    private async Task FindCulpritAsync(string symptom, IReadOnlyList<FuzzCase> suspects, string detail, CancellationToken ct)
    {
        progress($"{symptom}: {detail.Split('\n')[0]}");
        await _trials.StopAsync();
        FuzzCase? culprit = null;
        foreach (var group in suspects.Where(IsWorthIt).Chunk(options.AtOnce))
        {
            if (await SeenAsync(group, symptom, ct) is null)
                continue;
            foreach (var suspect in group)
            {
                if (await SeenAsync([suspect], symptom, ct) is not { } seen)
                    continue;
                (culprit, symptom) = (suspect, seen);
                break;
            }

            if (culprit is not null)
                break;
        }

        if (culprit is not null)
            _crashes[culprit.Kind] = _crashes.GetValueOrDefault(culprit.Kind) + 1;
        await AddAsync(culprit is null ? symptom + ": " + detail.Split('\n')[0] : symptom, culprit is null ? [] : [culprit], detail, ct);
    }

    /// <returns>The symptom that begins so, when requests sent alone have it.</returns>
    private async Task<string?> SeenAsync(IReadOnlyList<FuzzCase> requests, string symptom, CancellationToken ct) =>
        _clock.Elapsed > options.Limit ? null : (await _trials.AloneAsync(requests, ct)).FirstOrDefault(seen => seen.StartsWith(symptom, StringComparison.Ordinal));

    /// <param name="suspects">The first of which it happens to alone is told, as small as it can be made.</param>
    private async Task AddAsync(string symptom, IReadOnlyList<FuzzCase> suspects, string detail, CancellationToken ct)
    {
        FuzzCase? culprit = null;
        foreach (var suspect in _finds.ContainsKey(symptom) || !options.Shrinks ? [] : suspects.Take(MaxSuspects))
        {
            if (await SeenAsync([suspect], symptom, ct) is null)
                continue;
            culprit = await Shrinker.ShrinkAsync(suspect, async smaller => await SeenAsync([smaller], symptom, ct) is not null);
            break;
        }

        Add(symptom, culprit ?? (suspects.Count == 1 ? suspects[0] : null), detail);
    }

    private void Add(string symptom, FuzzCase? request, string detail)
    {
        if (_finds.TryGetValue(symptom, out var known))
        {
            known.Count++;
            return;
        }

        _finds[symptom] = new Find(symptom, request, detail);
        progress($"found: {symptom} ({request?.Index}: {string.Join(", ", request?.Mutations ?? [])})");
    }

    private void Count(List<(FuzzCase Case, FuzzAnswer Answer)> sent)
    {
        Sent += sent.Count;
        Questions += sent.Count(one => one.Case.MustBeAnswered && one.Answer.Status == 200);
        foreach (var (_, answer) in sent)
        {
            _statuses[answer.Status] = _statuses.GetValueOrDefault(answer.Status) + 1;
            Slowest = answer.Took > Slowest ? answer.Took : Slowest;
        }
    }

    private bool IsWorthIt(FuzzCase request)
    {
        if (_crashes.GetValueOrDefault(request.Kind) < MaxCrashesOfAKind)
            return true;
        LeftOut++;
        return false;
    }
}
