using System.Net;
using System.Text;

namespace SupportBot.Tests.Compat.Connector;

/// <summary>Plays the service: answers what it was told to, and remembers what it was asked.</summary>
internal sealed class RecordingHandler(HttpStatusCode status = HttpStatusCode.OK, string answer = "") : HttpMessageHandler
{
    public List<(HttpMethod Method, string Url, string? Body, Dictionary<string, string> Headers)> Requests { get; } = [];

    public HttpClient CreateClient() => new(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content == null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        Requests.Add((request.Method, request.RequestUri!.AbsoluteUri, body, headers));
        return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
