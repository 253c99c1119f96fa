using System.CommandLine;
using BenchmarkDotNet.Running;
using SupportBot.Benchmarks;
using SupportBot.Benchmarks.RandomModels;
using SupportBot.Language.Runtime;

// Speed and memory of the bot. Figures come as «name: value» on standard output, ratios from within one run.
var model = new Option<string?>("--model") { Description = "A GGUF file to measure.", Recursive = true };
var shape = new Option<string>("--shape") { Description = "Without --model: a model with random weights of this shape: " + string.Join(", ", ModelShape.Names) + ".", DefaultValueFactory = _ => "built-in", Recursive = true };
var parallel = new Option<string>("--parallel") { Description = "Customers at once.", DefaultValueFactory = _ => "1,2,4,8,16" };
var tokens = new Option<int>("--tokens") { Description = "Tokens for each customer.", DefaultValueFactory = _ => 64 };
var slots = new Option<int>("--slots") { Description = "Customers decoded together, the rest waits; 0 is what the bot takes." };
var threads = new Option<int>("--threads") { Description = "CPU threads; 0 is what the bot takes." };

var root = new RootCommand("Measures the bot's speed and memory. Build with --configuration Release.") { model, shape };
root.Subcommands.Add(Verb("turns", "Whole ORDER_INFO turns against the three-call flow: turn_ratio without, turn_ratio_warm with the cache of texts.", 24, "--rounds", "Turns of each kind.",
    (parsed, rounds) => TurnsVerb.RunAsync(Find(parsed).Path, Find(parsed).IsRandom, rounds)));
root.Subcommands.Add(Verb("understand", "How long a message takes to be understood, alone and with every core busy.", 500, "--messages", "Messages of each.",
    (_, messages) => UnderstandVerb.RunAsync(messages)));
root.Subcommands.Add(Verb("prefix", "Prompt tokens computed per turn, cold and warm.", 0, null, "", (parsed, _) => PrefixVerb.RunAsync(Find(parsed).Path, Find(parsed).IsRandom)));
root.Subcommands.Add(Verb("start", "Process start to first answer, and resident memory.", 5, "--rounds", "Starts.", (parsed, rounds) => StartVerb.RunAsync(Find(parsed).Path, rounds)));
root.Subcommands.Add(Verb("overhead", "Whole turns per second with the model off.", 2000, "--turns", "Turns.", (_, turns) => OverheadVerb.RunAsync(turns)));
root.Subcommands.Add(Verb("customers", "Sixteen customers at once: who is answered, and how long the slowest waits.", 4, "--turns", "Turns of each.",
    (parsed, turns) => CustomersVerb.RunAsync(Find(parsed).Path, Find(parsed).IsRandom, customers: 16, turns)));
root.Subcommands.Add(Verb("handoffs", "Two hundred handoffs open at once, messages both ways for a minute: faults, and how long the agents' calls and the relay take.", 10, "--messages", "Messages of each customer, and to each.",
    (_, messages) => HandoffsVerb.RunAsync(handoffs: 200, agents: 8, messages)));
root.Subcommands.Add(Verb("memory", "Resident memory before and after many requests.", 10_000, "--requests", "Requests.", (parsed, requests) => MemoryVerb.RunAsync(Find(parsed).Path, requests)));

var decode = new Command("decode", "Tokens per second for customers at once, and the engine beside a bare loop over the native API.") { parallel, tokens, slots, threads };
decode.SetAction((parsed, _) => DecodeVerb.RunAsync(
    Find(parsed).Path,
    [.. parsed.GetRequiredValue(parallel).Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))],
    parsed.GetRequiredValue(tokens),
    new LlmOptions { Slots = parsed.GetValue(slots), Threads = parsed.GetValue(threads) }));
root.Subcommands.Add(decode);

root.Subcommands.Add(FuzzVerb.Create());
root.Subcommands.Add(LoadVerb.Create());
root.Subcommands.Add(OrdersVerb.Create());

var micro = new Command("micro", "The small things, by BenchmarkDotNet; its arguments may follow.") { TreatUnmatchedTokensAsErrors = false };
micro.SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(SmallThings).Assembly).Run([.. parsed.UnmatchedTokens]));
root.Subcommands.Add(micro);
return await root.Parse(args).InvokeAsync();

(string Path, bool IsRandom) Find(ParseResult parsed) => ModelUnderTest.Find(parsed.GetValue(model), parsed.GetRequiredValue(shape));

static Command Verb(string name, string description, int standard, string? option, string optionDescription, Func<ParseResult, int, Task<int>> run)
{
    var command = new Command(name, description);
    var number = option is null ? null : new Option<int>(option) { Description = optionDescription, DefaultValueFactory = _ => standard };
    if (number is not null)
        command.Options.Add(number);
    command.SetAction((parsed, _) => run(parsed, number is null ? standard : parsed.GetRequiredValue(number)));
    return command;
}
