using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using SupportBot.Load.Running;

namespace SupportBot.Load.Chats;

/// <summary>A customer in a conversation of their own.</summary>
internal sealed class ChatCustomer : IAsyncDisposable
{
    private const string DirectLine = "/v3/directline/conversations";

    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly StandInChannel _channel;
    private readonly CancellationTokenSource _end = new();
    private string _conversationId = "c" + Guid.NewGuid().ToString("N");
    private string? _token;
    private Task _reading = Task.CompletedTask;

    private ChatCustomer(HttpClient http, StandInChannel channel, ChatClient client)
    {
        _http = http;
        _channel = channel;
        Client = client;
    }

    public ChatClient Client { get; }

    public ChatLedger Ledger { get; } = new();

    public static async Task<ChatCustomer> OpenAsync(HttpClient http, StandInChannel channel, ChatClient client, CancellationToken ct)
    {
        var customer = new ChatCustomer(http, channel, client);
        if (client == ChatClient.Channel)
            channel.Listen(customer._conversationId, activity => customer.Ledger.Hear(activity, canRepeat: false));
        else
            await customer.StartDirectLineAsync(ct);
        return customer;
    }

    /// <summary>Sends a message so many times at once, with the same id.</summary>
    public async Task SayAsync(string text, int copies, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString("N");
        var from = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => PostAsync(Activity(text, id), ct)));
        Ledger.Sent(answers.Distinct().Count() == 1 ? Client == ChatClient.Channel && answers[0] is not null ? id : answers[0] : null, from);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Forget(_conversationId);
        await _end.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private object Activity(string text, string id) => Client == ChatClient.Channel
        ? new
        {
            type = "message",
            id,
            text,
            channelId = "emulator",
            serviceUrl = _channel.ServiceUrl,
            locale = "en-US",
            conversation = new { id = _conversationId },
            from = new { id = "user-1", name = "User", role = "user" },
            recipient = new { id = "bot-1", name = "Bot", role = "bot" },
        }
        : new { type = "message", text, locale = "en-US", from = new { id = "customer" }, channelData = new { clientActivityID = id } };

    /// <returns>The id in the answer, something where a channel is told none, or <c>null</c> when it was refused.</returns>
    private async Task<string?> PostAsync(object activity, CancellationToken ct)
    {
        var path = Client == ChatClient.Channel ? "/api/messages" : $"{DirectLine}/{_conversationId}/activities";
        using var answer = await CallAsync(HttpMethod.Post, path, activity, ct);
        if (!answer.IsSuccessStatusCode)
            return null;
        return Client == ChatClient.Channel ? "" : (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString();
    }

    private async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (_token is not null)
            request.Headers.Authorization = new("Bearer", _token);
        return await _http.SendAsync(request, ct);
    }

    private async Task StartDirectLineAsync(CancellationToken ct)
    {
        using var opened = await CallAsync(HttpMethod.Post, "/api/webchat/session", new { customerId = "7" }, ct);
        _token = (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("token").GetString();
        using var start = await CallAsync(HttpMethod.Post, DirectLine, new { }, ct);
        var started = await start.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        _conversationId = started.GetProperty("conversationId").GetString()!;
        if (Client == ChatClient.Polling)
        {
            _reading = PollAsync(_end.Token);
            return;
        }

        var stream = new ClientWebSocket();
        await stream.ConnectAsync(new Uri(started.GetProperty("streamUrl").GetString()!), ct);
        _reading = ReadAsync(stream, _end.Token);
    }

    private async Task ReadAsync(ClientWebSocket stream, CancellationToken ct)
    {
        using var open = stream;
        var buffer = new byte[16 * 1024];
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
            HearAll(frame.ToArray());
            frame.SetLength(0);
        }
    }

    private async Task PollAsync(CancellationToken ct)
    {
        for (var watermark = "0"; ; await Task.Delay(BetweenPolls, ct))
        {
            using var answer = await CallAsync(HttpMethod.Get, $"{DirectLine}/{_conversationId}/activities?watermark={watermark}", null, ct);
            if (answer.IsSuccessStatusCode)
                watermark = HearAll(await answer.Content.ReadAsByteArrayAsync(ct));
        }
    }

    private string HearAll(byte[] page)
    {
        using var read = JsonDocument.Parse(page);
        foreach (var activity in read.RootElement.GetProperty("activities").EnumerateArray())
            Ledger.Hear(activity, canRepeat: true);
        return read.RootElement.TryGetProperty("watermark", out var watermark) ? watermark.GetString()! : "0";
    }
}
