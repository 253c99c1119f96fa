using System.Numerics.Tensors;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>How likely each intent is; together 1.</summary>
internal readonly record struct IntentChances(float Info, float Help, float Out)
{
    /// <summary>How many intents there are.</summary>
    public const int Count = 3;

    // A chance of nothing would never be outweighed.
    private const float Least = 1e-6f;

    public Intent Best => Info >= Help && Info >= Out ? Intent.OrderInfo : Help >= Out ? Intent.OrderHelp : Intent.OutOfScope;

    /// <summary>The chance of the best.</summary>
    public float Sureness => MathF.Max(Info, MathF.Max(Help, Out));

    /// <param name="scores">Of ORDER_INFO, ORDER_HELP and OUT_OF_SCOPE, as natural logarithms up to a constant.</param>
    public static IntentChances OfScores(ReadOnlySpan<float> scores)
    {
        Span<float> chances = stackalloc float[Count];
        TensorPrimitives.SoftMax(scores, chances);
        return new IntentChances(chances[0], chances[1], chances[2]);
    }

    /// <summary>A verdict without figures.</summary>
    /// <param name="sureness">How often such verdicts are right.</param>
    public static IntentChances OfVerdict(Intent intent, float sureness)
    {
        var other = (1 - sureness) / (Count - 1);
        return new IntentChances(
            intent == Intent.OrderInfo ? sureness : other, intent == Intent.OrderHelp ? sureness : other, intent == Intent.OutOfScope ? sureness : other);
    }

    /// <summary>The opinions of several, each with its weight: their weighted geometric mean (a logarithmic opinion pool).</summary>
    public static IntentChances Pool(params ReadOnlySpan<(IntentChances Chances, float Weight)> opinions)
    {
        Span<float> scores = stackalloc float[Count];
        scores.Clear();
        foreach (var ((info, help, other), weight) in opinions)
        {
            scores[0] += weight * MathF.Log(MathF.Max(info, Least));
            scores[1] += weight * MathF.Log(MathF.Max(help, Least));
            scores[2] += weight * MathF.Log(MathF.Max(other, Least));
        }
        return OfScores(scores);
    }
}
