using System;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>The Bot Framework's token service. Stands for <c>Microsoft.Bot.Connector.IOAuthClient</c>.</summary>
public interface IOAuthClient : IDisposable
{
    Uri BaseUri { get; set; }

    IBotSignIn BotSignIn { get; }

    ServiceClientCredentials Credentials { get; }

    JsonSerializerSettings DeserializationSettings { get; }

    JsonSerializerSettings SerializationSettings { get; }

    IUserToken UserToken { get; }
}
