using System.Globalization;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.Compat.Dialogs.Prompts;

public sealed class NumberPromptTests
{
    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Constructor_EmptyId_Throws(string? id) => Assert.Throws<ArgumentNullException>(() => new NumberPrompt<int>(id));

    [Fact]
    public void Constructor_TypeIsNoNumber_Throws() => Assert.Throws<NotSupportedException>(() => new NumberPrompt<short>("number"));

    [Theory]
    [InlineData("42", 42)]
    [InlineData("-7", -7)]
    [InlineData("1,234", 1234)]
    [InlineData("i am 18 years old", 18)]
    [InlineData("I've run 5km", 5)]
    [InlineData("$500", 500)]
    [InlineData("it is 0 degrees", 0)]
    [InlineData("5k", 5000)]
    [InlineData("forty two", 42)]
    [InlineData("twenty-one", 21)]
    [InlineData("one hundred and five", 105)]
    [InlineData("a hundred", 100)]
    [InlineData("two thousand three hundred", 2300)]
    [InlineData("a dozen", 12)]
    [InlineData("minus five", -5)]
    [InlineData("one and two", 1)]
    [InlineData("three million", 3_000_000)]
    public async Task Answer_English_IsUnderstood(string answer, int expected)
    {
        await new DialogFlow().Add(new NumberPrompt<int>("number", defaultLocale: "en-us")).Begin("number", DialogFlow.Ask("Enter a number.")).WhenEnded(result => $"Bot received the number '{result}'.")
            .Send("hello").AssertReply("Enter a number.")
            .Send(answer).AssertReply($"Bot received the number '{expected}'.").StartTestAsync();
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("3.14")]
    [InlineData("99999999999")]
    [InlineData("A5")]
    [InlineData("someone")]
    public async Task Answer_NoInteger_AsksAgain(string answer)
    {
        await new DialogFlow().Add(new NumberPrompt<int>("number")).Begin("number", DialogFlow.Ask("Enter a number.", "You must enter a number."))
            .Send("hello").AssertReply("Enter a number.")
            .Send(answer).AssertReply("You must enter a number.").StartTestAsync();
    }

    [Theory]
    [InlineData("en-us", "3.14")]
    [InlineData("nl-nl", "3,14")]
    [InlineData("de-de", "3,14")]
    [InlineData("de-de", "3.14")]
    [InlineData("fr-fr", "3,14")]
    public async Task Culture_OfPromptOrActivity_GivesTheDecimalPoint(string locale, string answer)
    {
        var flow = new DialogFlow().Add(new NumberPrompt<double>("number", defaultLocale: locale)).Begin("number", DialogFlow.Ask("?")).WhenEnded(result => ((double)result!).ToString(CultureInfo.InvariantCulture));
        await flow.Send("hello").AssertReply("?").Send(answer).AssertReply("3.14").StartTestAsync();

        flow = new DialogFlow().Add(new NumberPrompt<double>("number", defaultLocale: "en-us")).Begin("number", DialogFlow.Ask("?")).WhenEnded(result => ((double)result!).ToString(CultureInfo.InvariantCulture));
        flow.Locale = locale;
        await flow.Send("hello").AssertReply("?").Send(answer).AssertReply("3.14").StartTestAsync();
    }

    [Fact]
    public async Task Types_FloatLongDecimal_AreGivenAsSuch()
    {
        Assert.Equal(3.14f, await AnswerAsync<float>("3.14"));
        Assert.Equal(99999999999L, await AnswerAsync<long>("99999999999"));
        Assert.Equal(3.14m, await AnswerAsync<decimal>("3.14"));

        static async Task<object?> AnswerAsync<T>(string text)
            where T : struct
        {
            object? answer = null;
            await new DialogFlow().Add(new NumberPrompt<T>("number")).Begin("number", DialogFlow.Ask("?")).WhenEnded(result => $"{answer = result}")
                .Send("hello").AssertReply("?").Send(text).StartTestAsync();
            return answer;
        }
    }

    [Fact]
    public async Task Validator_OutOfRange_AsksAgain()
    {
        PromptValidator<int> validator = (context, ct) => Task.FromResult(context.Recognized.Succeeded && context.Recognized.Value is > 0 and < 100);

        await new DialogFlow().Add(new NumberPrompt<int>("number", validator, "en-us")).Begin("number", DialogFlow.Ask("Enter a number.", "You must enter a positive number less than 100.")).WhenEnded(result => $"{result}")
            .Send("hello").AssertReply("Enter a number.")
            .Send("150").AssertReply("You must enter a positive number less than 100.")
            .Send("64").AssertReply("64").StartTestAsync();
    }
}
