using System.Diagnostics;
using SupportBot.Load.Running;

namespace SupportBot.Load.Chats;

/// <summary>Many customers at once, in the web chat and on a channel, who write in bursts and whose clients send again.</summary>
internal sealed class ChatLoad(ProgramProcess program, ChatLoadOptions options) : IAsyncDisposable
{
    private const int OpenedAtOnce = 16;

    /// <summary>Customer 7 has one order: each of these is answered with one message.</summary>
    private static readonly string[] Questions =
    [
        "where is my order?", "when was my order shipped?", "how much did I pay for my order?", "what did I order?", "has my parcel been delivered yet?", "what is the status of my order?",
    ];

    /// <summary>More than the load comes to.</summary>
    public static IReadOnlyList<string> NoLimits { get; } =
        [.. new[] { "ActivitiesPerMinute", "CallsPerMinute", "SessionsPerMinute", "ConversationsPerHour", "MessageMebibytesPerCustomer", "MessageMebibytesPerAddress" }.SelectMany(name => new[] { "--DirectLine:" + name, "1000000" })];

    private readonly HttpClient _http = new() { BaseAddress = program.Address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>One question and its answer, which many things are loaded for.</summary>
    public async Task WarmUpAsync(CancellationToken ct) => await RunAsync(options with { Conversations = 1, MessagesEach = 1, Burst = 1, MaxCopies = 1, MessagesPerSecond = 0 }, ct);

    public Task<ChatFigures> RunAsync(CancellationToken ct) => RunAsync(options, ct);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ChatFigures> RunAsync(ChatLoadOptions load, CancellationToken ct)
    {
        await using var channel = await StandInChannel.StartAsync();
        var customers = new List<ChatCustomer>();
        try
        {
            foreach (var group in Enumerable.Range(0, load.Conversations).Chunk(OpenedAtOnce))
                customers.AddRange(await Task.WhenAll(group.Select(i => ChatCustomer.OpenAsync(_http, channel, load.Clients[i % load.Clients.Count], ct))));
            var (from, before) = (Stopwatch.GetTimestamp(), program.ProcessorTime);
            await Task.WhenAll(customers.Select((customer, i) => TalkAsync(customer, i, load, from, ct)));
            return Count(customers, Stopwatch.GetElapsedTime(from), program.ProcessorTime - before);
        }
        finally
        {
            foreach (var customer in customers)
                await customer.DisposeAsync();
        }
    }

    private static async Task TalkAsync(ChatCustomer customer, int number, ChatLoadOptions load, long from, CancellationToken ct)
    {
        var random = new Random(number);
        var interval = load.MessagesPerSecond > 0 ? TimeSpan.FromSeconds(load.Conversations * load.Burst / load.MessagesPerSecond) : TimeSpan.Zero;
        for (var sent = 0; sent < load.MessagesEach; sent += load.Burst)
        {
            var due = (interval * number / load.Conversations) + (interval * sent / load.Burst);
            if (due - Stopwatch.GetElapsedTime(from) is { Ticks: > 0 } wait)
                await Task.Delay(wait, ct);
            for (var i = sent; i < Math.Min(load.MessagesEach, sent + load.Burst); i++)
                await customer.SayAsync(Questions[(number + i) % Questions.Length], random.Next(1, load.MaxCopies + 1), ct);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(load.Patience);
            await customer.Ledger.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static ChatFigures Count(IReadOnlyList<ChatCustomer> customers, TimeSpan took, TimeSpan processor)
    {
        var counts = customers.Select(customer => (customer.Client, customer.Ledger.Refused, Counted: customer.Ledger.Count())).ToList();
        return new ChatFigures(
            counts.Sum(count => count.Counted.Answered),
            counts.Sum(count => count.Counted.Lost),
            counts.Sum(count => count.Counted.Doubled),
            counts.Sum(count => count.Counted.OutOfOrder),
            counts.Sum(count => count.Refused),
            // One that polls hears of a reply up to a second later.
            [.. counts.Where(count => count.Client != ChatClient.Polling).SelectMany(count => count.Counted.Milliseconds).Order()],
            took.TotalSeconds,
            processor.TotalSeconds);
    }
}
