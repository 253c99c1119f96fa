using System;
using System.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Picks the likeliest intent; with no score above zero, none. Stands for <c>Microsoft.Bot.Builder.RecognizerResultExtensions</c>.</summary>
public static class RecognizerResultExtensions
{
    public static (string intent, double score) GetTopScoringIntent(this RecognizerResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Intents is null)
        {
            throw new InvalidOperationException(nameof(result.Intents));
        }

        var top = result.Intents.Where(intent => intent.Value.Score > 0).OrderByDescending(intent => intent.Value.Score).FirstOrDefault();
        return top.Key is null ? (string.Empty, 0.0d) : (top.Key, top.Value.Score.Value);
    }
}
