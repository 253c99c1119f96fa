using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class OpeningHoursTests
{
    private static readonly HandoffOptions Lisbon = new()
    {
        Hours = new() { ["Monday"] = "09:00-12:30,13:30-18:00", ["friday"] = "09:00-17:00", ["Saturday"] = "22:00-24:00" },
        TimeZone = "Europe/Lisbon",
        ClosedOn = ["2026-10-05"],
    };

    [Theory]
    [InlineData("2026-09-28T08:00Z", true)] // Monday, 09:00 in Lisbon
    [InlineData("2026-09-28T07:59Z", false)]
    [InlineData("2026-09-28T11:30Z", false)]
    [InlineData("2026-09-28T12:30Z", true)]
    [InlineData("2026-09-28T17:00Z", false)]
    [InlineData("2026-09-29T10:00Z", false)] // Tuesday
    [InlineData("2026-10-05T10:00Z", false)] // a holiday
    [InlineData("2026-10-03T22:59Z", true)] // Saturday till midnight
    [InlineData("2026-11-30T09:00Z", true)] // winter time
    public void IsOpen_GoesByTheShopsClock(string at, bool expected) =>
        Assert.Equal(expected, new OpeningHours(Lisbon).IsOpen(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-09-28T07:00Z", "2026-09-28T09:00+01:00")]
    [InlineData("2026-09-28T11:45Z", "2026-09-28T13:30+01:00")]
    [InlineData("2026-10-02T18:00Z", "2026-10-03T22:00+01:00")]
    [InlineData("2026-10-04T10:00Z", "2026-10-09T09:00+01:00")] // Monday is a holiday
    public void NextOpening_IsTheNextOne(string after, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), new OpeningHours(Lisbon).NextOpening(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-09-28T10:00Z", "2026-09-28T11:00Z", "2026-09-28T10:00Z")]
    [InlineData("2026-09-28T10:00Z", "2026-09-28T12:29Z", "2026-09-28T10:00Z")] // at noon, still closed
    [InlineData("2026-09-28T10:00Z", "2026-09-28T12:30Z", "2026-09-28T12:30Z")]
    [InlineData("2026-09-28T10:00Z", "2026-10-02T09:00Z", "2026-10-02T08:00Z")] // Friday
    public void LastOpening_IsTheLastOneSince(string since, string now, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
            new OpeningHours(Lisbon).LastOpening(DateTimeOffset.Parse(since, CultureInfo.InvariantCulture), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Fact]
    public void LastOpening_AlwaysOpen_IsNone() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, new OpeningHours(new()).LastOpening(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(3)));

    [Fact]
    public void NoHours_IsAlwaysOpen() => Assert.True(new OpeningHours(new()).IsOpen(DateTimeOffset.UnixEpoch));

    [Fact]
    public void Mistakes_NameTheSetting()
    {
        Assert.Empty(Lisbon.Validate(new(Lisbon)));
        var wrong = new HandoffOptions
        {
            Hours = new() { ["Montag"] = "09:00-17:00", ["Monday"] = "17:00-09:00", ["3"] = "09:00-17:00" },
            TimeZone = "Atlantis",
            ClosedOn = ["25.12."],
            QueueTimeout = TimeSpan.Zero,
        };

        Assert.Equal(
            ["Handoff:Hours:", "Handoff:Hours:Monday:", "Handoff:Hours:", "Handoff:TimeZone:", "Handoff:ClosedOn:", "Handoff:QueueTimeout"],
            wrong.Validate(new(wrong)).Select(mistake => mistake.ErrorMessage!.Split(' ')[0]));
    }
}
