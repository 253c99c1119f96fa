using System.Diagnostics;
using SupportBot.Load.Running;

namespace SupportBot.Load.Fuzz;

/// <summary>The program under attack, started anew when it is gone, and what becomes of it by a few requests alone.</summary>
internal sealed class FuzzTrials(FuzzOptions options) : IAsyncDisposable
{
    /// <summary>Megabytes by which its peak may rise in a round.</summary>
    public const int MaxGrowth = 400;

    private FuzzedBot? _bot;
    private StandInChannel? _channel;

    /// <returns>The program, and whether it was started for this call.</returns>
    public async Task<(FuzzedBot Bot, bool IsNew)> StartAsync(CancellationToken ct)
    {
        if (_bot is { Program.HasExited: false })
            return (_bot, false);
        await StopAsync();
        _channel ??= await StandInChannel.StartAsync();
        return (_bot = await FuzzedBot.StartAsync(options.Program, _channel, options.Settings, ct), true);
    }

    public async Task StopAsync()
    {
        if (_bot is null)
            return;
        await _bot.DisposeAsync();
        _bot = null;
    }

    /// <summary>Sends requests at once, each in conversations of its own.</summary>
    /// <returns>What happened to the program and to each.</returns>
    public async Task<IReadOnlyList<string>> AloneAsync(IReadOnlyList<FuzzCase> requests, CancellationToken ct)
    {
        var (bot, _) = await StartAsync(ct);
        bot.Program.TakeLog();
        var before = bot.Program.Megabytes("VmHWM");
        var talks = await Task.WhenAll(requests.Select(_ => FuzzTalk.OpenAsync(bot, ct)));
        var hung = await Task.WhenAll(talks.Zip(requests, async (talk, request) =>
        {
            await talk.SendAsync(request, ct);
            return await talk.ProbeAsync(options.Patience, ct);
        }));
        var broken = await CrashedAsync(bot, ct) ? "crash in " + StackOf(bot)
            : hung.Any(names => names.Count > 0) || (await UnfinishedAsync(bot, ct)).Count > 0 ? $"hang: {requests[0].Route}"
            : bot.Program.Megabytes("VmHWM") - before > MaxGrowth / 2.0 ? "memory: " + requests[0].Route
            : await bot.HealthAsync(ct) is { } illness ? "health: " + illness
            : null;
        List<string> symptoms =
        [
            .. broken is null ? Array.Empty<string>() : [broken],
            .. talks.Select(talk => SymptomOf(talk.Sent[0].Case, talk.Sent[0].Answer)).OfType<string>(),
            .. talks.SelectMany(talk => talk.Unanswered()).Select(Unanswered),
            .. LogFinds.In(bot.Program.TakeLog()).Select(log => log.Symptom),
        ];
        foreach (var talk in talks)
            talk.Dispose();
        if (broken is not null)
            await StopAsync();
        return symptoms;
    }

    /// <summary>What is still unfinished when there was time enough.</summary>
    public async Task<IReadOnlyList<(string What, string Conversation, string ActivityId)>> UnfinishedAsync(FuzzedBot bot, CancellationToken ct)
    {
        var from = Stopwatch.GetTimestamp();
        while (true)
        {
            var rows = bot.Unfinished();
            if (rows.Count == 0 || Stopwatch.GetElapsedTime(from) > options.Patience || bot.Program.HasExited)
                return rows;
            await Task.Delay(100, ct);
        }
    }

    /// <summary>A refused invoke is 501 on <c>/api/messages</c> and 502 on Direct Line, by their protocols.</summary>
    public static string? SymptomOf(FuzzCase request, FuzzAnswer answer) => answer.Status switch
    {
        501 when request.Route == "messages" => null,
        502 when answer.Words.Contains("BotRejectedActivity", StringComparison.Ordinal) => null,
        >= 500 => $"{request.Route}: status {answer.Status}",
        0 when answer.Took > TimeSpan.FromSeconds(50) => $"{request.Route}: no answer in time",
        _ => null,
    };

    public static string Unanswered(FuzzCase request) => $"{request.Route}: a question was taken and not answered";


    /// <summary>Whether the process has ended, or is about to: writing the stack of an overflow takes a moment.</summary>
    public static async Task<bool> CrashedAsync(FuzzedBot bot, CancellationToken ct)
    {
        if (!bot.Program.HasExited && (bot.Program.Errors.Length > 0 || await bot.HealthAsync(ct) is not null))
        {
            using var moment = CancellationTokenSource.CreateLinkedTokenSource(ct);
            moment.CancelAfter(TimeSpan.FromSeconds(20));
            await bot.Program.WaitForExitAsync(moment.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return bot.Program.HasExited;
    }

    public static string StackOf(FuzzedBot bot) =>
        LogFinds.FrameOf(bot.Program.Errors) is { Length: > 0 } frame ? frame : $"exit code {bot.Program.ExitCode}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_channel is not null)
            await _channel.DisposeAsync();
    }
}
