using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportBot.Load.Fuzz;

/// <summary>A conversation over Direct Line and one of <c>/api/messages</c>, which take the requests of one batch.</summary>
internal sealed class FuzzTalk : IDisposable
{
    private const string Probe = "what can you do?";

    /// <summary>Browsers read any depth; the log holds what customers sent, some levels further in.</summary>
    private static readonly JsonSerializerOptions AnyDepth = new(JsonSerializerDefaults.Web) { MaxDepth = 1000 };

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly FuzzedBot _bot;
    private readonly ConcurrentDictionary<string, int> _heard = new();

    private FuzzTalk(FuzzedBot bot, string token, string conversationId)
    {
        _bot = bot;
        Token = token;
        ConversationId = conversationId;
        ChannelConversationId = "c" + Guid.NewGuid().ToString("N");
        bot.Channel.Listen(ChannelConversationId, activity => Hear(activity));
    }

    public string Token { get; }

    public string ConversationId { get; }

    public string ChannelConversationId { get; }

    /// <summary>What was sent here and what came of it.</summary>
    public List<(FuzzCase Case, FuzzAnswer Answer)> Sent { get; } = [];

    public static async Task<FuzzTalk> OpenAsync(FuzzedBot bot, CancellationToken ct)
    {
        using var opened = await bot.Http.PostAsJsonAsync("/api/webchat/session", new { customerId = "7" }, ct);
        var session = await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        return new FuzzTalk(bot, session.GetProperty("token").GetString()!, session.GetProperty("conversationId").GetString()!);
    }

    public async Task SendAsync(FuzzCase request, CancellationToken ct) => Sent.Add((request, await _bot.SendAsync(request, this, ct)));

    /// <summary>Says something plain in both conversations.</summary>
    /// <returns>What didn't answer in time.</returns>
    public async Task<IReadOnlyList<string>> ProbeAsync(TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        var failed = await Task.WhenAll(ProbeAsync("direct line", ProbeDirectLineAsync, limit.Token), ProbeAsync("messages", ProbeChannelAsync, limit.Token));
        ct.ThrowIfCancellationRequested();
        return [.. failed.OfType<string>()];
    }

    /// <summary>Questions that were taken and never answered, once the probes were.</summary>
    public IEnumerable<FuzzCase> Unanswered() => Sent
        .Where(sent => sent is { Case.MustBeAnswered: true, Answer: { Status: 200, ActivityId: { } id } } && !_heard.ContainsKey(id))
        .Select(sent => sent.Case);

    public void Dispose() => _bot.Channel.Forget(ChannelConversationId);

    private static async Task<string?> ProbeAsync(string name, Func<CancellationToken, Task> probe, CancellationToken ct)
    {
        try
        {
            await probe(ct);
            return null;
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or JsonException)
        {
            return name;
        }
    }

    private async Task ProbeDirectLineAsync(CancellationToken ct)
    {
        var path = $"{FuzzCases.DirectLine}/conversations/{ConversationId}/activities";
        using var said = await SayAsync(path, Token, new { type = "message", text = Probe, from = new { id = "customer" } }, ct);
        var id = (await said.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString()!;
        for (var watermark = "0"; !_heard.ContainsKey(id);)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?watermark={watermark}") { Headers = { Authorization = new("Bearer", Token) } };
            using var read = await _bot.Http.SendAsync(request, ct);
            var page = await read.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(AnyDepth, ct);
            foreach (var activity in page.GetProperty("activities").EnumerateArray())
                Hear(activity);
            var next = page.GetProperty("watermark").GetString()!;
            if (next == watermark)
                await Task.Delay(Pause, ct);
            watermark = next;
        }
    }

    private async Task ProbeChannelAsync(CancellationToken ct)
    {
        var id = "probe" + Guid.NewGuid().ToString("N");
        using var said = await SayAsync(
            "/api/messages",
            token: null,
            new { type = "message", id, text = Probe, channelId = "emulator", serviceUrl = _bot.Channel.ServiceUrl, conversation = new { id = ChannelConversationId }, from = new { id = "user-1" }, recipient = new { id = "bot-1" } },
            ct);
        while (!_heard.ContainsKey(id))
            await Task.Delay(Pause, ct);
    }

    private async Task<HttpResponseMessage> SayAsync(string path, string? token, object activity, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(activity) };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await _bot.Http.SendAsync(request, ct)).EnsureSuccessStatusCode();
    }

    private void Hear(JsonElement activity)
    {
        if (activity.TryGetProperty("type", out var type) && type.ValueEquals("message") && activity.TryGetProperty("replyToId", out var id) && id.ValueKind == JsonValueKind.String)
            _heard.AddOrUpdate(id.GetString()!, 1, (_, count) => count + 1);
    }

    public string FillIn(FuzzCase request, string text) => text
        .Replace(FuzzCase.Marks.Conversation, ConversationOf(request), StringComparison.Ordinal)
        .Replace(FuzzCase.Marks.ServiceUrl, _bot.Channel.ServiceUrl, StringComparison.Ordinal)
        .Replace(FuzzCase.Marks.Handoff, _bot.HandoffId, StringComparison.Ordinal);

    private string ConversationOf(FuzzCase request) =>
        request.Route != "messages" ? ConversationId
        : request.HasOwnServiceUrl ? string.Create(CultureInfo.InvariantCulture, $"{ChannelConversationId}-{request.Index}")
        : ChannelConversationId;
}
