using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Handoff;

public sealed class TranscriptsTests : IDisposable
{
    private static readonly ConversationKey Conversation = new("directline", "c1");
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new(Transcripts.Tables);
    private readonly Transcripts _transcripts;

    public TranscriptsTests() => _transcripts = new Transcripts(_database.Bot);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AddAsync_LineOfAMebibyte_IsCutAndSaysSo()
    {
        var added = Assert.Single(await AddAsync(new string('x', 1_048_576)));

        Assert.Equal(Transcripts.MaxLine, added.Text.Length);
        Assert.EndsWith("x… (cut here: 1,048,576 characters in all)", added.Text, StringComparison.Ordinal);
        Assert.Equal(added, Assert.Single(await _transcripts.ReadAsync(Conversation, CancellationToken.None)));
    }

    [Fact]
    public async Task AddAsync_LineAsLongAsMayBe_StaysWhole()
    {
        var text = string.Concat(Enumerable.Repeat("\U0001F381", Transcripts.MaxLine / 2));

        await AddAsync(text);

        Assert.Equal(text, Assert.Single(await _transcripts.ReadAsync(Conversation, CancellationToken.None)).Text);
    }

    [Fact]
    public async Task AddAsync_NulCharacters_AreLeftOut()
    {
        var added = await AddAsync("be\0fore\0");

        Assert.Equal("before", Assert.Single(added).Text);
        Assert.Equal("before", Assert.Single(await _transcripts.ReadAsync(Conversation, CancellationToken.None)).Text);
    }

    [Fact]
    public async Task ReadAsync_RowOfAnOlderVersion_IsCutAsWell()
    {
        await _database.Bot.WriteAsync(async (transaction, ct) =>
        {
            await using var command = transaction.Command(
                "INSERT INTO transcript(channel_id, conversation_id, seq, at, said_by, words) VALUES ('directline', 'c1', 1, @at, 'Customer', @words)",
                ("@at", Now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
                ("@words", new string('x', 1_000_000)));
            await command.ExecuteNonQueryAsync(ct);
        }, CancellationToken.None);

        var line = Assert.Single(await _transcripts.ReadAsync(Conversation, CancellationToken.None));

        Assert.Equal(Transcripts.MaxLine, line.Text.Length);
        Assert.EndsWith("… (cut here: 1,000,000 characters in all)", line.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 251, 450, 250, 0)]
    [InlineData(251, null, 51, 250, 50, 200)]
    [InlineData(51, null, 1, 50, 0, 400)]
    [InlineData(null, 0, 1, 200, 0, 250)]
    [InlineData(null, 400, 401, 450, 400, 0)]
    [InlineData(900, null, 251, 450, 250, 0)]
    public async Task ReadAsync_LongConversation_GivesAPageAndCountsTheRest(int? before, int? after, long first, long last, long earlier, long later)
    {
        await AddAsync([.. Enumerable.Range(1, 450).Select(number => $"line {number}")]);

        var page = await _transcripts.ReadAsync(Conversation, new TranscriptRange(before, after), CancellationToken.None);

        Assert.Equal((first, last, last - first + 1), (page.Entries[0].Place, page.Entries[^1].Place, page.Entries.Count));
        Assert.Equal($"line {first}", page.Entries[0].Text);
        Assert.Equal((earlier, later), (page.Earlier, page.Later));
    }

    [Theory]
    [InlineData(1, null, 0, 3)]
    [InlineData(null, 3, 3, 0)]
    [InlineData(null, 900, 3, 0)]
    public async Task ReadAsync_WhereNoLineIs_CountsTheRest(int? before, int? after, long earlier, long later)
    {
        await AddAsync("one", "two", "three");

        var page = await _transcripts.ReadAsync(Conversation, new TranscriptRange(before, after), CancellationToken.None);

        Assert.Equal((0, earlier, later), (page.Entries.Count, page.Earlier, page.Later));
    }

    [Fact]
    public async Task ReadAsync_LongLines_ArePagedByTheirCharacters()
    {
        await AddAsync([.. Enumerable.Repeat(new string('x', 20_000), 30)]);

        var page = await _transcripts.ReadAsync(Conversation, new TranscriptRange(), CancellationToken.None);

        Assert.Equal((20, 10), (page.Entries.Count, page.Earlier));
        Assert.InRange(page.Entries.Sum(line => line.Text.Length), 1, TranscriptRange.MaxPageCharacters);
        Assert.Single((await _transcripts.ReadAsync(Conversation, new TranscriptRange(MaxCharacters: 1), CancellationToken.None)).Entries);
    }

    private Task<IReadOnlyList<TranscriptEntry>> AddAsync(params string[] texts) =>
        _database.Bot.WriteAsync<IReadOnlyList<TranscriptEntry>>(async (transaction, ct) =>
        {
            var added = new List<TranscriptEntry>();
            foreach (var text in texts)
                added.Add(await Transcripts.AddAsync(transaction, Conversation, new(Now, Speaker.Customer, text), ct));
            return added;
        }, CancellationToken.None);
}
