using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;

namespace SupportBot.Channels;

/// <summary>Gives the connector of a service URL: in process for channels of our own, REST for all others.</summary>
internal sealed class Connectors(BotFrameworkAuthentication authentication, IEnumerable<LocalConnector> locals)
{
    /// <summary>Whether nothing leaves this process on the way to there.</summary>
    public bool IsLocal(string? serviceUrl) => locals.Any(channel => channel.ServiceUrl == serviceUrl);

    public ConnectorFactory For(ClaimsIdentity claims) => new Factory(locals, authentication.CreateConnectorFactory(claims));

    private sealed class Factory(IEnumerable<LocalConnector> locals, ConnectorFactory remote) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            var local = locals.FirstOrDefault(channel => channel.ServiceUrl == serviceUrl);
            if (local is null)
                return remote.CreateAsync(serviceUrl, audience, cancellationToken);
#pragma warning disable CA2000 // The client must not dispose the handler, which serves all conversations; it holds nothing else.
            var http = new HttpClient(local.Handler, disposeHandler: false);
#pragma warning restore CA2000
            return Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(serviceUrl), MicrosoftAppCredentials.Empty, http, false));
        }
    }
}

/// <summary>A channel that runs in this process.</summary>
/// <param name="ChannelId">What its activities call it.</param>
/// <param name="ServiceUrl">What its activities carry; not http, so that nothing is ever sent there by mistake.</param>
/// <param name="Handler">Serves the connector's REST calls without a network.</param>
/// <param name="IsWatched">Whether somebody sees what passes in a conversation, by its id.</param>
internal sealed record LocalConnector(string ChannelId, string ServiceUrl, HttpMessageHandler Handler, Func<string, bool> IsWatched);
