using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Bot.Connector;

/// <summary>Client of a channel's connector service. Stands for <c>Microsoft.Bot.Connector.ConnectorClient</c>.</summary>
public class ConnectorClient : ServiceClient<ConnectorClient>, IConnectorClient, IRestClient
{
    public ConnectorClient(Uri baseUri, string microsoftAppId = null, string microsoftAppPassword = null, params DelegatingHandler[] handlers)
        : this(baseUri, new MicrosoftAppCredentials(microsoftAppId, microsoftAppPassword), handlers)
    {
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool addJwtTokenRefresher = true, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Credentials = credentials;
        if (customHttpClient != null)
        {
            HttpClient = customHttpClient;
            AddDefaultRequestHeaders(customHttpClient);
        }
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient customHttpClient, bool disposeHttpClient)
        : this(customHttpClient, disposeHttpClient)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
        Credentials = credentials;
    }

    public ConnectorClient(ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        Use(credentials);
    }

    public ConnectorClient(ServiceClientCredentials credentials, HttpClient httpClient, bool disposeHttpClient)
        : this(httpClient, disposeHttpClient)
    {
        Use(credentials);
    }

    public ConnectorClient(ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(rootHandler, handlers)
    {
        Use(credentials);
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Use(credentials);
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(baseUri, rootHandler, handlers)
    {
        Use(credentials);
    }

    protected ConnectorClient(HttpClient httpClient, bool disposeHttpClient)
        : base(httpClient, disposeHttpClient)
    {
        Initialize();
    }

    protected ConnectorClient(params DelegatingHandler[] handlers)
        : base(handlers)
    {
        Initialize();
    }

    protected ConnectorClient(HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : base(rootHandler, handlers)
    {
        Initialize();
    }

    protected ConnectorClient(Uri baseUri, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    protected ConnectorClient(Uri baseUri, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(rootHandler, handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; set; }

    public JsonSerializerSettings SerializationSettings { get; private set; }

    public JsonSerializerSettings DeserializationSettings { get; private set; }

    public ServiceClientCredentials Credentials { get; private set; }

    public virtual IAttachments Attachments { get; private set; }

    public virtual IConversations Conversations { get; private set; }

    public static string GetOsVersion() => RuntimeInformation.OSDescription;

    public static string GetArchitecture() => RuntimeInformation.OSArchitecture.ToString();

    public static string GetASPNetVersion() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName ?? RuntimeInformation.FrameworkDescription;

    public static string GetClientVersion<T>(T client)
        where T : ServiceClient<T> => client.GetType().Assembly.GetName().Version.ToString();

    /// <summary>Says who is calling, once for each client, however many connectors share it.</summary>
    public static void AddDefaultRequestHeaders(HttpClient httpClient)
    {
        // Header collections cannot be read while they change, and a bot's turns share one client.
        lock (httpClient)
        {
            var headers = httpClient.DefaultRequestHeaders;
            AddUserAgent(headers, new ProductInfoHeaderValue("Microsoft-BotFramework", "3.1"));
            AddUserAgent(headers, new ProductInfoHeaderValue("BotBuilder", typeof(ConnectorClient).Assembly.GetName().Version.ToString()));

            // «.NETCoreApp,Version=v10.0» has no form that a product token may have.
            var framework = GetASPNetVersion().Replace(",", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal).Replace('=', '/');
            if (ProductInfoHeaderValue.TryParse(framework, out var frameworkProduct))
            {
                AddUserAgent(headers, frameworkProduct);
            }

            if (ProductInfoHeaderValue.TryParse($"({GetOsVersion()}; {GetArchitecture()})", out var system))
            {
                AddUserAgent(headers, system);
            }

            if (!headers.Accept.Any(accepted => accepted.MediaType == "*/*"))
            {
                headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            }

            headers.ExpectContinue = false;
        }
    }

    private static void AddUserAgent(HttpRequestHeaders headers, ProductInfoHeaderValue product)
    {
        if (!headers.UserAgent.Contains(product))
        {
            headers.UserAgent.Add(product);
        }
    }

    private void Initialize()
    {
        Attachments = new Attachments(this);
        Conversations = new Conversations(this);
        BaseUri = new Uri("https://api.botframework.com");

        // Values and channel data may be anonymous types, whose properties are all read-only.
        SerializationSettings = RestCall.CreateSettings(forRequests: true);
        SerializationSettings.ContractResolver = new DefaultContractResolver();
        DeserializationSettings = RestCall.CreateSettings(forRequests: false);
        DeserializationSettings.ContractResolver = new DefaultContractResolver();
        AddDefaultRequestHeaders(HttpClient);
    }

    private void Use(ServiceClientCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
        credentials.InitializeServiceClient(this);
    }
}
