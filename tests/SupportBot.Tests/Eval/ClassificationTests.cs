using SupportBot.Eval.Figures;

namespace SupportBot.Tests.Eval;

public sealed class ClassificationTests
{
    private const string Info = Label.OrderInfo;
    private const string Help = Label.OrderHelp;
    private const string Other = Label.OutOfScope;

    [Fact]
    public void Figures_OfTenPairs_AreThoseComputedByHand()
    {
        // Expected: 4 info (3 right, 1 taken for help), 4 help (2 right, 1 info, 1 other), 2 other (both right).
        var table = new Classification([
            (Info, Info), (Info, Info), (Info, Info), (Info, Help),
            (Help, Help), (Help, Help), (Help, Info), (Help, Other),
            (Other, Other), (Other, Other)]);

        Assert.Equal(0.7, table.Accuracy, 12);
        Assert.Equal(3 / 4.0, table.Precision(Info), 12);
        Assert.Equal(3 / 4.0, table.Recall(Info), 12);
        Assert.Equal(2 / 3.0, table.Precision(Help), 12);
        Assert.Equal(2 / 4.0, table.Recall(Help), 12);
        Assert.Equal(2 / 3.0, table.Precision(Other), 12);
        Assert.Equal(1.0, table.Recall(Other), 12);
        Assert.Equal(4 / 7.0, table.F1(Help), 12);
        Assert.Equal((0.75 + (4 / 7.0) + 0.8) / 3, table.MacroF1, 12);
    }

    [Fact]
    public void MacroF1_LabelThatOnlyWasGot_DoesNotCount()
    {
        var table = new Classification([(Other, Other), (Other, Other), (Other, Info)]);

        Assert.Equal([Info, Other], table.Labels);
        Assert.Equal(0, table.F1(Info));
        Assert.Equal(0.8, table.MacroF1, 12);
    }

    [Fact]
    public void Figures_OfNothing_AreZero()
    {
        var table = new Classification([]);

        Assert.Equal((0, 0, 0), (table.Accuracy, table.MacroF1, table.Precision(Info)));
    }
}
