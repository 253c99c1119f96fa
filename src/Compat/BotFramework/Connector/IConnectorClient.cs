using System;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace Microsoft.Bot.Connector;

/// <summary>A channel's connector service. Stands for <c>Microsoft.Bot.Connector.IConnectorClient</c>.</summary>
public interface IConnectorClient : IDisposable
{
    IAttachments Attachments { get; }

    Uri BaseUri { get; set; }

    IConversations Conversations { get; }

    ServiceClientCredentials Credentials { get; }

    JsonSerializerSettings DeserializationSettings { get; }

    JsonSerializerSettings SerializationSettings { get; }
}
