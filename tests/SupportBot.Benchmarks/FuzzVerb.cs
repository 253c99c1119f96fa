using System.CommandLine;
using SupportBot.Load.Fuzz;

namespace SupportBot.Benchmarks;

/// <summary><c>fuzz</c>: odd requests, over Direct Line, <c>/api/messages</c> and beside them, to the real program as a process of its own.</summary>
internal static class FuzzVerb
{
    private const int MaxShown = 4000;

    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Makes the same requests again.", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count") { Description = "Requests.", DefaultValueFactory = _ => 100_000 };
        var only = new Option<int?>("--only") { Description = "The number of one request, to send it alone." };
        var minutes = new Option<double>("--minutes") { Description = "Ends after this time.", DefaultValueFactory = _ => 120 };
        var stop = new Option<bool>("--stop-at-first") { Description = "Ends at the first find." };
        var program = new Option<string>("--program") { Description = "SupportBot.dll of another build.", DefaultValueFactory = _ => typeof(Application).Assembly.Location };
        var megabytes = new Option<double>("--max-megabytes") { Description = "The most that the program may have resident.", DefaultValueFactory = _ => 1024 };
        var command = new Command("fuzz", "Odd requests to the real program: no 5xx, no crash, no hung conversation, no error in its log, level memory. Exit code 1 on a find.")
        {
            seed, count, only, minutes, stop, program, megabytes,
        };
        command.SetAction((parsed, ct) => RunAsync(
            new FuzzOptions(parsed.GetRequiredValue(program), parsed.GetValue(seed), parsed.GetValue(only) is null ? parsed.GetValue(count) : 1, ["--Llm:Model", "none"])
            {
                First = parsed.GetValue(only) ?? 0,
                Limit = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                StopsAtFirst = parsed.GetValue(stop),
                MaxMegabytes = parsed.GetValue(megabytes),
            },
            ct));
        return command;
    }

    private static async Task<int> RunAsync(FuzzOptions options, CancellationToken ct)
    {
        await using var run = new FuzzRun(options, Report.Progress);
        await run.RunAsync(ct);
        foreach (var find in run.Finds)
            Show(find, options.Seed);

        Report.Line("seed", options.Seed);
        Report.Line("requests", run.Sent);
        Report.Line("left_out", run.LeftOut);
        foreach (var (status, times) in run.Statuses)
            Report.Line(string.Create(CultureInfo.InvariantCulture, $"status_{status}"), times);
        Report.Line("questions_answered", run.Questions);
        Report.Line("slowest_answer_seconds", run.Slowest.TotalSeconds);
        Report.Line("resident_megabytes_first_round", run.Megabytes is [var first, ..] ? first : 0, 1);
        Report.Line("resident_megabytes_last_round", run.Megabytes is [.., var last] ? last : 0, 1);
        Report.Line("resident_megabytes_peak", run.PeakMegabytes, 1);
        Report.Line("finds", run.Finds.Count);
        return run.Finds.Count == 0 ? 0 : 1;
    }

    private static void Show(Find find, int seed)
    {
        Console.WriteLine($"{find.Count} times: {find.Symptom}");
        if (find.Request is { } request)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  --seed {seed} --only {request.Index}: {string.Join(", ", request.Mutations)}"));
            Console.WriteLine($"  {request.Method} {request.Path} ({request.ContentType}{(request.Damage is { } damage ? ", " + damage.Name : "")})");
            if (request.Bytes(text => text) is { } bytes)
                Console.WriteLine("  " + Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxShown)]));
        }

        Console.WriteLine("  " + find.Detail.ReplaceLineEndings(Environment.NewLine + "  "));
    }
}
