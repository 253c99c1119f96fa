using Microsoft.Bot.Schema;
using SupportBot.Bot.Replies;

namespace SupportBot.Tests.Bot.Replies;

public sealed class RepliesTests
{
    [Theory]
    [InlineData("de-DE", "3. Juni 2026")]
    [InlineData("de", "3. Juni 2026")]
    [InlineData("en-GB", "3 June 2026")]
    [InlineData("en-US", "June 3, 2026")]
    [InlineData("fr-CA", "3 juin 2026")]
    [InlineData("ja-JP", "2026年6月3日")]
    [InlineData("es-ES", "3 de junio de 2026")]
    [InlineData("ar-EG", "3 يونيو 2026")]
    [InlineData("th-TH", "June 3, 2026")]
    [InlineData("ar-SA", "June 3, 2026")]
    [InlineData("fa-IR", "June 3, 2026")]
    [InlineData("", "June 3, 2026")]
    [InlineData(null, "June 3, 2026")]
    [InlineData("xx-notalocale", "June 3, 2026")]
    [InlineData("../../etc", "June 3, 2026")]
    public void Day_OfALocale_IsWrittenItsWay(string? locale, string expected) =>
        Assert.Equal(expected, ReplyTexts.Day(CultureOf(locale), new DateOnly(2026, 6, 3)));

    [Theory]
    [InlineData("en-IE", 5990, "EUR", "€59.90")]
    [InlineData("de-DE", 5990, "EUR", "59,90 €")]
    [InlineData("de", 5990, "EUR", "59,90 €")]
    [InlineData("de-DE", 123456789, "EUR", "1.234.567,89 €")]
    [InlineData("fr-FR", 5990, "EUR", "59,90 €")]
    [InlineData("en-US", 5990, "USD", "$59.90")]
    [InlineData("en-US", 5990, "EUR", "€59.90")]
    [InlineData("en-US", 5990, "usd", "$59.90")]
    [InlineData("en-US", 5990, "CAD", "CA$59.90")]
    [InlineData("en-GB", 5990, "GBP", "£59.90")]
    [InlineData("en-CA", 5990, "CAD", "$59.90")]
    [InlineData("fr-CA", 5990, "CAD", "59,90 $")]
    [InlineData("fr-CA", 5990, "USD", "59,90 US$")]
    [InlineData("ja-JP", 5990, "JPY", "¥5,990")]
    [InlineData("en-US", 5990, "JPY", "¥5,990")]
    [InlineData("de-DE", 5990, "JPY", "5.990 ¥")]
    [InlineData("en-US", 5990, "CHF", "CHF 59.90")]
    [InlineData("en-US", 59900, "KWD", "KWD 59.900")]
    [InlineData("sv-SE", 5990, "SEK", "59,90 kr")]
    [InlineData("pl-PL", 5990, "PLN", "59,90 zł")]
    [InlineData("th-TH", 5990, "THB", "THB 59.90")]
    [InlineData("", 5990, "USD", "$59.90")]
    [InlineData(null, 5990, null, "59.90")]
    [InlineData("no-such-locale", 0, "EUR", "€0.00")]
    [InlineData("en-US", 5990, " ", "59.90")]
    [InlineData("en-US", 5990, "POINTS", "POINTS 59.90")]
    public void Money_OfALocale_HasTheCurrencysSignAndDecimals(string? locale, long minor, string? currency, string expected) =>
        Assert.Equal(expected, ReplyTexts.Money(CultureOf(locale), minor, currency).Replace('\u00a0', ' ').Replace('\u202f', ' '));

    [Fact]
    public void DayAndMoney_OfEachLocale_NameTheYearAndTheDigits()
    {
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            var used = CultureOf(culture.Name);
            Assert.Contains("2026", ReplyTexts.Day(used, new DateOnly(2026, 6, 3)), StringComparison.Ordinal);
            Assert.DoesNotContain("Wednesday", ReplyTexts.Day(used, new DateOnly(2026, 6, 3)), StringComparison.Ordinal);
            Assert.Matches("59.90", ReplyTexts.Money(used, 5990, "EUR"));
        }
    }

    private static CultureInfo CultureOf(string? locale) => ReplyTexts.CultureOf(new Activity(ActivityTypes.Message) { Locale = locale });
}
