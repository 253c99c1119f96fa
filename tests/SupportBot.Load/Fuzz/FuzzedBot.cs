using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SupportBot.Load.Running;

namespace SupportBot.Load.Fuzz;

/// <summary>What a request was answered.</summary>
/// <param name="Status">Zero when no answer came.</param>
/// <param name="Words">The beginning of the answer, or why there is none.</param>
/// <param name="ActivityId">What the bot knows a taken activity by.</param>
internal sealed record FuzzAnswer(int Status, string Words, string? ActivityId, TimeSpan Took);

/// <summary>The program under attack, with an agent signed in and a handoff open.</summary>
internal sealed class FuzzedBot : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-fuzzer-0123456789abcdef";

    /// <summary>An answer that takes longer counts as none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] NoLimits =
    [
        .. new[] { "ActivitiesPerMinute", "UploadsPerMinute", "CallsPerMinute", "BadTokensPerMinute", "SessionsPerMinute", "ConversationsPerHour", "MessageMebibytesPerCustomer", "MessageMebibytesPerAddress" }.SelectMany(name => new[] { "--DirectLine:" + name, "1000000" }),
        "--DirectLine:Secret", Secret,
    ];

    private string _agent = "";

    private FuzzedBot(ProgramProcess program, StandInChannel channel)
    {
        Program = program;
        Channel = channel;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = program.Address, Timeout = Patience };
    }

    public ProgramProcess Program { get; }

    public StandInChannel Channel { get; }

    public HttpClient Http { get; }

    public string HandoffId { get; private set; } = "";

    public static async Task<FuzzedBot> StartAsync(string program, StandInChannel channel, IEnumerable<string> settings, CancellationToken ct)
    {
        var bot = new FuzzedBot(await ProgramProcess.StartAsync(program, [.. NoLimits, .. settings]), channel);
        using var session = await bot.Http.PostAsJsonAsync("/api/agent/session", new { name = "Ann" }, ct);
        bot._agent = (await session.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("token").GetString()!;
        bot.HandoffId = await bot.OpenHandoffAsync(ct);
        return bot;
    }

    public async Task<FuzzAnswer> SendAsync(FuzzCase request, FuzzTalk talk, CancellationToken ct)
    {
        var from = Stopwatch.GetTimestamp();
        try
        {
            using var message = Message(request, talk);
            using var answer = await Http.SendAsync(message, ct);
            var words = await answer.Content.ReadAsStringAsync(ct);
            return new((int)answer.StatusCode, words[..Math.Min(300, words.Length)], ActivityId(request, words), Stopwatch.GetElapsedTime(from));
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(0, error.GetType().Name + ": " + error.Message, null, Stopwatch.GetElapsedTime(from));
        }
    }

    /// <returns>Why it isn't healthy, or <c>null</c>.</returns>
    public async Task<string?> HealthAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready", ct);
            return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}";
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return error.Message;
        }
    }

    /// <summary>What the bot took and has not finished, and what it has not sent to a channel that takes everything.</summary>
    public IReadOnlyList<(string What, string Conversation, string ActivityId)> Unfinished() =>
    [
        .. Program.Read("SELECT conversation_id, activity_id FROM inbox WHERE done_at IS NULL").Select(row => ("not finished", row[0], row[1])),
        .. Program.Read("SELECT conversation_id, activity FROM outbox WHERE activity LIKE @url", ("@url", $"%\"serviceUrl\":\"{Channel.ServiceUrl}%")).Select(row => ("not sent", row[0], ReplyTo(row[1]))),
    ];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Program.DisposeAsync();
    }

    private HttpRequestMessage Message(FuzzCase request, FuzzTalk talk)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), talk.FillIn(request, request.Path));
        if (request.Bytes(text => talk.FillIn(request, text)) is { } bytes)
        {
            message.Content = new ByteArrayContent(bytes);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
            if (request.ContentEncoding is { } encoding)
                message.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        var token = request.Caller switch { FuzzCaller.Customer => talk.Token, FuzzCaller.Server => Secret, FuzzCaller.Agent => _agent, _ => null };
        if (token is not null)
            message.Headers.Authorization = new("Bearer", token);
        return message;
    }

    /// <summary>Direct Line tells the id that it gave; on <c>/api/messages</c> it is the request's own.</summary>
    private static string? ActivityId(FuzzCase request, string words)
    {
        if (request.Route == "messages")
            return string.Create(CultureInfo.InvariantCulture, $"m{request.Index}");
        if (!words.StartsWith("{\"id\":", StringComparison.Ordinal))
            return null;
        using var answer = JsonDocument.Parse(words);
        return answer.RootElement.GetProperty("id").GetString();
    }

    private static string ReplyTo(string activity)
    {
        const string name = "\"replyToId\":\"";
        var at = activity.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? "" : activity[(at + name.Length)..activity.IndexOf('"', at + name.Length)];
    }

    private async Task<string> OpenHandoffAsync(CancellationToken ct)
    {
        using var talk = await FuzzTalk.OpenAsync(this, ct);
        var wish = new FuzzCase(-1, "direct line", "POST", $"{FuzzCases.DirectLine}/conversations/{talk.ConversationId}/activities", FuzzCaller.Customer,
            LooseJson.Parse("""{"type":"message","text":"I want to cancel my last order","from":{"id":"customer"}}"""), null, "application/json", null, [], Question: null);
        await talk.SendAsync(wish, ct);
        await talk.ProbeAsync(Patience, ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/agent/handoffs") { Headers = { Authorization = new("Bearer", _agent) } };
        using var list = await Http.SendAsync(request, ct);
        return (await list.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct))[0].GetProperty("id").GetString()!;
    }
}
