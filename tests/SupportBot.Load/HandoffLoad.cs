using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportBot.Load;

/// <summary>Customers in the web chat and agents at <c>/api/agent</c>, over HTTP, who all write to each other at once. Counts
/// what is lost, doubled or out of order, and takes the time of every call and of every message on its way.</summary>
/// <param name="perMessage">The time from one message of a customer, and of an agent to a customer, to the next; zero for as fast as it goes.</param>
internal sealed partial class HandoffLoad(Uri bot, int customers, int agents, int messagesEach, TimeSpan perMessage)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> _milliseconds = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<(string Handoff, string Text), long> _sent = new();

    /// <summary>By name: how long each call took, and each way of a message.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Milliseconds =>
        _milliseconds.ToDictionary(call => call.Key, call => (IReadOnlyList<double>)[.. call.Value.Order()]);

    /// <summary>What went wrong; nothing when every message arrived once and in its place.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How many handoffs were open at once, as the API lists them.</summary>
    public int OpenAtOnce { get; private set; }

    public async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(Patience + (perMessage * messagesEach));
        var talks = new List<Talk>();
        var desks = new List<Desk>();
        try
        {
            for (var i = 0; i < agents; i++)
                desks.Add(await Desk.OpenAsync(this, $"Agent {i + 1}", limit.Token));
            talks.AddRange(await Task.WhenAll(Enumerable.Range(0, customers).Select(_ => Talk.OpenAsync(this, limit.Token))));
            await EachAsync(desks, talks, (desk, talk) => desk.DoAsync(talk.HandoffId, "accept", new { }, limit.Token));
            OpenAtOnce = (await desks[0].ListAsync("?state=accepted", limit.Token)).GetArrayLength();

            await Task.WhenAll(
            [
                .. talks.Select((talk, i) => talk.WriteAsync(messagesEach, perMessage * i / customers, perMessage, limit.Token)),
                .. desks.Select((desk, i) => WriteAsync(desk, [.. talks.Where((_, at) => at % agents == i)], limit.Token)),
            ]);
            await Task.WhenAll(talks.Select(talk => talk.WaitAsync(messagesEach, limit.Token)));
            await EachAsync(desks, talks, (desk, talk) => CheckAsync(desk, talk, limit.Token));
            await EachAsync(desks, talks, (desk, talk) => desk.DoAsync(talk.HandoffId, "close", new { resolution = "done", returnToBot = false }, limit.Token));
        }
        finally
        {
            foreach (var talk in talks)
                await talk.DisposeAsync();
            foreach (var desk in desks)
                await desk.DisposeAsync();
        }
    }

    /// <summary>A message to each customer in turn, and between them what a console asks for.</summary>
    private async Task WriteAsync(Desk desk, IReadOnlyList<Talk> mine, CancellationToken ct)
    {
        for (var n = 1; n <= messagesEach; n++)
        {
            var from = Stopwatch.GetTimestamp();
            foreach (var (talk, i) in mine.Select((talk, i) => (talk, i)))
            {
                await PauseAsync(from, perMessage * i / mine.Count, ct);
                await desk.DoAsync(talk.HandoffId, "typing", new { }, ct);
                var text = $"a {n}";
                _sent[(talk.HandoffId, text)] = Stopwatch.GetTimestamp();
                await desk.DoAsync(talk.HandoffId, "messages", new { text, messageId = text }, ct);
                if (i % 5 == 0)
                    await desk.FindAsync(talk.HandoffId, ct);
                if (i % 10 == 0)
                    await desk.ListAsync("", ct);
            }

            if (mine.Count > 0)
                await desk.DoAsync(mine[0].HandoffId, "notes", new { text = $"n {n}" }, ct);
        }
    }

    private async Task CheckAsync(Desk desk, Talk talk, CancellationToken ct)
    {
        var transcript = (await desk.FindAsync(talk.HandoffId, ct)).GetProperty("transcript").EnumerateArray()
            .Select(line => (From: line.GetProperty("from").GetString(), Text: line.GetProperty("text").GetString()!)).ToList();
        Compare(talk.HandoffId, "the transcript has of the customer", transcript.Where(line => line.From == "customer").Skip(1).Select(line => line.Text), "c");
        Compare(talk.HandoffId, "the transcript has of the agent", transcript.Where(line => line.From == "agent").Select(line => line.Text), "a");
        // The news of a line may come a moment after the line itself.
        await desk.WaitAsync(talk.HandoffId, messagesEach, ct);
        Compare(talk.HandoffId, "the console was told of the customer", desk.HeardOf(talk.HandoffId), "c");
        Compare(talk.HandoffId, "the stream brought of the agent", talk.Heard, "a");
        Compare(talk.HandoffId, "the log has of the agent", await talk.ReadLogAsync(ct), "a");
    }

    private void Compare(string handoffId, string what, IEnumerable<string> found, string letter)
    {
        var texts = found.ToList();
        if (!texts.SequenceEqual(Enumerable.Range(1, messagesEach).Select(n => $"{letter} {n}")))
            _faults.Enqueue($"{handoffId}: {what}: {string.Join(", ", texts)}");
    }

    private static Task EachAsync(IReadOnlyList<Desk> desks, IReadOnlyList<Talk> talks, Func<Desk, Talk, Task> act) =>
        Task.WhenAll(desks.Select(async (desk, i) =>
        {
            foreach (var talk in talks.Where((_, at) => at % desks.Count == i))
                await act(desk, talk);
        }));

    private static Task PauseAsync(long from, TimeSpan until, CancellationToken ct) =>
        until - Stopwatch.GetElapsedTime(from) is { Ticks: > 0 } rest ? Task.Delay(rest, ct) : Task.CompletedTask;

    private void Took(string name, long from) =>
        _milliseconds.GetOrAdd(name, _ => new()).Enqueue(Stopwatch.GetElapsedTime(from).TotalMilliseconds);

    /// <summary>The way of a message that has just arrived.</summary>
    private void Arrived(string name, string handoffId, string text)
    {
        if (_sent.TryGetValue((handoffId, text), out var from))
            Took(name, from);
    }

    [GeneratedRegex("H-[0-9A-Z]{6}")]
    private static partial Regex Id();

    /// <summary>What somebody has heard so far.</summary>
    private sealed class Ear
    {
        private readonly List<string> _texts = [];
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

        public IReadOnlyList<string> Texts
        {
            get
            {
                lock (_texts)
                    return [.. _texts];
            }
        }

        public void Hear(string text)
        {
            lock (_texts)
            {
                _texts.Add(text);
                foreach (var (count, reached) in _waiting)
                {
                    if (_texts.Count >= count)
                        reached.TrySetResult();
                }
            }
        }

        public Task WaitAsync(int count, CancellationToken ct)
        {
            lock (_texts)
            {
                if (_texts.Count >= count)
                    return Task.CompletedTask;
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((count, reached));
                return reached.Task.WaitAsync(ct);
            }
        }
    }

    /// <summary>A customer, who sees what comes over the stream.</summary>
    private sealed class Talk(HandoffLoad load, HttpClient http, ClientWebSocket stream, string conversationId) : IAsyncDisposable
    {
        private readonly Ear _agent = new();
        private readonly TaskCompletionSource<string> _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task _reading = Task.CompletedTask;

        public string HandoffId { get; private set; } = "";

        public IReadOnlyList<string> Heard => _agent.Texts;

        public static async Task<Talk> OpenAsync(HandoffLoad load, CancellationToken ct)
        {
            var http = new HttpClient { BaseAddress = load.Bot };
            using var session = await http.PostAsJsonAsync("/api/webchat/session", new { customerId = "6" }, ct);
            var signedIn = await session.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("token").GetString());
            using var start = await http.PostAsJsonAsync("/v3/directline/conversations", new { }, ct);
            var started = await start.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
            var stream = new ClientWebSocket();
            await stream.ConnectAsync(new Uri(started.GetProperty("streamUrl").GetString()!), ct);
            var talk = new Talk(load, http, stream, started.GetProperty("conversationId").GetString()!);
            talk._reading = talk.ReadAsync(ct);
            await talk.SayAsync("I want to cancel my last order", ct);
            talk.HandoffId = await talk._handedOver.Task.WaitAsync(ct);
            return talk;
        }

        /// <param name="wait">Not all customers write at the same moment.</param>
        public async Task WriteAsync(int count, TimeSpan wait, TimeSpan perMessage, CancellationToken ct)
        {
            await PauseAsync(Stopwatch.GetTimestamp(), wait, ct);
            for (var n = 1; n <= count; n++)
            {
                var from = Stopwatch.GetTimestamp();
                load._sent[(HandoffId, $"c {n}")] = from;
                await SayAsync($"c {n}", ct);
                load.Took("customer_message", from);
                await PauseAsync(from, perMessage, ct);
            }
        }

        public Task WaitAsync(int count, CancellationToken ct) => _agent.WaitAsync(count, ct);

        /// <summary>What a client reads that opens the chat anew.</summary>
        public async Task<IReadOnlyList<string>> ReadLogAsync(CancellationToken ct)
        {
            var texts = new List<string>();
            for (var watermark = "0"; ;)
            {
                var page = await http.GetFromJsonAsync<JsonElement>($"/v3/directline/conversations/{conversationId}/activities?watermark={watermark}", ct);
                texts.AddRange(page.GetProperty("activities").EnumerateArray().Select(AgentText).OfType<string>());
                var next = page.GetProperty("watermark").GetString()!;
                if (next == watermark)
                    return texts;
                watermark = next;
            }
        }

        public async ValueTask DisposeAsync()
        {
            stream.Abort();
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stream.Dispose();
            http.Dispose();
        }

        private async Task SayAsync(string text, CancellationToken ct)
        {
            using var answer = await http.PostAsJsonAsync(
                $"/v3/directline/conversations/{conversationId}/activities",
                new { type = "message", text, from = new { id = "customer" }, channelData = new { clientActivityID = Guid.NewGuid().ToString("N") } },
                ct);
            if (answer.StatusCode != HttpStatusCode.OK)
                load._faults.Enqueue($"{HandoffId}: the customer's message was answered with {answer.StatusCode}");
        }

        private async Task ReadAsync(CancellationToken ct)
        {
            var buffer = new byte[64 * 1024];
            using var frame = new MemoryStream();
            while (true)
            {
                var part = await stream.ReceiveAsync(buffer.AsMemory(), ct);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                frame.Write(buffer, 0, part.Count);
                // An empty one only says that the stream lives.
                if (!part.EndOfMessage || frame.Length == 0)
                    continue;
                using var read = JsonDocument.Parse(frame.ToArray());
                frame.SetLength(0);
                foreach (var activity in read.RootElement.GetProperty("activities").EnumerateArray())
                    Hear(activity);
            }
        }

        private void Hear(JsonElement activity)
        {
            if (AgentText(activity) is { } text)
            {
                load.Arrived("agent_to_customer", HandoffId, text);
                _agent.Hear(text);
            }
            else if (activity.TryGetProperty("text", out var said) && said.GetString() is { } words && Id().Match(words) is { Success: true } id)
            {
                _handedOver.TrySetResult(id.Value);
            }
        }

        private static string? AgentText(JsonElement activity) =>
            activity.GetProperty("type").GetString() == "message"
            && activity.GetProperty("from").TryGetProperty("role", out var role) && role.GetString() == "bot"
            && activity.TryGetProperty("text", out var text) && text.GetString() is { } words && words.StartsWith("a ", StringComparison.Ordinal)
                ? words
                : null;
    }

    /// <summary>An agent, whose console listens to the events.</summary>
    private sealed class Desk(HandoffLoad load, HttpClient http) : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, Ear> _customers = new();
        private readonly CancellationTokenSource _end = new();
        private Task _listening = Task.CompletedTask;

        public static async Task<Desk> OpenAsync(HandoffLoad load, string name, CancellationToken ct)
        {
            var http = new HttpClient { BaseAddress = load.Bot, Timeout = Timeout.InfiniteTimeSpan };
            using var session = await http.PostAsJsonAsync("/api/agent/session", new { name }, ct);
            var token = (await session.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("token").GetString();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var desk = new Desk(load, http);
            var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            desk._listening = desk.ListenAsync(listens);
            await listens.Task.WaitAsync(ct);
            return desk;
        }

        public IReadOnlyList<string> HeardOf(string handoffId) => _customers.GetOrAdd(handoffId, _ => new()).Texts;

        public Task WaitAsync(string handoffId, int count, CancellationToken ct) => _customers.GetOrAdd(handoffId, _ => new()).WaitAsync(count, ct);

        public async Task DoAsync(string handoffId, string action, object body, CancellationToken ct)
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsJsonAsync($"/api/agent/handoffs/{handoffId}/{action}", body, ct);
            load.Took($"POST {action}", from);
            if (answer.StatusCode != HttpStatusCode.OK)
                load._faults.Enqueue($"{handoffId}: {action} was answered with {answer.StatusCode}");
        }

        public async Task<JsonElement> FindAsync(string handoffId, CancellationToken ct)
        {
            var from = Stopwatch.GetTimestamp();
            var found = await http.GetFromJsonAsync<JsonElement>($"/api/agent/handoffs/{handoffId}", ct);
            load.Took("GET handoff", from);
            return found;
        }

        public async Task<JsonElement> ListAsync(string query, CancellationToken ct)
        {
            var from = Stopwatch.GetTimestamp();
            var found = await http.GetFromJsonAsync<JsonElement>("/api/agent/handoffs" + query, ct);
            load.Took("GET handoffs", from);
            return found;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _end.Dispose();
            http.Dispose();
        }

        private async Task ListenAsync(TaskCompletionSource listens)
        {
            await using var events = await http.GetStreamAsync("/api/agent/events", _end.Token);
            await foreach (var item in SseParser.Create(events).EnumerateAsync(_end.Token))
            {
                listens.TrySetResult();
                if (item.EventType != "message")
                    continue;
                using var line = JsonDocument.Parse(item.Data);
                var (id, from, text) = (line.RootElement.GetProperty("id").GetString()!, line.RootElement.GetProperty("from").GetString(), line.RootElement.GetProperty("text").GetString()!);
                if (from != "customer" || !text.StartsWith("c ", StringComparison.Ordinal))
                    continue;
                load.Arrived("customer_to_agent", id, text);
                _customers.GetOrAdd(id, _ => new()).Hear(text);
            }
        }
    }

    private Uri Bot => bot;
}
