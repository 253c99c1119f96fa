using System;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector.Teams;

/// <summary>The connector service of Teams. Stands for <c>Microsoft.Bot.Connector.Teams.ITeamsConnectorClient</c>.</summary>
public interface ITeamsConnectorClient : IDisposable
{
    Uri BaseUri { get; set; }

    ServiceClientCredentials Credentials { get; }

    JsonSerializerSettings DeserializationSettings { get; }

    JsonSerializerSettings SerializationSettings { get; }

    ITeamsOperations Teams { get; }
}
