using SupportBot.Eval;
using SupportBot.Eval.Figures;

namespace SupportBot.Tests.Eval;

public sealed class ThresholdTests
{
    [Fact]
    public void Take_BoundsAmongOtherArguments_LeavesTheOthersInOrder()
    {
        var (thresholds, others) = Threshold.Take(["--intents", "f", "--min-macro_f1", "0.88", "--max-wrong_facts=0", "--json", "j"]);

        Assert.Equal([new Threshold("macro_f1", true, 0.88), new Threshold("wrong_facts", false, 0)], thresholds);
        Assert.Equal(["--intents", "f", "--json", "j"], others);
    }

    [Theory]
    [InlineData("--min-accuracy")]
    [InlineData("--min-accuracy", "high")]
    public void Take_BoundThatIsNoNumber_SaysWhichOne(params string[] arguments) =>
        Assert.Contains("--min-accuracy", Assert.Throws<EvalException>(() => Threshold.Take(arguments)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, 0.9, null)]
    [InlineData(true, 0.91, "accuracy is 0.9, and must be 0.91 at least.")]
    [InlineData(false, 0.9, null)]
    [InlineData(false, 0.89, "accuracy is 0.9, and must be 0.89 at most.")]
    public void Miss_Bound_IsKeptWhenEqual(bool isLeast, double bound, string? expected) =>
        Assert.Equal(expected, new Threshold("accuracy", isLeast, bound).Miss(new Dictionary<string, double> { ["accuracy"] = 0.9 }));

    [Fact]
    public void Miss_FigureThatWasNotMeasured_IsMissed() =>
        Assert.Contains("accuracyy was not measured", new Threshold("accuracyy", true, 0).Miss(new Dictionary<string, double> { ["accuracy"] = 1 }), StringComparison.Ordinal);
}
