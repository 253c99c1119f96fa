using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace SupportBot.Tests.Compat.Dialogs.Prompts;

public sealed class ConfirmPromptTests
{
    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Constructor_EmptyId_Throws(string? id) => Assert.Throws<ArgumentNullException>(() => new ConfirmPrompt(id));

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Yep!", true)]
    [InlineData("yeah, sure", true)]
    [InlineData("👍", true)]
    [InlineData("1", true)]
    [InlineData("the first", true)]
    [InlineData("no", false)]
    [InlineData("nope", false)]
    [InlineData("that's not ok", false)]
    [InlineData("👎", false)]
    [InlineData("2", false)]
    public async Task Answer_English_IsUnderstood(string answer, bool expected)
    {
        await new DialogFlow().Add(new ConfirmPrompt("confirm", defaultLocale: "en-us")).Begin("confirm", DialogFlow.Ask("Please confirm.")).WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("Please confirm. (1) Yes or (2) No")
            .Send(answer).AssertReply($"{expected}").StartTestAsync();
    }

    [Theory]
    [InlineData("lala")]
    [InlineData("yesterday")]
    [InlineData("know")]
    [InlineData("I'm not sure")]
    [InlineData("3")]
    public async Task Answer_NeitherYesNorNo_AsksAgain(string answer)
    {
        await new DialogFlow().Add(new ConfirmPrompt("confirm")).Begin("confirm", DialogFlow.Ask("Please confirm.", "Please confirm, say 'yes' or 'no' or something like that."))
            .Send("hello").AssertReply("Please confirm. (1) Yes or (2) No")
            .Send(answer).AssertReply("Please confirm, say 'yes' or 'no' or something like that. (1) Yes or (2) No").StartTestAsync();
    }

    [Theory]
    [InlineData("nl-nl", "(1) Ja of (2) Nee", "Ja", "Nee")]
    [InlineData("es-es", "(1) Sí o (2) No", "Sí", "No")]
    [InlineData("es-es", "(1) Sí o (2) No", "si", "no")]
    [InlineData("en-us", "(1) Yes or (2) No", "Yes", "No")]
    [InlineData("fr-fr", "(1) Oui ou (2) Non", "Oui", "Non")]
    [InlineData("de-de", "(1) Ja oder (2) Nein", "Ja", "Nein")]
    [InlineData("ja-jp", "(1) はい または (2) いいえ", "はい", "いいえ")]
    [InlineData("pt-br", "(1) Sim ou (2) Não", "Sim", "Não")]
    [InlineData("zh-cn", "(1) 是的 要么 (2) 不", "是的", "不")]
    [InlineData("bg-bg", "(1) да или (2) Не", "да", "Не")]
    [InlineData("hi-in", "(1) हां या (2) नहीं", "हां", "नहीं")]
    [InlineData("it-it", "(1) Si o (2) No", "Si", "No")]
    [InlineData("ko-kr", "(1) 예 또는 (2) 아니", "예", "아니")]
    [InlineData("sv-se", "(1) Ja eller (2) Nej", "Ja", "Nej")]
    [InlineData("tr-tr", "(1) Evet veya (2) Hayır", "Evet", "Hayır")]
    public async Task Locale_Each_ShowsAndUnderstandsItsWords(string locale, string shown, string yes, string no)
    {
        foreach (var (answer, expected) in new[] { (yes, "True"), (no, "False"), ("1", "True"), ("2", "False") })
        {
            await new DialogFlow().Add(new ConfirmPrompt("confirm", defaultLocale: locale)).Begin("confirm", DialogFlow.Ask("Prompt.")).WhenEnded(result => $"{result}")
                .Send("hello").AssertReply($"Prompt. {shown}")
                .Send(answer).AssertReply(expected).StartTestAsync();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-supported")]
    public async Task Locale_NotSupported_IsEnglish(string? locale)
    {
        await new DialogFlow().Add(new ConfirmPrompt("confirm", defaultLocale: locale)).Begin("confirm", DialogFlow.Ask("Prompt."))
            .Send("hello").AssertReply("Prompt. (1) Yes or (2) No").StartTestAsync();

        var flow = new DialogFlow().Add(new ConfirmPrompt("confirm")).Begin("confirm", DialogFlow.Ask("Prompt."));
        flow.Locale = locale;
        await flow.Send("hello").AssertReply("Prompt. (1) Yes or (2) No").StartTestAsync();
    }

    [Fact]
    public async Task ChoicesOfOurOwn_AreShownAndUnderstood()
    {
        var prompt = new ConfirmPrompt("confirm")
        {
            Style = ListStyle.Inline,
            ChoiceOptions = new ChoiceFactoryOptions { IncludeNumbers = true, InlineSeparator = "~" },
            ConfirmChoices = Tuple.Create(new Choice("ja bitte"), new Choice("lieber nicht")),
        };

        await new DialogFlow().Add(prompt).Begin("confirm", DialogFlow.Ask("Prompt.")).WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("Prompt. (1) ja bitte or (2) lieber nicht")
            .Send("lieber nicht").AssertReply("False").StartTestAsync();
    }

    [Fact]
    public async Task Numbers_NotShown_AreNotUnderstood()
    {
        var prompt = new ConfirmPrompt("confirm") { ChoiceOptions = new ChoiceFactoryOptions { IncludeNumbers = false } };

        await new DialogFlow().Add(prompt).Begin("confirm", DialogFlow.Ask("Prompt.")).WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("Prompt. Yes or No")
            .Send("1").AssertReply("Prompt. Yes or No")
            .Send("no").AssertReply("False").StartTestAsync();
    }

    [Fact]
    public async Task DefaultsOfOurOwn_GiveWordsForANewLocale()
    {
        var defaults = new Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)>
        {
            ["en-us"] = (new Choice("Yes"), new Choice("No"), new ChoiceFactoryOptions(", ", " or ", ", or ", true)),
            ["xx-yy"] = (new Choice("Yup-a"), new Choice("Nah"), new ChoiceFactoryOptions(" ^ ", " vel ", " vel ", true)),
        };
        var flow = new DialogFlow().Add(new ConfirmPrompt("confirm", defaults)).Begin("confirm", DialogFlow.Ask("Prompt.")).WhenEnded(result => $"{result}");
        flow.Locale = "xx-YY";

        await flow.Send("hello").AssertReply("Prompt. (1) Yup-a vel (2) Nah").Send("Nah").AssertReply("False").StartTestAsync();
    }

    [Fact]
    public async Task RecognizeLanguage_OfTheOptions_IsUsedForTheAnswer()
    {
        var options = DialogFlow.Ask("Prompt.");
        options.RecognizeLanguage = "es-es";

        await new DialogFlow().Add(new ConfirmPrompt("confirm", defaultLocale: "en-us")).Begin("confirm", options).WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("Prompt. (1) Yes or (2) No")
            .Send("claro").AssertReply("True").StartTestAsync();
    }
}
