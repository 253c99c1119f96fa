using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Dialogs.Prompts;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Dialogs.Prompts;

public sealed class ChoicePromptTests
{
    private static PromptOptions Colors(ListStyle? style = null) => new()
    {
        Prompt = DialogFlow.Message("favorite color?"),
        Choices = ChoiceFactory.ToChoices(["red", "green", "blue"]),
        Style = style,
    };

    public static TheoryData<string, string, string, string> Locales()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var culture in PromptCultureModels.GetSupportedCultures())
        {
            var (language, region) = (culture.Locale.Split('-')[0], culture.Locale.Split('-')[1]);
            foreach (var locale in new[] { culture.Locale, $"{language}-{region.ToUpperInvariant()}", $"{char.ToUpperInvariant(language[0])}{language[1..]}-{region}", language.ToUpperInvariant(), language })
            {
                data.Add(locale, culture.InlineOr, culture.InlineOrMore, culture.Separator);
            }
        }

        return data;
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Constructor_EmptyId_Throws(string? id) => Assert.Throws<ArgumentNullException>(() => new ChoicePrompt(id));

    [Theory]
    [InlineData(ListStyle.Auto, "favorite color? (1) red, (2) green, or (3) blue")]
    [InlineData(ListStyle.Inline, "favorite color? (1) red, (2) green, or (3) blue")]
    [InlineData(ListStyle.List, "favorite color?\n\n   1. red\n   2. green\n   3. blue")]
    [InlineData(ListStyle.None, "favorite color?")]
    public async Task Style_TextStyles_ShowTheChoices(ListStyle style, string expected)
    {
        await new DialogFlow().Add(new ChoicePrompt("choice", defaultLocale: "en-us") { Style = style }).Begin("choice", Colors())
            .Send("hello").AssertReply(expected).StartTestAsync();
    }

    [Fact]
    public async Task Style_OfTheOptions_ComesFirst()
    {
        await new DialogFlow().Add(new ChoicePrompt("choice") { Style = ListStyle.List }).Begin("choice", Colors(ListStyle.None))
            .Send("hello").AssertReply("favorite color?").StartTestAsync();
    }

    [Fact]
    public async Task Style_SuggestedAction_ShowsButtons()
    {
        await new DialogFlow().Add(new ChoicePrompt("choice") { Style = ListStyle.SuggestedAction }).Begin("choice", Colors())
            .Send("hello").AssertReply(reply =>
            {
                var message = reply.AsMessageActivity();
                Assert.Equal("favorite color?", message.Text);
                Assert.Equal(["red", "green", "blue"], message.SuggestedActions.Actions.Select(action => action.Title));
            }).StartTestAsync();
    }

    [Fact]
    public async Task Style_HeroCard_AddsTheCardToTheAttachments()
    {
        var options = Colors(ListStyle.HeroCard);
        options.Prompt.Attachments = [new Attachment { Content = "some content", ContentType = "text/plain" }];

        await new DialogFlow().Add(new ChoicePrompt("choice")).Begin("choice", options)
            .Send("hello").AssertReply(reply =>
            {
                var attachments = reply.AsMessageActivity().Attachments;
                Assert.Equal(["text/plain", HeroCard.ContentType], attachments.Select(attachment => attachment.ContentType));
                var card = (HeroCard)attachments[1].Content;
                Assert.Equal("favorite color?", card.Text);
                Assert.Equal(3, card.Buttons.Count);
            }).StartTestAsync();

        Assert.Single(options.Prompt.Attachments);
    }

    [Fact]
    public async Task Prompt_ChoiceHasATitleOnly_ShowsIt()
    {
        var options = new PromptOptions { Choices = [new Choice { Action = new CardAction { Type = "imBack", Value = "value", Title = "title" } }] };

        await new DialogFlow().Add(new ChoicePrompt("choice")).Begin("choice", options)
            .Send("hello").AssertReply(" (1) title").StartTestAsync();
    }

    [Theory]
    [InlineData("red", "red 0")]
    [InlineData("the second one", "green 1")]
    [InlineData("3", "blue 2")]
    public async Task Answer_NamesAChoice_EndsWithIt(string answer, string expected)
    {
        await new DialogFlow().Add(new ChoicePrompt("choice", defaultLocale: "en-us")).Begin("choice", Colors(ListStyle.None))
            .WhenEnded(result => $"{((FoundChoice)result!).Value} {((FoundChoice)result).Index}")
            .Send("hello").AssertReply("favorite color?")
            .Send(answer).AssertReply(expected).StartTestAsync();
    }

    [Fact]
    public async Task Answer_NamesNone_RetryPromptShowsTheChoicesAgain()
    {
        var options = Colors();
        options.RetryPrompt = DialogFlow.Message("your favorite color, please?");

        await new DialogFlow().Add(new ChoicePrompt("choice")).Begin("choice", options)
            .Send("hello").AssertReply("favorite color? (1) red, (2) green, or (3) blue")
            .Send("what was that?").AssertReply("your favorite color, please? (1) red, (2) green, or (3) blue")
            .StartTestAsync();
    }

    [Fact]
    public async Task Validator_Replaces_TheRecognizedChoice()
    {
        PromptValidator<FoundChoice> validator = (context, ct) =>
        {
            context.Recognized.Value = new FoundChoice { Value = "chosen by the validator" };
            return Task.FromResult(true);
        };

        await new DialogFlow().Add(new ChoicePrompt("choice", validator)).Begin("choice", Colors(ListStyle.None)).WhenEnded(result => ((FoundChoice)result!).Value)
            .Send("hello").AssertReply("favorite color?")
            .Send("I'll take the red please.").AssertReply("chosen by the validator").StartTestAsync();
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task Locale_OfActivityOrPrompt_GivesTheSeparators(string locale, string or, string orMore, string separator)
    {
        var expected = $"favorite color? (1) red{separator}(2) green{orMore}(3) blue";
        Assert.NotEmpty(or);

        await new DialogFlow().Add(new ChoicePrompt("choice", defaultLocale: locale)).Begin("choice", Colors())
            .Send("hello").AssertReply(expected).StartTestAsync();

        var flow = new DialogFlow().Add(new ChoicePrompt("choice")).Begin("choice", Colors());
        flow.Locale = locale;
        await flow.Send("hello").AssertReply(expected).StartTestAsync();
    }

    [Fact]
    public async Task Locale_UnknownWithDefaults_UsesThoseGiven()
    {
        var defaults = new Dictionary<string, ChoiceFactoryOptions>
        {
            ["en-us"] = new(", ", " or ", ", or ", true),
            ["xx-yy"] = new("<>", " oo ", " ooo ", false),
        };
        var flow = new DialogFlow().Add(new ChoicePrompt("choice", defaults, null, "xx-YY")).Begin("choice", Colors());

        await flow.Send("hello").AssertReply("favorite color? red<>green ooo blue").StartTestAsync();
    }

    [Fact]
    public async Task RecognizeLanguage_OfTheOptions_IsUsedForTheAnswer()
    {
        var options = Colors(ListStyle.None);
        options.RecognizeLanguage = "de-de";

        await new DialogFlow().Add(new ChoicePrompt("choice", defaultLocale: "en-us")).Begin("choice", options).WhenEnded(result => ((FoundChoice)result!).Value)
            .Send("hello").AssertReply("favorite color?")
            .Send("die zweite").AssertReply("green").StartTestAsync();
    }
}
