namespace SupportBot.Eval.Figures;

/// <summary>A bound that a figure must keep.</summary>
/// <param name="Key">A key of the metrics.</param>
/// <param name="IsLeast">Whether the bound is the least allowed, else the most.</param>
internal sealed record Threshold(string Key, bool IsLeast, double Bound)
{
    /// <summary>Takes <c>--min-KEY X</c> and <c>--max-KEY X</c> out of a command line.</summary>
    /// <returns>The bounds, and the other arguments in their order.</returns>
    /// <exception cref="EvalException">A bound is no number.</exception>
    public static (IReadOnlyList<Threshold> Thresholds, IReadOnlyList<string> Others) Take(IReadOnlyList<string> arguments)
    {
        var (thresholds, others) = (new List<Threshold>(), new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!(argument.StartsWith("--min-", StringComparison.Ordinal) || argument.StartsWith("--max-", StringComparison.Ordinal)))
            {
                others.Add(argument);
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            var bound = equals >= 0 ? argument[(equals + 1)..] : ++i < arguments.Count ? arguments[i] : "";
            if (!double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                throw new EvalException($"{name} needs a number, as in {name} 0.9.");
            thresholds.Add(new Threshold(name["--min-".Length..], name.StartsWith("--min-", StringComparison.Ordinal), number));
        }

        return (thresholds, others);
    }

    /// <returns>What is wrong, or <c>null</c> when the bound is kept. A figure that wasn't measured keeps none.</returns>
    public string? Miss(IReadOnlyDictionary<string, double> metrics)
    {
        if (!metrics.TryGetValue(Key, out var value))
            return $"{Key} was not measured in this run; measured were {string.Join(", ", metrics.Keys)}.";
        if (IsLeast ? value >= Bound : value <= Bound)
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{Key} is {value:0.####}, and must be {Bound:0.####} at {(IsLeast ? "least" : "most")}.");
    }
}
