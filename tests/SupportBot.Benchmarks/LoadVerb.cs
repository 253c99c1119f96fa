using System.CommandLine;
using SupportBot.Load.Chats;
using SupportBot.Load.Running;

namespace SupportBot.Benchmarks;

/// <summary><c>load</c>: five hundred conversations at once with the real program as a process of its own, or with two builds
/// in turn, whose ratios hold on a noisy machine too.</summary>
internal static class LoadVerb
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var conversations = new Option<int>("--conversations") { Description = "Customers at once.", DefaultValueFactory = _ => 500 };
        var messages = new Option<int>("--messages") { Description = "Messages of each.", DefaultValueFactory = _ => 8 };
        var burst = new Option<int>("--burst") { Description = "Messages written without waiting for a reply.", DefaultValueFactory = _ => 2 };
        var copies = new Option<int>("--copies") { Description = "Each activity is sent one to so many times.", DefaultValueFactory = _ => 3 };
        var rate = new Option<double>("--rate") { Description = "Messages per second in all; 0 for as fast as it goes." };
        var client = new Option<ChatClient?>("--client") { Description = "One kind of client alone; without it a mixture." };
        var language = new Option<string>("--llm") { Description = "The program's Llm:Model.", DefaultValueFactory = _ => "none" };
        var rounds = new Option<int>("--rounds") { Description = "Starts of each program.", DefaultValueFactory = _ => 1 };
        var program = new Option<string>("--program") { Description = "SupportBot.dll of another build.", DefaultValueFactory = _ => typeof(Application).Assembly.Location };
        var beside = new Option<string?>("--beside") { Description = "SupportBot.dll of a build to compare with." };
        var settings = new Option<string[]>("--setting") { Description = "A setting of the program, as Section:Key=value; may come several times." };
        var command = new Command("load", "Many conversations at once with the real program: time to the reply, turns per second, CPU per turn, memory; replies lost, doubled or out of order.")
        {
            conversations, messages, burst, copies, rate, client, language, rounds, program, beside, settings,
        };
        command.SetAction((parsed, ct) => RunAsync(
            new ChatLoadOptions(parsed.GetValue(conversations), parsed.GetValue(messages), parsed.GetValue(burst), parsed.GetValue(copies), parsed.GetValue(rate)) is var options
                && parsed.GetValue(client) is { } one ? options with { Clients = [one] } : options,
            [parsed.GetRequiredValue(program), .. parsed.GetValue(beside) is { } other ? new[] { other } : []],
            ["--Llm:Model", parsed.GetRequiredValue(language), .. (parsed.GetValue(settings) ?? []).Select(setting => "--" + setting)],
            parsed.GetValue(rounds),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(ChatLoadOptions options, IReadOnlyList<string> programs, string[] settings, int rounds, CancellationToken ct)
    {
        var measured = programs.Select(_ => new List<Dictionary<string, double>>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (i, program) in programs.Index())
            {
                measured[i].Add(await MeasureAsync(program, options, settings, ct));
                Report.Progress(FormattableString.Invariant($"{round + 1}/{rounds} {program}: {measured[i][^1]["turns_per_second"]:F1} turns/s"));
            }
        }

        foreach (var name in measured[0][0].Keys)
        {
            Report.Line(name, Report.Median(measured[0].Select(figures => figures[name])), 1);
            if (programs.Count == 1)
                continue;
            Report.Line(name + "_beside", Report.Median(measured[1].Select(figures => figures[name])), 1);
            if (measured[1].TrueForAll(figures => figures[name] > 0))
                Report.Line(name + "_ratio", Report.Median(measured[0].Zip(measured[1], (one, other) => one[name] / other[name])));
        }

        string[] faults = ["lost", "doubled", "out_of_order", "refused"];
        return measured[0].TrueForAll(figures => faults.All(fault => figures[fault] == 0)) ? 0 : 1;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(string path, ChatLoadOptions options, string[] settings, CancellationToken ct)
    {
        await using var program = await ProgramProcess.StartAsync(path, [.. ChatLoad.NoLimits, .. settings]);
        await using var load = new ChatLoad(program, options);
        var start = program.Megabytes("VmRSS");
        await load.WarmUpAsync(ct);
        var first = program.Megabytes("VmRSS");
        var figures = await load.RunAsync(ct);
        var end = program.Megabytes("VmRSS");
        await Task.Delay(Settled, ct);
        return new()
        {
            ["turns"] = figures.Turns,
            ["turns_per_second"] = figures.TurnsPerSecond,
            ["reply_milliseconds_p50"] = figures.Percentile(50),
            ["reply_milliseconds_p95"] = figures.Percentile(95),
            ["reply_milliseconds_p99"] = figures.Percentile(99),
            ["processor_milliseconds_per_turn"] = figures.ProcessorMillisecondsPerTurn,
            ["resident_megabytes_start"] = start,
            ["resident_megabytes_first_answer"] = first,
            ["resident_megabytes_end"] = end,
            ["resident_megabytes_settled"] = program.Megabytes("VmRSS"),
            ["resident_megabytes_peak"] = program.Megabytes("VmHWM"),
            ["lost"] = figures.Lost,
            ["doubled"] = figures.Doubled,
            ["out_of_order"] = figures.OutOfOrder,
            ["refused"] = figures.Refused,
        };
    }
}
