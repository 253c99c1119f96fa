using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>The Bot Framework adapter of an ASP.NET Core host. Stands for <c>Microsoft.Bot.Builder.Integration.AspNet.Core.CloudAdapter</c>.</summary>
public partial class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    public CloudAdapter()
        : this(BotFrameworkAuthenticationFactory.Create())
    {
    }

    public CloudAdapter(BotFrameworkAuthentication botFrameworkAuthentication, ILogger logger = null)
        : base(botFrameworkAuthentication, logger)
    {
    }

    public CloudAdapter(IConfiguration configuration, IHttpClientFactory httpClientFactory = null, ILogger logger = null)
        : this(new ConfigurationBotFrameworkAuthentication(configuration, httpClientFactory: httpClientFactory, logger: logger), logger)
    {
    }

    public async Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);

        if (httpRequest.Method != HttpMethods.Post)
        {
            httpResponse.StatusCode = (int)HttpStatusCode.MethodNotAllowed;
            return;
        }

        var activity = await HttpHelper.ReadRequestAsync<Activity>(httpRequest);
        if (string.IsNullOrEmpty(activity?.Type))
        {
            httpResponse.StatusCode = (int)HttpStatusCode.BadRequest;
            return;
        }

        try
        {
            var invokeResponse = await ProcessActivityAsync(httpRequest.Headers["Authorization"], activity, bot.OnTurnAsync, cancellationToken);
            await HttpHelper.WriteResponseAsync(httpResponse, invokeResponse);
        }
        catch (UnauthorizedAccessException e)
        {
            LogUnauthorized(Logger, e, e.Message);
            httpResponse.StatusCode = (int)HttpStatusCode.Unauthorized;
        }
    }

    protected override ConnectorFactory GetStreamingConnectorFactory(Activity activity) =>
        throw new ApplicationException($"No streaming connection found for activity: {activity}");

    [LoggerMessage(1, LogLevel.Error, "A request was refused: {Reason}", SkipEnabledCheck = true)]
    private static partial void LogUnauthorized(ILogger logger, Exception exception, string reason);
}
