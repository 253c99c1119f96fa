using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Makes connector clients that call over HTTP with the bot's credentials.</summary>
internal sealed class ConnectorFactoryImpl(string appId, CloudSettings cloud, ServiceClientCredentialsFactory credentialsFactory, IHttpClientFactory httpClientFactory) : ConnectorFactory
{
    public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
    {
        var credentials = await credentialsFactory.CreateCredentialsAsync(appId, audience ?? cloud.OAuthScope, cloud.LoginUrl, cloud.ValidateAuthority, cancellationToken);
        var httpClient = httpClientFactory?.CreateClient() ?? new HttpClient();
        ConnectorClient.AddDefaultRequestHeaders(httpClient);
        return new ConnectorClient(new Uri(serviceUrl), credentials, httpClient, disposeHttpClient: true);
    }
}
