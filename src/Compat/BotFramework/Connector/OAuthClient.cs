using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>Client of the Bot Framework's token service. Stands for <c>Microsoft.Bot.Connector.OAuthClient</c>.</summary>
public class OAuthClient : ServiceClient<OAuthClient>, IOAuthClient, IRestClient
{
    public OAuthClient(ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        Use(credentials);
    }

    public OAuthClient(ServiceClientCredentials credentials, HttpClient httpClient, bool disposeHttpClient)
        : this(httpClient, disposeHttpClient)
    {
        Use(credentials);
    }

    public OAuthClient(ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(rootHandler, handlers)
    {
        Use(credentials);
    }

    public OAuthClient(Uri baseUri, ServiceClientCredentials credentials, params DelegatingHandler[] handlers)
        : this(baseUri, handlers)
    {
        Use(credentials);
    }

    public OAuthClient(Uri baseUri, ServiceClientCredentials credentials, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(baseUri, rootHandler, handlers)
    {
        Use(credentials);
    }

    protected OAuthClient(HttpClient httpClient, bool disposeHttpClient)
        : base(httpClient, disposeHttpClient)
    {
        Initialize();
    }

    protected OAuthClient(params DelegatingHandler[] handlers)
        : base(handlers)
    {
        Initialize();
    }

    protected OAuthClient(HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : base(rootHandler, handlers)
    {
        Initialize();
    }

    protected OAuthClient(Uri baseUri, params DelegatingHandler[] handlers)
        : this(handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    protected OAuthClient(Uri baseUri, HttpClientHandler rootHandler, params DelegatingHandler[] handlers)
        : this(rootHandler, handlers)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; set; }

    public JsonSerializerSettings SerializationSettings { get; private set; }

    public JsonSerializerSettings DeserializationSettings { get; private set; }

    public ServiceClientCredentials Credentials { get; private set; }

    public virtual IBotSignIn BotSignIn { get; private set; }

    public virtual IUserToken UserToken { get; private set; }

    public async Task<HttpOperationResponse<object>> ExchangeAsyncWithHttpMessagesAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(userId, nameof(userId));
        RestCall.Require(connectionName, nameof(connectionName));
        RestCall.Require(channelId, nameof(channelId));
        RestCall.Require(exchangeRequest, nameof(exchangeRequest));
        var call = new RestCall(this, HttpMethod.Post, "api/usertoken/exchange")
            .Query("userId", userId)
            .Query("connectionName", connectionName)
            .Query("channelId", channelId)
            .Json(exchangeRequest)
            .Accept(HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        return await call.SendAsync(customHeaders, cancellationToken, async response => response.StatusCode == HttpStatusCode.BadRequest
            ? await call.ReadJsonAsync<ErrorResponse>(response, cancellationToken).ConfigureAwait(false)
            : (object)await call.ReadJsonAsync<TokenResponse>(response, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async Task<HttpOperationResponse<SignInResource>> GetSignInResourceWithHttpMessagesAsync(string state, string codeChallenge = default, string emulatorUrl = default, string finalRedirect = default, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        RestCall.Require(state, nameof(state));
        var call = new RestCall(this, HttpMethod.Get, "api/botsignin/GetSignInResource")
            .Query("state", state)
            .Query("code_challenge", codeChallenge)
            .Query("emulatorUrl", emulatorUrl)
            .Query("finalRedirect", finalRedirect)
            .WithUntypedErrors();
        return await call.SendAsync(customHeaders, cancellationToken, async response =>
        {
            try
            {
                return await call.ReadJsonAsync<SignInResource>(response, cancellationToken).ConfigureAwait(false);
            }
            catch (SerializationException exception) when (Uri.TryCreate(exception.Content, UriKind.Absolute, out _))
            {
                // The Emulator answers with the bare link.
                return new SignInResource(exception.Content);
            }
        }).ConfigureAwait(false);
    }

    private void Initialize()
    {
        BotSignIn = new BotSignIn(this);
        UserToken = new UserToken(this);
        BaseUri = new Uri(AuthenticationConstants.OAuthUrl);
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
