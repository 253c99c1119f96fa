using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class DeskFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WithNewest_LinesThatCameInOrAreKnown_AreThereOnceInOrder()
    {
        var file = File(5, 8);

        file = file.WithNewest(Lines(9, 9)).WithNewest(Lines(9, 9)).WithNewest(Lines(6, 11)).WithNewest(Lines(10, 10));

        Assert.Equal(Places(5, 11), file.Lines.Select(line => line.Place));
        Assert.Equal(4, file.EarlierLines);
    }

    [Fact]
    public void WithNewest_AfterAGap_GoesOnFromThere()
    {
        var file = File(5, 8).WithNewest(Lines(20, 22));

        Assert.Equal(Places(20, 22), file.Lines.Select(line => line.Place));
        Assert.Equal(19, file.EarlierLines);
    }

    [Fact]
    public void WithNewest_WithoutEnd_KeepsAsManyAsWereAskedFor()
    {
        var file = File(301, 500).WithEarlier(new(Lines(101, 300), 100, 200));

        for (var place = 501; place <= 2_000; place++)
        {
            file = file.WithNewest(Lines(place, place));
            Assert.InRange(file.Lines.Count, 400, 600);
        }

        Assert.Equal(file.Lines[0].Place - 1, file.EarlierLines);
        Assert.Equal(2_000, file.Lines[^1].Place);
    }

    [Fact]
    public void WithEarlier_Page_StandsBeforeTheLines()
    {
        var file = File(201, 400).WithEarlier(new(Lines(1, 200), 0, 200));

        Assert.Equal(Places(1, 400), file.Lines.Select(line => line.Place));
        Assert.Equal(0, file.EarlierLines);
    }

    private static DeskFile File(int first, int last) => new(
        new HandoffTicket("H-7K2M9Q", HandoffState.Queued, "help", new("directline", "c1"), null, "Ana", [], Now, null), Lines(first, last), [], null, [])
    {
        EarlierLines = first - 1,
    };

    private static IReadOnlyList<TranscriptEntry> Lines(int first, int last) =>
        [.. Places(first, last).Select(place => new TranscriptEntry(Now, Speaker.Customer, "text", place))];

    private static IEnumerable<long> Places(int first, int last) => Enumerable.Range(first, last - first + 1).Select(place => (long)place);
}
