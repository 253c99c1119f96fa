using System.Net;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;

namespace SupportBot.Tests.Compat.Builder.Teams;

/// <summary>A connector client whose service gives one answer to everything and notes what it was asked.</summary>
internal sealed class FakeConnector : HttpMessageHandler
{
    private readonly string _answer;
    private readonly HttpStatusCode _status;
    private readonly HttpClient _http;

    public FakeConnector(string answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answer = answer;
        _status = status;
        _http = new HttpClient(this, disposeHandler: false);
        Client = new ConnectorClient(new Uri("https://teams.example"), MicrosoftAppCredentials.Empty, _http, disposeHttpClient: false);
    }

    public IConnectorClient Client { get; }

    public List<(string Method, string Path, string Body)> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body));
        return new HttpResponseMessage(_status) { Content = new StringContent(_answer, Encoding.UTF8, "application/json") };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Client.Dispose();
            _http.Dispose();
        }

        base.Dispose(disposing);
    }
}
