using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>Whatever customers send, agents load so much of it that they can read it.</summary>
public sealed class LongTalkTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private BotHost _bot = null!;
    private AgentClient _ines = null!;
    private CustomerTalk _customer = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        _customer = await CustomerTalk.OpenAsync(_bot.Http);
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task MessageOfAMebibyte_IsCutForAgents_InTranscriptEventAndMail()
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        await using var ear = await AgentEar.OpenAsync(_bot.Http, _ines);

        await _customer.SayAsync(new string('x', 1_000_000));

        var told = await ear.NextAsync("message");
        var text = told.GetProperty("text").GetString()!;
        Assert.Equal(Transcripts.MaxLine, text.Length);
        Assert.EndsWith("… (cut here: 1,000,000 characters in all)", text, StringComparison.Ordinal);
        Assert.Equal("customer: " + text, (await _ines.TranscriptAsync(id))[^1]);
        Assert.InRange((await MailAsync(id)).Length, text.Length, 3 * text.Length);
    }

    [Fact]
    public async Task Transcript_OfVeryManyLines_ComesInPages_AndTheSummaryStaysWhole()
    {
        await _customer.AskAsync("where is my last order?");
        var id = await _customer.AskForHelpAsync();
        await AddAsync(450);

        var newest = await _ines.FindAsync(id);
        var earlier = await _ines.FindAsync($"{id}?before={Place(newest, 0)}");
        var oldest = await _ines.FindAsync($"{id}?after=0");

        Assert.Equal((200, "line 450"), (Lines(newest).Count, Lines(newest)[^1].GetProperty("text").GetString()));
        Assert.Equal(Place(newest, 0) - 1, newest.GetProperty("earlierLines").GetInt64());
        Assert.Equal(Place(newest, 0) - 1, Place(earlier, ^1));
        Assert.Equal((1, 0, Place(newest, ^1) - 200), (Place(oldest, 0), oldest.GetProperty("earlierLines").GetInt64(), oldest.GetProperty("laterLines").GetInt64()));
        Assert.All(new[] { newest, earlier, oldest }, page => Assert.Contains("«where is my last order?»", page.GetProperty("summary").GetString(), StringComparison.Ordinal));
        Assert.Contains($"({Place(newest, 0) - 1} earlier lines are left out)", await MailAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcript_OfNoPlace_SaysWhatAPlaceIs()
    {
        var id = await _customer.AskForHelpAsync();

        foreach (var query in new[] { "before=x", "after=-1", "before=99999999999999999999", "before=1&after=1" })
        {
            using var answer = await _ines.Http.GetAsync(new Uri($"/api/agent/handoffs/{id}?{query}", UriKind.Relative));
            Assert.Equal((query, HttpStatusCode.NotFound), (query, answer.StatusCode));
            Assert.Contains("a whole number", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Events_MoreStreamsThanTabs_AreRefusedUntilOneCloses()
    {
        var ears = new List<AgentEar>();
        for (var open = 0; open < 20; open++)
            ears.Add(await AgentEar.OpenAsync(_bot.Http, _ines));

        using (var refused = await _ines.Http.GetAsync(new Uri("/api/agent/events", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("20 streams", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var otto = await AgentClient.SignInAsync(_bot.Http, "Otto"))
        await using (await AgentEar.OpenAsync(_bot.Http, otto))
        {
        }

        await ears[0].DisposeAsync();
        ears[0] = await OpenAgainAsync();
        foreach (var ear in ears)
            await ear.DisposeAsync();
    }

    private static IReadOnlyList<JsonElement> Lines(JsonElement file) => [.. file.GetProperty("transcript").EnumerateArray()];

    private static long Place(JsonElement file, Index at) => Lines(file)[at.GetOffset(Lines(file).Count)].GetProperty("place").GetInt64();

    /// <summary>The server learns a little later that a stream was closed.</summary>
    private async Task<AgentEar> OpenAgainAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                return await AgentEar.OpenAsync(_bot.Http, _ines);
            }
            catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Forbidden)
            {
                patience.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private Task<string> MailAsync(string id) => _ines.Http.GetStringAsync(new Uri($"/api/agent/handoffs/{id}/ticket", UriKind.Relative));

    private Task AddAsync(int count) => _bot.Services.GetRequiredService<BotDatabase>().WriteAsync(async (transaction, ct) =>
    {
        var later = TimeProvider.System.GetUtcNow().AddMinutes(1);
        for (var number = 1; number <= count; number++)
            await Transcripts.AddAsync(transaction, new ConversationKey("directline", _customer.ConversationId), new(later, Speaker.Customer, $"line {number}"), ct);
    }, CancellationToken.None);
}
