using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;
using SupportBot.Hosting;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>The built-in model is trained with the words that the program reads.</summary>
public sealed class ModelWordsTests
{
    private static readonly string Training = Path.Combine(Settings.Root, "models", "training", "builtin");

    [Fact]
    public void Words_OfTheTraining_AreTheSame()
    {
        var tokenizer = File.ReadAllText(Path.Combine(Training, "tokenizer.py"));

        Assert.Equal(ModelWords.Intents, ListOf(tokenizer, "INTENTS"));
        Assert.Equal(ModelWords.Kinds.Select(kind => kind.Word), ListOf(tokenizer, "KINDS"));
        Assert.Equal(ModelWords.Kinds.Where(kind => kind.HasValue).Select(kind => kind.Word), ListOf(tokenizer, "KINDS_WITH_VALUE"));
        Assert.Equal(ModelWords.Topics.Select(topic => topic.Word), ListOf(tokenizer, "TOPICS"));
        Assert.Equal(Fact.All, ListOf(tokenizer, "FACTS"));
    }

    [Fact]
    public void Topics_OfTheTrainingsQuestions_AreTheSame()
    {
        var templates = File.ReadAllText(Path.Combine(Training, "templates.py"));
        var asked = Regex.Match(templates, @"^ASKED = \{$(.*?)^\}$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

        Assert.Equal(ModelWords.Topics.Select(topic => topic.Word), Regex.Matches(asked, @"^    ""(\w+)"": \[", RegexOptions.Multiline).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Words_AreReadAsWhatTheyMean()
    {
        Assert.Equal(Enum.GetValues<Intent>(), ModelWords.Intents.Select(word => ModelWords.IntentOf(word)!.Value));
        Assert.Equal(Enum.GetValues<ReferenceKind>().Order(), ModelWords.Kinds.Select(kind => ModelWords.KindOf(kind.Word)!.Value).Order());
        Assert.All(ModelWords.Topics, topic => Assert.Equal(topic.Word, $"{ModelWords.TopicOf(topic.Word)}", ignoreCase: true));
        Assert.All(ModelWords.Kinds, kind => Assert.Equal(kind.Word, $"{ModelWords.KindOf(kind.Word)}", ignoreCase: true));
        Assert.Null(ModelWords.IntentOf(null));
        Assert.Null(ModelWords.KindOf("other"));
        Assert.Null(ModelWords.TopicOf("refund"));
    }

    private static IEnumerable<string> ListOf(string python, string name) =>
        Regex.Matches(Regex.Match(python, $@"^{name} = \[(.*?)\]", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value, "\"(.*?)\"").Select(match => match.Groups[1].Value);
}
