using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole.Api;

/// <summary>A console that was cut off from the events gets what it missed, once and in order, or is told to read anew.</summary>
public sealed class AgentEventsTests : IAsyncLifetime, IDisposable
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
    public async Task Events_EachHasAnIdOfItsOwn()
    {
        await using var ear = await Ear.OpenAsync(_ines);
        var first = await ear.NextAsync();
        var id = await TakenAsync();
        await _ines.DoAsync(id, "messages", new { text = "Hello" });

        var heard = await ear.UntilAsync("Hello");

        Assert.Equal(("ping", false), (first.Kind, string.IsNullOrEmpty(first.Id)));
        Assert.DoesNotContain(heard, told => string.IsNullOrEmpty(told.Id));
        Assert.Equal(heard.Count, heard.Select(told => told.Id).Append(first.Id).Distinct().Count() - 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reconnect_WithTheLastId_GetsWhatWasMissedOnceAndInOrder(bool inAddress)
    {
        var id = await TakenAsync();
        Told last;
        await using (var ear = await Ear.OpenAsync(_ines))
        {
            await _ines.DoAsync(id, "messages", new { text = "before" });
            last = (await ear.UntilAsync("before"))[^1];
        }

        await _ines.DoAsync(id, "messages", new { text = "missed 1" });
        await _customer.SayAsync("missed 2");
        await _ines.HearAsync(id, "customer: missed 2");
        await _ines.DoAsync(id, "notes", new { text = "missed 3" });

        await using var back = await Ear.OpenAsync(_ines, last.Id, inAddress);
        await _ines.DoAsync(id, "messages", new { text = "live" });
        var heard = await back.UntilAsync("live");

        Assert.Equal(["missed 1", "missed 2", "missed 3", "live"], heard.Where(told => told.Kind == "message").Select(told => told.Text));
        Assert.Contains(heard.TakeWhile(told => told.Text != "missed 2"), told => told.Kind == "handoff");
        Assert.DoesNotContain(heard, told => told.Kind == "resync");
        Assert.DoesNotContain(heard, told => told.Kind != "ping" && told.Id == last.Id);
    }

    [Fact]
    public async Task Reconnect_AfterOnlyAPing_GetsWhatWasMissed()
    {
        string seen;
        await using (var ear = await Ear.OpenAsync(_ines))
            seen = (await ear.NextAsync()).Id;
        var id = await _customer.AskForHelpAsync();

        await using var back = await Ear.OpenAsync(_ines, seen);

        var told = await back.NextAsync("handoff");
        Assert.Equal(id, told.Data.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Reconnect_DoesNotRepeatThatTheCustomerTyped()
    {
        var id = await TakenAsync();
        string seen;
        await using (var ear = await Ear.OpenAsync(_ines))
        {
            seen = (await ear.NextAsync()).Id;
            _bot.Services.GetRequiredService<HandoffEventBroadcaster>().Tell(new(id, HandoffEventKind.CustomerTypes));
            Assert.Equal("typing", (await ear.NextAsync()).Kind);
        }

        await _ines.DoAsync(id, "messages", new { text = "missed" });
        await using var back = await Ear.OpenAsync(_ines, seen);

        Assert.DoesNotContain(await back.UntilAsync("missed"), told => told.Kind == "typing");
    }

    [Theory]
    [InlineData("no id of ours")]
    [InlineData("0badcafe-1")]
    [InlineData("1")]
    [InlineData("-1")]
    public async Task Reconnect_WithAnIdThatIsNotKnown_IsToldToReadTheListsAgain(string lastId)
    {
        await using var ear = await Ear.OpenAsync(_ines, lastId);

        var told = await ear.NextAsync();

        Assert.Equal(("resync", false), (told.Kind, string.IsNullOrEmpty(told.Id)));
    }

    [Fact]
    public async Task Reconnect_AfterARestart_IsToldToReadTheListsAgain_AndGoesOnFromThere()
    {
        var id = await TakenAsync();
        string seen;
        await using (var ear = await Ear.OpenAsync(_ines))
            seen = (await ear.NextAsync()).Id;
        await _ines.DoAsync(id, "messages", new { text = "before the restart" });
        await _bot.DisposeAsync();
        _ines.Dispose();
        _bot = await BotHost.StartAsync(_data.Path);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");

        Told resync;
        await using (var back = await Ear.OpenAsync(_ines, seen))
            resync = await back.NextAsync();
        Assert.Equal("resync", resync.Kind);
        Assert.Equal("agent: before the restart", (await _ines.TranscriptAsync(id))[^1]);

        await _ines.DoAsync(id, "messages", new { text = "missed" });
        await using var again = await Ear.OpenAsync(_ines, resync.Id);
        Assert.Equal(["missed"], (await again.UntilAsync("missed")).Where(told => told.Kind == "message").Select(told => told.Text));
    }

    private async Task<string> TakenAsync()
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        return id;
    }

    /// <summary>An event as it came.</summary>
    private sealed record Told(string Kind, string Id, JsonElement Data)
    {
        public string? Text => Data.TryGetProperty("text", out var text) ? text.GetString() : null;
    }

    /// <summary>Reads the lines as they are sent; parsers for clients fill in ids that aren't there.</summary>
    private sealed class Ear : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly HttpResponseMessage _answer;
        private readonly StreamReader _reader;
        private readonly CancellationTokenSource _limit = new(Patience);

        private Ear(HttpResponseMessage answer, Stream stream) => (_answer, _reader) = (answer, new StreamReader(stream));

        public static async Task<Ear> OpenAsync(AgentClient agent, string? lastId = null, bool inAddress = false)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri("/api/agent/events" + (inAddress ? "?lastEventId=" + Uri.EscapeDataString(lastId!) : ""), UriKind.Relative));
            if (lastId is not null && !inAddress)
                request.Headers.Add("Last-Event-ID", lastId);
            var answer = await agent.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            return new Ear(answer, await answer.Content.ReadAsStreamAsync());
        }

        public async Task<Told> NextAsync()
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            while (await _reader.ReadLineAsync(_limit.Token) is { } line)
            {
                if (line.Length == 0 && fields.Count > 0)
                    return new(fields.GetValueOrDefault("event", "message"), fields.GetValueOrDefault("id", ""), JsonSerializer.Deserialize<JsonElement>(fields["data"]));
                if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                    fields[line[..colon]] = line[(colon + 1)..].TrimStart(' ');
            }

            throw new InvalidOperationException("The events have ended.");
        }

        public async Task<Told> NextAsync(string kind)
        {
            while (true)
            {
                if (await NextAsync() is var told && told.Kind == kind)
                    return told;
            }
        }

        /// <summary>All from now until this is said.</summary>
        public async Task<IReadOnlyList<Told>> UntilAsync(string text)
        {
            var heard = new List<Told>();
            while (heard is not [.., { Kind: "message" } last] || last.Text != text)
                heard.Add(await NextAsync());
            return heard;
        }

        public ValueTask DisposeAsync()
        {
            _reader.Dispose();
            _answer.Dispose();
            _limit.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
