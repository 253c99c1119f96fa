using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Debugging;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Base of what reads intents and entities out of an activity. Stands for <c>Microsoft.Bot.Builder.Dialogs.Recognizer</c>.</summary>
public class Recognizer
{
    public const string ChooseIntent = "ChooseIntent";
    public const string NoneIntent = "None";

    public Recognizer([CallerFilePath] string callerPath = "", [CallerLineNumber] int callerLine = 0)
    {
        if (!string.IsNullOrEmpty(callerPath))
        {
            DebugSupport.SourceMap.Add(this, SourceRange.OfLine(callerPath, callerLine));
        }
    }

    [JsonProperty("id")]
    public string Id { get; set; }

    [JsonIgnore]
    public IBotTelemetryClient TelemetryClient { get; set; } = new NullBotTelemetryClient();

    public virtual Task<RecognizerResult> RecognizeAsync(DialogContext dialogContext, Activity activity, CancellationToken cancellationToken = default, Dictionary<string, string> telemetryProperties = null, Dictionary<string, double> telemetryMetrics = null) =>
        throw new NotSupportedException($"{GetType().Name} does not say how to recognize.");

    public virtual async Task<T> RecognizeAsync<T>(DialogContext dialogContext, Activity activity, CancellationToken cancellationToken = default, Dictionary<string, string> telemetryProperties = null, Dictionary<string, double> telemetryMetrics = null)
        where T : IRecognizerConvert, new()
    {
        var result = new T();
        result.Convert(await RecognizeAsync(dialogContext, activity, cancellationToken, telemetryProperties, telemetryMetrics).ConfigureAwait(false));
        return result;
    }

    protected static RecognizerResult CreateChooseIntentResult(Dictionary<string, RecognizerResult> recognizerResults)
    {
        string text = null;
        var candidates = new List<JObject>();

        foreach (var (id, result) in recognizerResults)
        {
            text = result.Text;
            var (intent, score) = result.GetTopScoringIntent();
            if (intent != NoneIntent)
            {
                candidates.Add(new JObject
                {
                    ["id"] = id,
                    ["intent"] = intent,
                    ["score"] = score,
                    ["result"] = JObject.FromObject(result),
                });
            }
        }

        var chosen = new RecognizerResult
        {
            Text = text,
            Intents = new Dictionary<string, IntentScore> { { candidates.Count > 0 ? ChooseIntent : NoneIntent, new IntentScore { Score = 1.0 } } },
        };

        if (candidates.Count > 0)
        {
            chosen.Properties = new Dictionary<string, object> { { "candidates", candidates } };
        }

        return chosen;
    }

    protected virtual Dictionary<string, string> FillRecognizerResultTelemetryProperties(RecognizerResult recognizerResult, Dictionary<string, string> telemetryProperties, DialogContext dialogContext = null)
    {
        ArgumentNullException.ThrowIfNull(recognizerResult);

        var hasIntents = recognizerResult.Intents?.Count > 0;
        var top = hasIntents ? recognizerResult.GetTopScoringIntent() : default;
        var properties = new Dictionary<string, string>
        {
            { "Text", recognizerResult.Text },
            { "AlteredText", recognizerResult.AlteredText },
            { "TopIntent", top.intent },
            { "TopIntentScore", hasIntents ? JsonConvert.ToString(top.score) : null },
            { "Intents", hasIntents ? JsonConvert.SerializeObject(recognizerResult.Intents) : null },
            { "Entities", recognizerResult.Entities?.ToString() },
            { "AdditionalProperties", recognizerResult.Properties?.Count > 0 ? JsonConvert.SerializeObject(recognizerResult.Properties) : null },
        };

        foreach (var (key, value) in telemetryProperties ?? new Dictionary<string, string>())
        {
            properties[key] = value;
        }

        return properties;
    }

    protected void TrackRecognizerResult(DialogContext dialogContext, string eventName, Dictionary<string, string> telemetryProperties, Dictionary<string, double> telemetryMetrics)
    {
        if (TelemetryClient is NullBotTelemetryClient)
        {
            TelemetryClient = dialogContext.Context.TurnState.Get<IBotTelemetryClient>() ?? TelemetryClient;
        }

        TelemetryClient.TrackEvent(eventName, telemetryProperties, telemetryMetrics);
    }
}
