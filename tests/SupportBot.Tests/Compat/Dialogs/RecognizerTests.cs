using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Dialogs;

public sealed class RecognizerTests : IDisposable
{
    private readonly TurnContext _turn = new(new TestAdapter(), DialogFlow.Message("hi"));
    private readonly RecordingTelemetry _telemetry = new();

    public void Dispose() => _turn.Dispose();

    [Fact]
    public async Task RecognizeAsync_Subclass_ReportsItsResult()
    {
        var dc = new DialogContext(new DialogSet(), _turn, new DialogState());
        await new Greetings { TelemetryClient = _telemetry }.RecognizeAsync(dc, _turn.Activity);

        var (name, properties) = Assert.Single(_telemetry.Events);
        Assert.Equal("GreetingsResult", name);
        Assert.Equal(("hi", "greeting", "1.0"), (properties["Text"], properties["TopIntent"], properties["TopIntentScore"]));
        Assert.Contains("greeting", properties["Intents"], StringComparison.Ordinal);
        Assert.Equal("{}", properties["Entities"]);
        Assert.Null(properties["AlteredText"]);
        Assert.Null(properties["AdditionalProperties"]);
    }

    [Fact]
    public async Task RecognizeAsync_NoClientOfItsOwn_TakesTheTurns()
    {
        _turn.TurnState.Set<IBotTelemetryClient>(_telemetry);
        await new Greetings().RecognizeAsync(new DialogContext(new DialogSet(), _turn, new DialogState()), _turn.Activity);
        Assert.Single(_telemetry.Events);
    }

    [Fact]
    public void CreateChooseIntentResult_RecognizersDisagree_OffersTheCandidates()
    {
        var results = new Dictionary<string, RecognizerResult>
        {
            ["a"] = Result("order", 0.8),
            ["b"] = Result(Recognizer.NoneIntent, 0.9),
            ["c"] = Result("help", 0.7),
        };

        var chosen = Greetings.Choose(results);

        Assert.Equal(Recognizer.ChooseIntent, Assert.Single(chosen.Intents).Key);
        Assert.Equal(["order", "help"], ((List<JObject>)chosen.Properties["candidates"]).Select(candidate => (string?)candidate["intent"]));
        Assert.Equal(Recognizer.NoneIntent, Assert.Single(Greetings.Choose(new() { ["b"] = results["b"] }).Intents).Key);
    }

    private static RecognizerResult Result(string intent, double score) =>
        new() { Text = "hi", Intents = new Dictionary<string, IntentScore> { [intent] = new() { Score = score } } };

    private sealed class Greetings : Recognizer
    {
        internal static RecognizerResult Choose(Dictionary<string, RecognizerResult> results) => CreateChooseIntentResult(results);

        public override Task<RecognizerResult> RecognizeAsync(DialogContext dialogContext, Activity activity, CancellationToken cancellationToken = default, Dictionary<string, string>? telemetryProperties = null, Dictionary<string, double>? telemetryMetrics = null)
        {
            var result = new RecognizerResult { Text = activity.Text, Entities = new JObject() };
            result.Intents = new Dictionary<string, IntentScore> { ["greeting"] = new() { Score = 1 } };
            TrackRecognizerResult(dialogContext, "GreetingsResult", FillRecognizerResultTelemetryProperties(result, telemetryProperties!, dialogContext), telemetryMetrics!);
            return Task.FromResult(result);
        }
    }
}
