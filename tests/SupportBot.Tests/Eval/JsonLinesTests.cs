using SupportBot.Eval;
using SupportBot.Eval.Sets;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Eval;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_BadLinesAmongGoodOnes_AreNamedAndTheOthersKept()
    {
        var file = Write(
            """{"text": "where is 5", "label": "ORDER_INFO", "origin": "a", "later": {"more": 1}}""",
            "",
            """{"text": "where is 5" """,
            """{"label": "ORDER_INFO"}""",
            """{"text": "hm", "label": "GREETING"}""",
            """["text"]""",
            """{"text": "hm", "accept": ["OUT_OF_SCOPE", "ORDER_HELP"]}""");

        var read = IntentSet.Read(file);

        Assert.Equal([1, 7], read.Rows.Select(row => row.Line));
        Assert.Equal(["OUT_OF_SCOPE", "ORDER_HELP"], read.Rows[1].Accepted);
        Assert.Equal([3, 4, 5, 6], read.Bad.Select(bad => bad.Line));
        Assert.StartsWith(file + ":4: it has no \"text\"", read.Bad[1].ToString(), StringComparison.Ordinal);
        Assert.Contains("GREETING", read.Bad[2].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_References_TakeNumbersAsIdsAndBareDatesAsNoon()
    {
        var row = Assert.Single(ReferenceSet.Read(Write(
            """{"text": "my last one", "user_id": 6, "as_of": "2026-11-02", "expect": "found", "expected_order_ids": [12, "A-7"]}""")).Rows);

        Assert.Equal(("6", new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero)), (row.UserId, row.AsOf!.Value));
        Assert.Equal(["12", "A-7"], row.Expected);
    }

    [Theory]
    [InlineData("2026-11-02T08:30:00Z", 8, 30)]
    [InlineData("2026-11-02T08:30:00", 8, 30)]
    [InlineData("2026-11-02T08:30:00+02:00", 6, 30)]
    public void Read_AsOfWithATime_IsUtc(string asOf, int hour, int minute)
    {
        var row = Assert.Single(ReferenceSet.Read(Write($$"""{"text": "t", "user_id": "6", "as_of": "{{asOf}}", "expect": "no_orders"}""")).Rows);

        Assert.Equal(new DateTimeOffset(2026, 11, 2, hour, minute, 0, TimeSpan.Zero), row.AsOf);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo() =>
        Assert.Contains("missing.jsonl", Assert.Throws<EvalException>(() => IntentSet.Read(_folder.File("missing.jsonl"))).Message, StringComparison.Ordinal);

    private string Write(params string[] lines)
    {
        var file = _folder.File("set.jsonl");
        File.WriteAllLines(file, lines);
        return file;
    }
}
