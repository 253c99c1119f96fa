using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest.Serialization;

namespace SupportBot.Turns;

/// <summary>Gives the connector of a service URL: in process for channels of our own, REST for all others.</summary>
internal sealed class Connectors(BotFrameworkAuthentication authentication, IEnumerable<LocalConnector> locals)
{
    /// <summary>Whether nothing leaves this process on the way to there.</summary>
    public bool IsLocal(string? serviceUrl) => locals.Any(channel => channel.ServiceUrl == serviceUrl);

    public ConnectorFactory For(ClaimsIdentity claims) => new Factory(locals, authentication.CreateConnectorFactory(claims));

    /// <summary>For what the bot says without having been spoken to.</summary>
    /// <param name="appId">Empty when the bot has no registration.</param>
    public ConnectorFactory For(string appId) =>
        For(new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, appId), new Claim(AuthenticationConstants.AppIdClaim, appId)]));

    private sealed class Factory(IEnumerable<LocalConnector> locals, ConnectorFactory remote) : ConnectorFactory
    {
        // Each client comes with a resolver of its own, which would examine and compile every type of the schema anew.
        private static readonly ReadOnlyJsonContractResolver Contracts = new();

        public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            var local = locals.FirstOrDefault(channel => channel.ServiceUrl == serviceUrl);
            var client = local is null ? await remote.CreateAsync(serviceUrl, audience, cancellationToken) : InProcess(local);
            client.SerializationSettings.ContractResolver = Contracts;
            client.DeserializationSettings.ContractResolver = Contracts;
            return client;
        }

        private static ConnectorClient InProcess(LocalConnector local)
        {
            // The client must not dispose the handler, which serves all conversations; it holds nothing else.
            var http = new HttpClient(local.Handler, disposeHandler: false);
            return new ConnectorClient(new Uri(local.ServiceUrl), MicrosoftAppCredentials.Empty, http, false);
        }
    }
}

/// <summary>A channel that runs in this process.</summary>
/// <param name="ChannelId">What its activities call it.</param>
/// <param name="ServiceUrl">What its activities carry; not http, so that nothing is ever sent there by mistake.</param>
/// <param name="Handler">Serves the connector's REST calls without a network.</param>
/// <param name="IsWatched">Whether somebody sees what passes in a conversation, by its id.</param>
internal sealed record LocalConnector(string ChannelId, string ServiceUrl, HttpMessageHandler Handler, Func<string, bool> IsWatched);
