using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Tests.Compat.Dialogs.Prompts;

public sealed class DateTimePromptTests
{
    private static string Show(object? result) => string.Join(" | ", ((IList<DateTimeResolution>)result!).Select(r => $"{r.Timex} {r.Value}"));

    [Theory]
    [InlineData("5th December 2018 at 9am", "2018-12-05T09 2018-12-05 09:00:00")]
    [InlineData("December 5, 2018", "2018-12-05 2018-12-05")]
    [InlineData("on 2018-12-05", "2018-12-05 2018-12-05")]
    [InlineData("12/5/2018 17:30", "2018-12-05T17:30 2018-12-05 17:30:00")]
    [InlineData("Wednesday 4 oclock", "XXXX-WXX-3T04 2018-11-28 04:00:00 | XXXX-WXX-3T04 2018-12-05 04:00:00 | XXXX-WXX-3T16 2018-11-28 16:00:00 | XXXX-WXX-3T16 2018-12-05 16:00:00")]
    [InlineData("the 3rd of May", "XXXX-05-03 2018-05-03 | XXXX-05-03 2019-05-03")]
    [InlineData("tomorrow", "2018-12-02 2018-12-02")]
    [InlineData("next monday", "2018-12-03 2018-12-03")]
    [InlineData("last monday", "2018-11-19 2018-11-19")]
    [InlineData("at noon", "T12 12:00:00")]
    [InlineData("12:05 am", "T00:05 00:05:00")]
    public async Task Answer_English_IsReadAgainstTheUsersClock(string answer, string expected)
    {
        var flow = new DialogFlow().Add(new DateTimePrompt("date", defaultLocale: "en-us")).Begin("date", DialogFlow.Ask("What date would you like?")).WhenEnded(Show);

        // A Saturday.
        flow.OnTurn = turn => turn.Activity.LocalTimestamp = new DateTimeOffset(2018, 12, 1, 10, 0, 0, TimeSpan.FromHours(2));

        await flow.Send("hello").AssertReply("What date would you like?").Send(answer).AssertReply(expected).StartTestAsync();
    }

    [Theory]
    [InlineData("de-de", "5.12.2018 um 9:15", "2018-12-05T09:15 2018-12-05 09:15:00")]
    [InlineData("fr-fr", "05/12/2018", "2018-12-05 2018-12-05")]
    public async Task Answer_OtherLanguages_ReadsDigits(string locale, string answer, string expected)
    {
        await new DialogFlow().Add(new DateTimePrompt("date", defaultLocale: locale)).Begin("date", DialogFlow.Ask("?")).WhenEnded(Show)
            .Send("hello").AssertReply("?").Send(answer).AssertReply(expected).StartTestAsync();
    }

    [Theory]
    [InlineData("whenever")]
    [InlineData("31st of February 2018")]
    [InlineData("25:00")]
    [InlineData("5")]
    public async Task Answer_NoDate_AsksAgain(string answer)
    {
        await new DialogFlow().Add(new DateTimePrompt("date")).Begin("date", DialogFlow.Ask("?", "again?"))
            .Send("hello").AssertReply("?").Send(answer).AssertReply("again?").StartTestAsync();
    }

    [Fact]
    public async Task Validator_MayRewriteTheResolution()
    {
        PromptValidator<IList<DateTimeResolution>> dateOnly = (context, ct) =>
        {
            if (!context.Recognized.Succeeded)
            {
                return Task.FromResult(false);
            }

            var first = context.Recognized.Value[0];
            context.Recognized.Value = [new DateTimeResolution { Timex = first.Timex.Split('T')[0], Value = first.Value.Split(' ')[0] }];
            return Task.FromResult(true);
        };

        await new DialogFlow().Add(new DateTimePrompt("date", dateOnly, "en-us")).Begin("date", DialogFlow.Ask("?")).WhenEnded(Show)
            .Send("hello").AssertReply("?").Send("5th December 2018 at 9am").AssertReply("2018-12-05 2018-12-05").StartTestAsync();
    }
}
