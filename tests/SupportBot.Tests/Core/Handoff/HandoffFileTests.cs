using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class HandoffFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WithNewest_EntriesThatCameInOrAreKnown_AreThereOnceInOrder()
    {
        var file = File(5, 8);

        file = file.WithNewest(Entries(9, 9)).WithNewest(Entries(9, 9)).WithNewest(Entries(6, 11)).WithNewest(Entries(10, 10));

        Assert.Equal(Places(5, 11), file.Entries.Select(entry => entry.Place));
        Assert.Equal(4, file.Earlier);
    }

    [Fact]
    public void WithNewest_AfterAGap_GoesOnFromThere()
    {
        var file = File(5, 8).WithNewest(Entries(20, 22));

        Assert.Equal(Places(20, 22), file.Entries.Select(entry => entry.Place));
        Assert.Equal(19, file.Earlier);
    }

    [Fact]
    public void WithNewest_WithoutEnd_KeepsAsManyAsWereAskedFor()
    {
        var file = File(301, 500).WithEarlier(new(Entries(101, 300), 100, 200));

        for (var place = 501; place <= 2_000; place++)
        {
            file = file.WithNewest(Entries(place, place));
            Assert.InRange(file.Entries.Count, 400, 600);
        }

        Assert.Equal(file.Entries[0].Place - 1, file.Earlier);
        Assert.Equal(2_000, file.Entries[^1].Place);
    }

    [Fact]
    public void WithEarlier_Page_StandsBeforeTheEntries()
    {
        var file = File(201, 400).WithEarlier(new(Entries(1, 200), 0, 200));

        Assert.Equal(Places(1, 400), file.Entries.Select(entry => entry.Place));
        Assert.Equal(0, file.Earlier);
    }

    private static HandoffFile File(int first, int last) => new(
        new HandoffTicket("H-7K2M9Q", HandoffState.Queued, "help", new("directline", "c1"), null, "Ana", [], Now, null), [], Entries(first, last), null, [])
    {
        Earlier = first - 1,
    };

    private static IReadOnlyList<TranscriptEntry> Entries(int first, int last) =>
        [.. Places(first, last).Select(place => new TranscriptEntry(Now, Speaker.Customer, "text", place))];

    private static IEnumerable<long> Places(int first, int last) => Enumerable.Range(first, last - first + 1).Select(place => (long)place);
}
