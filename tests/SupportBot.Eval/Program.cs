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

        private const int OwnFacts = 2000;

        private static string? Own(string set) =>
            Path.Combine(Settings.Root, "tests", "SupportBot.Eval", "data", set + ".jsonl") is var file && File.Exists(file) ? file : null;

        /// <returns>0; 1 where a bound was missed or a line of a set can't be used; 2 where nothing could be measured.</returns>
        public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter log)
        {
            var intents = new Option<string?>("--intents") { Description = "JSON lines {text, label | accept: [...], origin?}." };
            var references = new Option<string?>("--references") { Description = "JSON lines {text, user_id, as_of?, expect, expected_order_ids: [...]}." };
            var attacks = new Option<string?>("--attacks") { Description = "JSON lines {text, category, attacker_user_id?, forbidden?: [...], canary?}." };
            var benign = new Option<string?>("--benign") { Description = "JSON lines {text, label}: harmless messages that look like attacks." };
            var facts = new Option<int>("--facts") { Description = "Makes up so many questions from the rows, and compares each fact in the replies with the rows." };
            var orders = new Option<string?>("--orders") { Description = "The orders database: a SQLite file, or a .sql script. Default: the sample shop." };
            var model = new Option<string>("--model") { Description = "As the setting Llm:Model: a name, a path, an endpoint, or none.", DefaultValueFactory = _ => "built-in" };
            var json = new Option<string?>("--json") { Description = "Writes {metrics, by_origin, errors} to this file." };
            try
            {
                var (thresholds, others) = Threshold.Take(arguments);
                var code = 0;
                var root = new RootCommand("Measures the bot.") { intents, references, attacks, benign, facts, orders, model, json };
                root.SetAction(async (parsed, ct) =>
                {
                    var plan = new Plan
                    {
                        Intents = parsed.GetValue(intents),
                        References = parsed.GetValue(references),
                        Attacks = parsed.GetValue(attacks),
                        Benign = parsed.GetValue(benign),
                        Facts = parsed.GetValue(facts),
                        Orders = parsed.GetValue(orders),
                        Model = parsed.GetRequiredValue(model),
                    };
                    if (plan is { Intents: null, References: null, Attacks: null, Benign: null, Facts: 0 })
                    {
                        plan = plan with { Intents = Own("intents"), References = Own("references"), Attacks = Own("attacks"), Benign = Own("benign"), Facts = OwnFacts };
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
