using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Baselines;

/// <summary>Labels messages by their n-grams alone.</summary>
internal sealed class NgramClassifier
{
    private readonly TfIdf _features;
    private readonly LogisticRegression _model;

    public NgramClassifier(IReadOnlyList<(string Text, string Label)> rows)
    {
        _features = new TfIdf([.. rows.Select(row => row.Text)]);
        _model = LogisticRegression.Fit(
            [.. rows.Select(row => _features.Weigh(row.Text))], [.. rows.Select(row => Label.All.ToList().IndexOf(row.Label))], _features.Count, Label.All.Count);
    }

    public string LabelOf(string text) => Label.All[_model.Classify(_features.Weigh(text))];
}
