using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Posts activities to other bots with this bot's credentials.</summary>
internal sealed class BotFrameworkClientImpl : BotFrameworkClient
{
    private readonly ServiceClientCredentialsFactory _credentialsFactory;
    private readonly HttpClient _httpClient;
    private readonly string _loginEndpoint;
    private readonly ILogger _logger;

    public BotFrameworkClientImpl(ServiceClientCredentialsFactory credentialsFactory, IHttpClientFactory httpClientFactory, string loginEndpoint, ILogger logger)
    {
        _credentialsFactory = credentialsFactory;
        _httpClient = httpClientFactory?.CreateClient() ?? new HttpClient();
        ConnectorClient.AddDefaultRequestHeaders(_httpClient);
        _loginEndpoint = loginEndpoint;
        _logger = logger;
    }

    public override async Task<InvokeResponse<T>> PostActivityAsync<T>(string fromBotId, string toBotId, Uri toUrl, Uri serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fromBotId);
        ArgumentNullException.ThrowIfNull(toBotId);
        ArgumentNullException.ThrowIfNull(toUrl);
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(conversationId);
        ArgumentNullException.ThrowIfNull(activity);

        AuthenticationLog.PostToBot(_logger, toBotId, toUrl);
        var credentials = await _credentialsFactory.CreateCredentialsAsync(fromBotId, toBotId, _loginEndpoint, true, cancellationToken);
        var json = JsonConvert.SerializeObject(Address(activity, serviceUrl, conversationId), new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });
        using var request = new HttpRequestMessage(HttpMethod.Post, toUrl) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        await credentials.ProcessHttpRequestAsync(request, cancellationToken);

        using var response = await _httpClient.SendAsync(request, cancellationToken);
        var content = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return new InvokeResponse<T> { Status = (int)response.StatusCode, Body = content.Length > 0 ? JsonConvert.DeserializeObject<T>(content) : default };

        AuthenticationLog.BotFailed(_logger, toUrl, (int)response.StatusCode);
        return new InvokeResponse<T> { Status = (int)response.StatusCode, Body = typeof(T) == typeof(object) ? (T)(object)content : default };
    }

    protected override void Dispose(bool disposing)
    {
        _httpClient.Dispose();
        base.Dispose(disposing);
    }

    // The other bot answers to this one, in a conversation of theirs; relatesTo says which conversation it is about.
    private static Activity Address(Activity activity, Uri serviceUrl, string conversationId)
    {
        var copy = JsonConvert.DeserializeObject<Activity>(JsonConvert.SerializeObject(activity));
        copy.RelatesTo = new ConversationReference
        {
            ServiceUrl = copy.ServiceUrl,
            ActivityId = copy.Id,
            ChannelId = copy.ChannelId,
            Locale = copy.Locale,
            Conversation = new ConversationAccount
            {
                Id = copy.Conversation.Id,
                Name = copy.Conversation.Name,
                ConversationType = copy.Conversation.ConversationType,
                AadObjectId = copy.Conversation.AadObjectId,
                IsGroup = copy.Conversation.IsGroup,
                Properties = copy.Conversation.Properties,
                Role = copy.Conversation.Role,
                TenantId = copy.Conversation.TenantId,
            },
        };
        copy.Conversation.Id = conversationId;
        copy.ServiceUrl = serviceUrl.ToString();
        copy.Recipient ??= new ChannelAccount();
        copy.Recipient.Role = RoleTypes.Skill;
        return copy;
    }
}
