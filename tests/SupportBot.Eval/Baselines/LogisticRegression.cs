using System.Numerics.Tensors;

namespace SupportBot.Eval.Baselines;

/// <summary>Multinomial logistic regression with an L2 penalty, fitted by L-BFGS: the same data give the same weights.</summary>
internal sealed class LogisticRegression
{
    private const double Penalty = 0.1;
    private const int MaxSteps = 60;
    private const int Memory = 8;
    private const double Enough = 1e-4;

    private readonly double[] _weights;
    private readonly int _features;
    private readonly int _classes;

    private LogisticRegression(double[] weights, int features, int classes) => (_weights, _features, _classes) = (weights, features, classes);

    /// <param name="features">How many there are.</param>
    /// <param name="classes">How many there are; labels are 0 to one below.</param>
    public static LogisticRegression Fit(IReadOnlyList<SparseText> texts, IReadOnlyList<int> labels, int features, int classes)
    {
        // A row of weights for each class, its bias last.
        var model = new LogisticRegression(new double[classes * (features + 1)], features, classes);
        model.Descend(texts, labels);
        return model;
    }

    public int Classify(SparseText text)
    {
        var scores = new double[_classes];
        Score(_weights, text, scores);
        return Array.IndexOf(scores, scores.Max());
    }

    private void Descend(IReadOnlyList<SparseText> texts, IReadOnlyList<int> labels)
    {
        var gradient = new double[_weights.Length];
        var loss = Loss(_weights, texts, labels, gradient);
        var steps = new LinkedList<(double[] Moved, double[] Bent, double Scale)>();
        for (var step = 0; step < MaxSteps && TensorPrimitives.Norm<double>(gradient) > Enough * texts.Count; step++)
        {
            var direction = Direction(gradient, steps);
            var slope = TensorPrimitives.Dot<double>(gradient, direction);
            var (next, nextGradient) = (new double[_weights.Length], new double[_weights.Length]);
            var size = step == 0 ? 1 / TensorPrimitives.Norm<double>(gradient) : 1.0;
            double nextLoss;
            while (true)
            {
                TensorPrimitives.MultiplyAdd<double>(direction, size, _weights, next);
                nextLoss = Loss(next, texts, labels, nextGradient);
                if (nextLoss <= loss + (1e-4 * size * slope) || size < 1e-10)
                    break;
                size /= 2;
            }

            var (moved, bent) = (new double[next.Length], new double[next.Length]);
            TensorPrimitives.Subtract<double>(next, _weights, moved);
            TensorPrimitives.Subtract<double>(nextGradient, gradient, bent);
            var curvature = TensorPrimitives.Dot<double>(moved, bent);
            if (curvature > 1e-12)
            {
                steps.AddFirst((moved, bent, 1 / curvature));
                if (steps.Count > Memory)
                    steps.RemoveLast();
            }

            next.CopyTo(_weights, 0);
            (gradient, loss) = (nextGradient, nextLoss);
        }
    }

    /// <summary>Down the slope, bent by what the last steps taught about the curvature (Nocedal's two loops).</summary>
    private static double[] Direction(double[] gradient, LinkedList<(double[] Moved, double[] Bent, double Scale)> steps)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, direction);
        var shares = new List<double>();
        foreach (var (moved, bent, scale) in steps)
        {
            var share = scale * TensorPrimitives.Dot<double>(moved, direction);
            shares.Add(share);
            TensorPrimitives.MultiplyAdd<double>(bent, -share, direction, direction);
        }

        if (steps.First is { Value: var newest })
            TensorPrimitives.Multiply<double>(direction, 1 / (newest.Scale * TensorPrimitives.SumOfSquares<double>(newest.Bent)), direction);
        var at = shares.Count;
        for (var step = steps.Last; step is not null; step = step.Previous)
        {
            var (moved, bent, scale) = step.Value;
            var back = scale * TensorPrimitives.Dot<double>(bent, direction);
            TensorPrimitives.MultiplyAdd<double>(moved, shares[--at] - back, direction, direction);
        }

        return direction;
    }

    private double Loss(double[] weights, IReadOnlyList<SparseText> texts, IReadOnlyList<int> labels, double[] gradient)
    {
        TensorPrimitives.Multiply<double>(weights, Penalty, gradient);
        var loss = Penalty / 2 * TensorPrimitives.SumOfSquares<double>(weights);
        var scores = new double[_classes];
        for (var row = 0; row < texts.Count; row++)
        {
            Score(weights, texts[row], scores);
            var highest = scores.Max();
            var sum = scores.Sum(score => Math.Exp(score - highest));
            loss += Math.Log(sum) + highest - scores[labels[row]];
            for (var label = 0; label < _classes; label++)
            {
                var off = (Math.Exp(scores[label] - highest) / sum) - (label == labels[row] ? 1 : 0);
                var start = label * (_features + 1);
                var (features, values) = (texts[row].Features, texts[row].Weights);
                for (var i = 0; i < features.Length; i++)
                    gradient[start + features[i]] += off * values[i];
                gradient[start + _features] += off;
            }
        }

        return loss;
    }

    private void Score(double[] weights, SparseText text, double[] scores)
    {
        for (var label = 0; label < _classes; label++)
        {
            var start = label * (_features + 1);
            var score = weights[start + _features];
            for (var i = 0; i < text.Features.Length; i++)
                score += weights[start + text.Features[i]] * text.Weights[i];
            scores[label] = score;
        }
    }
}
