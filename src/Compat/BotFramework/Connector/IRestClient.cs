using System;
using System.Net.Http;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>What the clients of this folder have in common, for <see cref="RestCall"/>.</summary>
internal interface IRestClient
{
    Uri BaseUri { get; }

    HttpClient HttpClient { get; }

    ServiceClientCredentials Credentials { get; }

    JsonSerializerSettings SerializationSettings { get; }

    JsonSerializerSettings DeserializationSettings { get; }
}
