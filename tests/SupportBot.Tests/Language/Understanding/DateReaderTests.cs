using System.Globalization;
using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>Days as customers name them, at the borders of weeks, months and years.</summary>
public sealed class DateReaderTests
{
    [Theory]
    [InlineData("2026-01-01", "the one from yesterday", "2025-12-31")]
    [InlineData("2026-01-01", "the one from the day before yesterday", "2025-12-30")]
    [InlineData("2026-01-15", "the order from last month", "2025-12")]
    [InlineData("2026-01-31", "the order from this month", "2026-01")]
    [InlineData("2026-03-31", "the order from last month", "2026-02")]
    [InlineData("2026-03-31", "the order from a month ago", "2026-02")]
    [InlineData("2026-04-30", "the order from 2 months ago", "2026-02")]
    [InlineData("2026-02-14", "the order from three months ago", "2025-11")]
    [InlineData("2028-03-01", "the one from yesterday", "2028-02-29")]
    [InlineData("2027-03-01", "the one from yesterday", "2027-02-28")]
    [InlineData("2026-01-01", "the order from last year", "2025")]
    [InlineData("2026-12-31", "the order from this year", "2026")]
    [InlineData("2026-01-02", "the order from last week", "2025-12-22/2025-12-28")]
    [InlineData("2026-01-05", "the order from last week", "2025-12-29/2026-01-04")]
    [InlineData("2026-01-04", "the order from this week", "2025-12-29/2026-01-04")]
    [InlineData("2026-01-05", "the order from this week", "2026-01-05")]
    [InlineData("2026-06-01", "the order i placed last monday", "2026-05-25")]
    [InlineData("2026-06-02", "the order i placed last monday", "2026-06-01,2026-05-25")]
    [InlineData("2026-01-01", "the order i placed on friday", "2025-12-26")]
    [InlineData("2026-06-07", "the one i bought last weekend", "2026-05-30/2026-05-31")]
    [InlineData("2026-01-10", "the order from two weeks ago", "2025-12-24/2025-12-30")]
    [InlineData("2026-01-02", "the order i made 3 days ago", "2025-12-30")]
    [InlineData("2026-01-02", "the order i made a couple of days ago", "2025-12-25/2026-01-01")]
    [InlineData("2026-01-02", "the order i made a few days ago", "2025-12-25/2026-01-01")]
    [InlineData("2026-06-10", "the one i ordered in May", "--05")]
    // More than a day or a month.
    [InlineData("2026-10-21", "what did I order between june and september", "2026-06-01/2026-09-30")]
    [InlineData("2026-10-21", "between november and february", "2025-11-01/2026-02-28")]
    [InlineData("2026-10-21", "from may 3 to may 9", "2026-05-03/2026-05-09")]
    [InlineData("2026-10-21", "everything since august", "2026-08-01/2026-10-21")]
    [InlineData("2026-10-21", "everything since last year", "2025-01-01/2026-10-21")]
    [InlineData("2026-10-21", "in the last 3 weeks", "2026-09-30/2026-10-21")]
    [InlineData("2026-10-21", "over the past couple of months", "2026-08-21/2026-10-21")]
    [InlineData("2026-10-21", "the one from the end of january", "2026-01-19/2026-01-31")]
    [InlineData("2026-10-21", "late november 2025", "2025-11-19/2025-11-30")]
    [InlineData("2026-10-21", "early in may", "--05")]
    [InlineData("2026-10-21", "early may", "2026-05-01/2026-05-13")]
    [InlineData("2026-10-21", "mid march", "2026-03-10/2026-03-22")]
    [InlineData("2026-10-21", "what did I grab on black friday", "2025-11-28/2025-12-01")]
    [InlineData("2026-12-05", "the one from black friday", "2026-11-27/2026-11-30")]
    [InlineData("2026-10-21", "around the holidays last year", "2025-12-10/2026-01-04")]
    [InlineData("2026-10-21", "the order i placed around easter", "2026-03-22/2026-04-27")]
    [InlineData("2026-10-21", "the one i bought last summer", "2026-06-01/2026-08-31")]
    [InlineData("2026-03-21", "in the summer", "2025-06-01/2025-08-31")]
    [InlineData("2026-10-21", "sometime in twenty twenty five", "2025")]
    [InlineData("2026-10-21", "the spring mattress", null)]
    [InlineData("2026-10-21", "between you and me", null)]
    [InlineData("2026-06-10", "the one i ordered on may 3rd", "--05-03")]
    [InlineData("2026-06-10", "the one from the 3rd of may 2025", "2025-05-03")]
    [InlineData("2026-06-10", "from 3/5", "--03-05,--05-03")]
    [InlineData("2026-06-10", "from 3/15", "--03-15")]
    [InlineData("2026-06-10", "from 15/3", "--03-15")]
    [InlineData("2026-06-10", "from 5/5", "--05-05")]
    [InlineData("2026-06-10", "the order from 3/5/2026", "2026-03-05,2026-05-03")]
    [InlineData("2026-06-10", "the order from 3/9/2026", "2026-03-09")]
    [InlineData("2026-06-10", "the order from 9/3/2026", "2026-03-09")]
    [InlineData("2026-06-10", "the order from 3.5.2026", "2026-05-03")]
    [InlineData("2026-06-10", "the order i placed around christmas", "2025-12-18/2025-12-31")]
    [InlineData("2026-12-20", "my christmas order", "2026-12-18/2026-12-31")]
    [InlineData("2026-06-10", "the order i placed around my birthday", null)]
    [InlineData("2026-06-10", "the one i ordered in ٣ may", "--05")]
    [InlineData("2026-06-10", "the one i ordered in may 20٢٥", "--05")]
    public void Read_Day_IsCountedFromTheClock(string today, string words, string? value)
    {
        var days = DateReader.Read(words, DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal(value, days is null ? null : ReferenceText.ValueOf(new OrderReference.Bought(days)));
    }
}
