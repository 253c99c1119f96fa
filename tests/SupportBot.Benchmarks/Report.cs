namespace SupportBot.Benchmarks;

/// <summary>Figures for people and scripts: one <c>name: value</c> to a line on standard output; progress goes to standard error.</summary>
internal static class Report
{
    public static void Line(string name, double value, int decimals = 3) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Math.Round(value, decimals)}"));

    public static void Line(string name, string value) => Console.WriteLine($"{name}: {value}");

    public static void Progress(string text) => Console.Error.WriteLine(text);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
