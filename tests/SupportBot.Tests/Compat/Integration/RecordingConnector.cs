using System.Net;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Integration;

/// <summary>The connector REST API in process: keeps what was called, and gives every call an id.</summary>
public sealed class RecordingConnector : HttpMessageHandler
{
    public List<(string Method, string Path, JObject? Body, string? Authorization)> Calls { get; } = [];

    public ConnectorFactory Factory() => new InProcessFactory(this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add((request.Method.Method, request.RequestUri!.AbsolutePath, body.Length > 0 ? JObject.Parse(body) : null, request.Headers.Authorization?.ToString()));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"{{\"id\":\"id-{Calls.Count}\"}}", Encoding.UTF8, "application/json") };
    }

    private sealed class InProcessFactory(RecordingConnector connector) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
            Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri("https://in-process.test/"), MicrosoftAppCredentials.Empty, new HttpClient(connector, disposeHandler: false), false));
    }
}
