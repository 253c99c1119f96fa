using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What single sign-on needs to know. Stands for <c>Microsoft.Bot.Schema.TokenExchangeResource</c>.</summary>
public class TokenExchangeResource
{
    public TokenExchangeResource()
    {
    }

    public TokenExchangeResource(string id = default, string uri = default, string providerId = default)
    {
        Id = id;
        Uri = uri;
        ProviderId = providerId;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "uri")]
    public string Uri { get; set; }

    [JsonProperty(PropertyName = "providerId")]
    public string ProviderId { get; set; }
}
