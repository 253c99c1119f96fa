using System;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What the authentication part logs. No token and no user id is among it.</summary>
internal static partial class AuthenticationLog
{
    [LoggerMessage(1, LogLevel.Warning, "The token acquired for app {AppId} is empty.")]
    public static partial void EmptyToken(ILogger logger, string appId);

    [LoggerMessage(2, LogLevel.Debug, "A token was acquired through {Way} in {Milliseconds} ms.")]
    public static partial void TokenAcquired(ILogger logger, string way, double milliseconds);

    [LoggerMessage(3, LogLevel.Error, "A token could not be acquired through {Way}.")]
    public static partial void TokenFailed(ILogger logger, Exception exception, string way);

    [LoggerMessage(4, LogLevel.Debug, "User token service: {Operation} on connection {ConnectionName}.")]
    public static partial void UserToken(ILogger logger, string operation, string connectionName);

    [LoggerMessage(5, LogLevel.Debug, "Post to bot {BotId} at {Url}.")]
    public static partial void PostToBot(ILogger logger, string botId, Uri url);

    [LoggerMessage(6, LogLevel.Error, "The bot at {Url} answered {Status}.")]
    public static partial void BotFailed(ILogger logger, Uri url, int status);
}
