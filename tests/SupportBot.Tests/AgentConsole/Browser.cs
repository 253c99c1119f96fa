using System.Net;

namespace SupportBot.Tests.AgentConsole;

/// <summary>Follows redirects with its cookies, and remembers what it was given.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };

    public Browser(HttpClient bot) => _http = new HttpClient(_handler) { BaseAddress = bot.BaseAddress };

    /// <summary>All <c>Set-Cookie</c> headers so far.</summary>
    public List<string> Cookies { get; } = [];

    /// <summary>The addresses gone to, oldest first.</summary>
    public List<Uri> Visited { get; } = [];

    public Task<(HttpStatusCode Status, string Text)> GoAsync(string path) => SendAsync(HttpMethod.Get, new Uri(_http.BaseAddress!, path), null);

    public Task<(HttpStatusCode Status, string Text)> PostAsync(string path, Dictionary<string, string> form, string? origin = null) =>
        SendAsync(HttpMethod.Post, new Uri(_http.BaseAddress!, path), form, origin);

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, Uri address, Dictionary<string, string>? form, string? origin = null)
    {
        for (var steps = 0; steps < 10; steps++)
        {
            using var request = new HttpRequestMessage(method, address) { Content = form is null ? null : new FormUrlEncodedContent(form) };
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            Visited.Add(address);
            using var answer = await _http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
                Cookies.AddRange(cookies);
            if (answer.Headers.Location is not { } next)
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
            (method, address, form, origin) = (HttpMethod.Get, new Uri(address, next), null, null);
        }

        throw new InvalidOperationException($"Sent round in circles: {string.Join(" → ", Visited)}");
    }
}
