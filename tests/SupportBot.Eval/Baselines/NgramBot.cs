using System.Text.Json;
using SupportBot.Core.Conversation;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Sets;
using SupportBot.Hosting;

namespace SupportBot.Eval.Baselines;

/// <summary>A classifier of n-grams in the bot's place, trained on the corpus that the built-in model learned from. It labels
/// messages and can do nothing else.</summary>
internal sealed class NgramBot(NgramClassifier classifier) : IEvaluatedBot
{
    public static string Corpus => Path.Combine(Settings.Root, "models", "training", "corpus");

    /// <exception cref="EvalException">The corpus can't be read.</exception>
    public static NgramBot Train() => new(new NgramClassifier(ReadCorpus()));

    public static IReadOnlyList<(string Text, string Label)> ReadCorpus() =>
        [.. Directory.EnumerateFiles(Corpus, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(file => JsonLines.Read(file, ReadRow).Rows)];

    public Task<BotTurn> AskAsync(Asking asking, CancellationToken ct)
    {
        var intent = classifier.LabelOf(asking.Text) switch
        {
            Label.OrderInfo => Intent.OrderInfo,
            Label.OrderHelp => Intent.OrderHelp,
            _ => Intent.OutOfScope,
        };
        return Task.FromResult(new BotTurn("", new TurnOutcome(intent, null, [], [], [], ReplySource.Template, 0, false)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static (string Text, string Label) ReadRow(JsonElement row, int line) => (row.Text("text"), row.Text("intent"));
}
