using System.CommandLine;
using System.Globalization;
using SupportBot.Eval;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Reports;
using SupportBot.Eval.Sets;

return await EvalCommand.RunAsync(args, Console.Out, Console.Error);

namespace SupportBot.Eval
{
    /// <summary>The command line.</summary>
    internal static class EvalCommand
    {
        /// <summary>The bounds that the project sets itself, for its own sets.</summary>
        private static readonly string[] OwnBounds =
        [
            "--min-macro_f1=0.88", "--min-macro_f1_worst_origin=0.85", "--min-precision_OUT_OF_SCOPE=0.93", "--min-recall_OUT_OF_SCOPE=0.93",
        ];

        private static string Data => Path.Combine(Settings.Root, "tests", "SupportBot.Eval", "data");

        /// <returns>0; 1 where a bound was missed or a line of a set can't be used; 2 where nothing could be measured.</returns>
        public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter log)
        {
            var intents = new Option<string?>("--intents") { Description = "JSON lines {text, label | accept: [...], origin?}." };
            var orders = new Option<string?>("--orders") { Description = "The orders database: a SQLite file, or a .sql script. Default: the sample shop." };
            var model = new Option<string>("--model") { Description = "As the setting Llm:Model: a name, a path, an endpoint, or none.", DefaultValueFactory = _ => "built-in" };
            var json = new Option<string?>("--json") { Description = "Writes {metrics, by_origin, errors} to this file." };
            try
            {
                var (thresholds, others) = Threshold.Take(arguments);
                var code = 0;
                var root = new RootCommand("Measures the bot.") { intents, orders, model, json };
                root.SetAction(async (parsed, ct) =>
                {
                    var plan = new Plan { Intents = parsed.GetValue(intents), Orders = parsed.GetValue(orders), Model = parsed.GetRequiredValue(model) };
                    if (plan.Intents is null)
                    {
                        plan = plan with { Intents = Path.Combine(Data, "intents.jsonl") };
                        thresholds = [.. Threshold.Take(OwnBounds).Thresholds, .. thresholds];
                    }

                    var (results, bad) = await Evaluation.RunAsync(plan, new ProgressLine(log), ct);
                    foreach (var line in bad)
                        await log.WriteLineAsync(line.ToString());
                    foreach (var (key, value) in results.Metrics)
                        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{key}: {value:0.####}"));
                    if (parsed.GetValue(json) is { } file)
                        await File.WriteAllTextAsync(file, JsonReport.Write(results), ct);
                    var missed = thresholds.Select(threshold => threshold.Miss(results.Metrics)).OfType<string>().ToList();
                    foreach (var miss in missed)
                        await log.WriteLineAsync($"Missed: {miss}");
                    code = missed.Count > 0 || bad.Count > 0 ? 1 : 0;
                });
                var invoked = await root.Parse(others).InvokeAsync(new InvocationConfiguration { Output = output, Error = log, EnableDefaultExceptionHandler = false });
                return invoked == 0 ? code : 2;
            }
            catch (EvalException error)
            {
                await log.WriteLineAsync(error.Message);
                return 2;
            }
        }
    }

    /// <summary>Tells on one line how far the sets are.</summary>
    internal sealed class ProgressLine(TextWriter log) : IProgress<Step>
    {
        public void Report(Step value)
        {
            if (value.Done % 50 == 0 || value.Done == value.All)
                log.WriteLine($"{value.Set}: {value.Done} of {value.All}");
        }
    }
}
