using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Dialogs.Choices;

public sealed class ChoiceRecognizersTests
{
    private static readonly List<string> Colors = ["red", "green", "blue"];
    private static readonly List<string> Breads = ["bread", "bread pudding", "pudding"];

    [Theory]
    [InlineData("red", "red 0 0-2 1")]
    [InlineData("the red one please.", "red 0 4-6 1")]
    [InlineData("the red and blue ones please.", "red 0 4-6 1|blue 2 12-15 1")]
    [InlineData("yellow", "")]
    public void FindValues_Utterance_FindsEachValue(string utterance, string expected)
    {
        var values = Colors.Select((value, index) => new SortedValue { Value = value, Index = index }).ToList();
        Assert.Equal(expected, Show(Find.FindValues(utterance, values)));
    }

    [Fact]
    public void FindValues_ValuesOverlap_PrefersTheLonger()
    {
        var values = Breads.Select((value, index) => new SortedValue { Value = value, Index = index }).ToList();
        Assert.Equal("bread pudding 1 4-16 1|bread 0 22-26 1", Show(Find.FindValues("the bread pudding and bread please.", values)));
    }

    [Fact]
    public void FindValues_PartialMatchesAllowed_PrefersTheWholeOne()
    {
        var values = new[] { "option A", "option B", "option C" }.Select((value, index) => new SortedValue { Value = value, Index = index }).ToList();
        var found = Find.FindValues("option B", values, new FindValuesOptions { AllowPartialMatches = true });
        Assert.Equal("option B 1 0-7 1", Show(found));
    }

    [Fact]
    public void FindValues_WordsTooFarApart_FindsNothing()
    {
        List<SortedValue> values = [new SortedValue { Value = "second last", Index = 0 }];
        Assert.Single(Find.FindValues("the second from last one", values));
        Assert.Empty(Find.FindValues("the second of all those from last year", values));
        Assert.Single(Find.FindValues("the second of all those from last year", values, new FindValuesOptions { MaxTokenDistance = 5 }));
    }

    [Theory]
    [InlineData("the red one please.", "red 0 4-6 red")]
    [InlineData("the first one please.", "red 0 4-8 ")]
    [InlineData("the first and third one please.", "red 0 4-8 |blue 2 14-18 ")]
    [InlineData("the second one", "green 1 4-9 ")]
    [InlineData("1", "red 0 0-0 ")]
    [InlineData("one", "red 0 0-2 ")]
    [InlineData("option one and 3.", "red 0 7-9 |blue 2 15-15 ")]
    [InlineData("2nd", "green 1 0-2 ")]
    [InlineData("the last one", "blue 2 4-7 ")]
    [InlineData("the second to last", "green 1 4-17 ")]
    [InlineData("4", "")]
    [InlineData("0", "")]
    [InlineData("the fourth", "")]
    [InlineData("none of these", "")]
    public void RecognizeChoices_Utterance_FindsByNameThenOrdinalThenNumber(string utterance, string expected)
    {
        var found = ChoiceRecognizers.RecognizeChoices(utterance, Colors);
        Assert.Equal(expected, string.Join('|', found.Select(c => $"{c.Resolution.Value} {c.Resolution.Index} {c.Start}-{c.End} {c.Resolution.Synonym}")));
        Assert.All(found, c => Assert.Equal("choice", c.TypeName));
    }

    [Theory]
    [InlineData("es-es", "la segunda")]
    [InlineData("fr-fr", "le deuxième")]
    [InlineData("de-de", "den zweiten")]
    [InlineData("it-it", "il secondo")]
    [InlineData("nl-nl", "de tweede")]
    [InlineData("pt-br", "o segundo")]
    [InlineData("es-es", "dos")]
    [InlineData("de-de", "zwei")]
    public void RecognizeChoices_OtherLanguages_FindPositions(string locale, string utterance)
    {
        var found = ChoiceRecognizers.RecognizeChoices(utterance, Colors, new FindChoicesOptions { Locale = locale });
        Assert.Equal("green", Assert.Single(found).Resolution.Value);
    }

    [Fact]
    public void RecognizeChoices_SwitchedOff_RecognizesNoPosition()
    {
        var options = new FindChoicesOptions { RecognizeNumbers = false, RecognizeOrdinals = false };
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("the first one", Colors, options));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("1", Colors, options));
    }

    [Fact]
    public void FindChoices_SynonymOrTitle_MapsToTheChoice()
    {
        List<Choice> choices =
        [
            new("red") { Synonyms = ["scarlet"] },
            new("blue") { Action = new CardAction { Title = "the sky", Type = ActionTypes.ImBack } },
        ];

        Assert.Equal(("red", "scarlet"), Found(Find.FindChoices("scarlet", choices)));
        Assert.Equal(("blue", "the sky"), Found(Find.FindChoices("the sky please", choices)));
        Assert.Empty(Find.FindChoices("the sky please", choices, new FindChoicesOptions { NoAction = true }));
        Assert.Empty(Find.FindChoices("blue", choices, new FindChoicesOptions { NoValue = true }));

        static (string, string) Found(List<ModelResult<FoundChoice>> found)
        {
            var resolution = Assert.Single(found).Resolution;
            return (resolution.Value, resolution.Synonym);
        }
    }

    [Fact]
    public void FindChoices_NothingToLookForOrIn_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => Find.FindChoices(string.Empty, Colors));
        Assert.Throws<ArgumentNullException>(() => Find.FindChoices("red", (List<string>?)null));
        Assert.Throws<ArgumentNullException>(() => Find.FindChoices("red", (List<Choice>?)null));
    }

    private static string Show(List<ModelResult<FoundValue>> found) =>
        string.Join('|', found.Select(v => $"{v.Resolution.Value} {v.Resolution.Index} {v.Start}-{v.End} {v.Resolution.Score}"));
}
