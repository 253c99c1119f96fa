using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SupportBot.Tests.AgentConsole;

/// <summary>An agent at the API, signed in as in Development.</summary>
internal sealed class AgentClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly string _token;

    private AgentClient(HttpClient http, string token) => (_http, _token) = (http, token);

    public string Token => _token;

    public HttpClient Http => _http;

    public static async Task<AgentClient> SignInAsync(HttpClient bot, string name)
    {
        using var answer = await bot.PostAsJsonAsync(new Uri("/api/agent/session", UriKind.Relative), new { name });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        var http = new HttpClient { BaseAddress = bot.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new AgentClient(http, token);
    }

    public async Task<IReadOnlyList<JsonElement>> ListAsync(string query = "") =>
        [.. (await GetAsync("handoffs" + query)).EnumerateArray()];

    public Task<JsonElement> FindAsync(string id) => GetAsync($"handoffs/{id}");

    /// <summary>Who said what in a handoff's transcript, oldest first.</summary>
    public async Task<IReadOnlyList<string>> TranscriptAsync(string id) =>
        [.. (await FindAsync(id)).GetProperty("transcript").EnumerateArray().Select(line => $"{line.GetProperty("from").GetString()}: {line.GetProperty("text").GetString()}")];

    /// <summary>Waits until the transcript ends with this.</summary>
    public async Task HearAsync(string id, string line)
    {
        using var limit = new CancellationTokenSource(Patience);
        while ((await TranscriptAsync(id)) is not [.., var last] || last != line)
            limit.Token.ThrowIfCancellationRequested();
    }

    public async Task<HttpStatusCode> TryAsync(string id, string action, object? body = null)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri($"/api/agent/handoffs/{id}/{action}", UriKind.Relative), body ?? new { });
        return answer.StatusCode;
    }

    public async Task DoAsync(string id, string action, object? body = null) => Assert.Equal(HttpStatusCode.OK, await TryAsync(id, action, body));

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(new Uri($"/api/agent/{path}", UriKind.Relative));
}
