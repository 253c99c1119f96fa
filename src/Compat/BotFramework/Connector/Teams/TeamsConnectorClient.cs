using System;
using System.Net.Http;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector.Teams;

/// <summary>Client of the connector service of Teams. Stands for <c>Microsoft.Bot.Connector.Teams.TeamsConnectorClient</c>.</summary>
public class TeamsConnectorClient : ServiceClient<TeamsConnectorClient>, ITeamsConnectorClient, IRestClient
{
    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Credentials = credentials;
        if (customHttpClient != null)
        {
            HttpClient = customHttpClient;
            ConnectorClient.AddDefaultRequestHeaders(customHttpClient);
        }
    }

    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool disposeHttpClient)
        : base(customHttpClient, disposeHttpClient)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        Initialize();
        BaseUri = baseUri;
        Credentials = credentials;
    }

    public TeamsConnectorClient(ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        Use(credentials);
    }

    public TeamsConnectorClient(ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(rootHandler, handlers)
    {
        Use(credentials);
    }

    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Use(credentials);
    }

    public TeamsConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(baseUri, rootHandler, handlers)
    {
        Use(credentials);
    }

    protected TeamsConnectorClient(params DelegatingHandler[] handlers)
        : base(handlers)
    {
        Initialize();
    }

    protected TeamsConnectorClient(HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : base(rootHandler, handlers)
    {
        Initialize();
    }

    protected TeamsConnectorClient(Uri baseUri, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    protected TeamsConnectorClient(Uri baseUri, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(rootHandler, handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; set; }

    public JsonSerializerSettings SerializationSettings { get; private set; }

    public JsonSerializerSettings DeserializationSettings { get; private set; }

    public ServiceClientCredentials Credentials { get; private set; }

    public virtual ITeamsOperations Teams { get; private set; }

    private void Initialize()
    {
        Teams = new TeamsOperations(this);
        BaseUri = new Uri("https://api.botframework.com");
        SerializationSettings = RestCall.CreateSettings(forRequests: true);
        DeserializationSettings = RestCall.CreateSettings(forRequests: false);
        ConnectorClient.AddDefaultRequestHeaders(HttpClient);
    }

    private void Use(ServiceClientCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
        credentials.InitializeServiceClient(this);
    }
}
