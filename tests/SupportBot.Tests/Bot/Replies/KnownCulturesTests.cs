using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;

namespace SupportBot.Tests.Bot.Replies;

public sealed class KnownCulturesTests
{
    private static readonly Order Paid = new(
        "1", OrderStatus.Shipped, new(2026, 5, 1), new(2026, 5, 2), null, Payments: [new(PaymentKind.Charge, "card", 123456, "EUR", "paid", new(2026, 5, 1))]);

    [Theory]
    [InlineData("x-klingon")]
    [InlineData("und-x-a")]
    [InlineData("und")]
    [InlineData("root")]
    [InlineData("qps-ploc")]
    [InlineData("i-klingon")]
    [InlineData("de-x-shop")]
    [InlineData("de-DE-u-co-phonebk-x-a")]
    [InlineData("xx-notalocale")]
    [InlineData("en\u0000US")]
    [InlineData("")]
    [InlineData(null)]
    public void NameOf_MadeUp_IsNone(string? locale)
    {
        Assert.Null(KnownCultures.NameOf(locale));
        Assert.Equal("en-US", ReplyTexts.CultureOf(locale).Name);
    }

    [Theory]
    [InlineData("EN-us", "en-US")]
    [InlineData("de", "de")]
    [InlineData("zh-hans-cn", "zh-Hans-CN")]
    public void NameOf_Known_IsItsOwnSpelling(string locale, string expected) => Assert.Equal(expected, KnownCultures.NameOf(locale));

    [Fact]
    public void Answer_InEachKnownCulture_HasItsAmountsAndDates()
    {
        var failed = new List<string>();
        foreach (var name in KnownCultures.All)
        {
            var culture = ReplyTexts.CultureOf(name);
            try
            {
                var answer = new OrderAnswer(culture, new DateOnly(2026, 10, 1)).Tell(Paid, [Topic.Total, Topic.Payment, Topic.Delivery]);
                var money = ReplyTexts.Money(culture, 123456, "EUR");
                if (!answer.Contains(money, StringComparison.Ordinal) || !answer.Contains("2026", StringComparison.Ordinal))
                    failed.Add($"{name}: {answer}");
            }
            catch (Exception error) when (error is CultureNotFoundException or ArgumentException or FormatException)
            {
                failed.Add($"{name}: {error.Message}");
            }
        }

        Assert.Empty(failed);
    }
}
