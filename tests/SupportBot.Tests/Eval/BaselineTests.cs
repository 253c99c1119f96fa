using SupportBot.Core.Conversation;
using SupportBot.Eval.Baselines;
using SupportBot.Eval.Figures;

namespace SupportBot.Tests.Eval;

public sealed class BaselineTests
{
    [Fact]
    public void Grams_TwoWords_AreWordsPairsAndCharactersWithinWords()
    {
        var grams = TfIdf.Grams("My  Hat").ToList();

        Assert.Contains(" my hat", grams);
        Assert.Contains(" hat", grams);
        Assert.Contains("_hat_", grams);
        Assert.DoesNotContain(grams, gram => gram.Contains("y_h", StringComparison.Ordinal));
        Assert.Equal(3 + 3 + 2 + 1 + 4 + 3 + 2 + 1, grams.Count);
    }

    [Fact]
    public void Weigh_RareWordsCountMore_AndTextsHaveLengthOne()
    {
        var features = new TfIdf(["aa bb", "aa cc", "aa bb"], leastTexts: 1);

        var text = features.Weigh("aa cc");

        Assert.Equal(1, text.Weights.Sum(weight => weight * weight), 9);
        var common = features.Weigh("aa").Features;
        Assert.True(text.Weights.Max() > text.Weights.Where((_, i) => common.Contains(text.Features[i])).Max());
        Assert.Empty(features.Weigh("zz").Features);
    }

    [Fact]
    public void Fit_SeparableTexts_AreLabelledRightAndTheSameEachTime()
    {
        (string Text, string Label)[] rows =
        [
            .. Enumerable.Range(0, 30).Select(i => ($"where is parcel {i}", Label.OrderInfo)),
            .. Enumerable.Range(0, 30).Select(i => ($"please cancel purchase {i}", Label.OrderHelp)),
            .. Enumerable.Range(0, 30).Select(i => ($"tell me a joke about {i} cats", Label.OutOfScope)),
        ];

        var classifier = new NgramClassifier(rows);

        Assert.All(rows, row => Assert.Equal(row.Label, classifier.LabelOf(row.Text)));
        Assert.Equal(Label.OrderInfo, classifier.LabelOf("wheres my parcel"));
        Assert.Equal(Label.OrderHelp, classifier.LabelOf("cancelling it please"));
        Assert.Equal(Label.OutOfScope, classifier.LabelOf("another joke"));
        string[] unclear = ["", "parcel cats", "cancel the joke", "where", "purchase about parcel"];
        var again = new NgramClassifier(rows);
        Assert.All(unclear, text => Assert.Equal(classifier.LabelOf(text), again.LabelOf(text)));
    }

    [Theory]
    [InlineData("ORDER_HELP", Intent.OrderHelp)]
    [InlineData(" I'd say ORDER_INFO, not ORDER_HELP", Intent.OrderInfo)]
    [InlineData("OUT_OF_SCOPE or ORDER_INFO", Intent.OutOfScope)]
    [InlineData("order_info", Intent.OutOfScope)]
    [InlineData("", Intent.OutOfScope)]
    public void LabelOf_Reply_IsTheFirstNameInIt(string reply, Intent label) => Assert.Equal(label, ThreeCallBot.LabelOf(reply));

    [Theory]
    [InlineData("""{"target_order_id": 4411, "needs_clarification": false}""", "4411", false)]
    [InlineData("""Sure: {"target_order_id": "A-1", "needs_clarification": true} {"target_order_id": 2}""", "A-1", true)]
    [InlineData("""{"target_order_id": null, "needs_clarification": true}""", null, true)]
    [InlineData("""{"target_order_id": 44""", null, false)]
    [InlineData("""{target_order_id: 44}""", null, false)]
    [InlineData("none", null, false)]
    public void ParametersOf_Reply_AreItsFirstBraces(string reply, string? id, bool needsClarification) =>
        Assert.Equal((id, needsClarification), ThreeCallBot.ParametersOf(reply));
}
