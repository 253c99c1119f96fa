using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Teams;

/// <summary>Exchanges a Teams token once, though every client of the user asks for it. Stands for <c>Microsoft.Bot.Builder.Teams.TeamsSSOTokenExchangeMiddleware</c>.</summary>
public class TeamsSSOTokenExchangeMiddleware : IMiddleware
{
    private readonly IStorage _storage;
    private readonly string _connectionName;

    /// <param name="storage">Tells which exchanges were seen; it must check ETags.</param>
    /// <param name="connectionName">The OAuth connection to exchange for.</param>
    public TeamsSSOTokenExchangeMiddleware(IStorage storage, string connectionName)
    {
        _storage = storage ?? throw new ArgumentNullException(nameof(storage));
        _connectionName = string.IsNullOrEmpty(connectionName) ? throw new ArgumentNullException(nameof(connectionName)) : connectionName;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        // Every client is told that the exchange failed, so that it can ask for consent; only one may go on when it worked.
        if (turnContext.Activity.Name == SignInConstants.TokenExchangeOperationName
            && (!await ExchangeAsync(turnContext, cancellationToken).ConfigureAwait(false)
                || !await IsFirstAsync(turnContext, cancellationToken).ConfigureAwait(false)))
        {
            return;
        }

        await next(cancellationToken).ConfigureAwait(false);
    }

    private static Task AnswerAsync(ITurnContext turnContext, HttpStatusCode status, object body, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(
            new Activity
            {
                Type = ActivityTypesEx.InvokeResponse,
                Value = new InvokeResponse { Status = (int)status, Body = body },
            },
            cancellationToken);

    private async Task<bool> IsFirstAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (key, id) = ExchangeOf(turnContext.Activity);
        try
        {
            // The ETag is not the one that a second write would find.
            await _storage.WriteAsync(new Dictionary<string, object> { [key] = new Seen { ETag = id } }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e.Message.StartsWith("Etag conflict", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("pre-condition is not met", StringComparison.Ordinal))
        {
            await AnswerAsync(turnContext, HttpStatusCode.OK, null, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private static (string Key, string Id) ExchangeOf(Activity activity)
    {
        var channelId = activity.ChannelId ?? throw new InvalidOperationException("invalid activity-missing channelId");
        var conversationId = activity.Conversation?.Id ?? throw new InvalidOperationException("invalid activity-missing Conversation.Id");
        if (activity.Value is not JObject value || !value.ContainsKey("id"))
        {
            throw new InvalidOperationException("Invalid signin/tokenExchange. Missing activity.Value.Id.");
        }

        var id = value.Value<string>("id");
        return ($"{channelId}/{conversationId}/{id}", id);
    }

    private async Task<bool> ExchangeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var request = ((JObject)turnContext.Activity.Value)?.ToObject<TokenExchangeInvokeRequest>();
        TokenResponse token = null;
        try
        {
            token = await ExchangeAsync(turnContext, new TokenExchangeRequest { Token = request.Token }, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the reason, the user signs in the other way then.
        catch
#pragma warning restore CA1031
        {
            token = null;
        }

        if (!string.IsNullOrEmpty(token?.Token))
        {
            return true;
        }

        var refusal = new TokenExchangeInvokeResponse
        {
            Id = request.Id,
            ConnectionName = _connectionName,
            FailureDetail = "The bot is unable to exchange token. Proceed with regular login.",
        };
        await AnswerAsync(turnContext, HttpStatusCode.PreconditionFailed, refusal, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<TokenResponse> ExchangeAsync(ITurnContext turnContext, TokenExchangeRequest request, CancellationToken cancellationToken)
    {
        var userId = turnContext.Activity.From.Id;
        if (turnContext.TurnState.Get<UserTokenClient>() is { } client)
        {
            return await client.ExchangeTokenAsync(userId, _connectionName, turnContext.Activity.ChannelId, request, cancellationToken).ConfigureAwait(false);
        }

        return turnContext.Adapter is IExtendedUserTokenProvider provider
            ? await provider.ExchangeTokenAsync(turnContext, _connectionName, userId, request, cancellationToken).ConfigureAwait(false)
            : throw new NotSupportedException("Token Exchange is not supported by the current adapter.");
    }

    private sealed class Seen : IStoreItem
    {
        public string ETag { get; set; }
    }
}
