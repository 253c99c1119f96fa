using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A token, or where one is, to be exchanged for another. Stands for <c>Microsoft.Bot.Schema.TokenExchangeRequest</c>.</summary>
public class TokenExchangeRequest
{
    public TokenExchangeRequest()
    {
    }

    public TokenExchangeRequest(string uri = default, string token = default)
    {
        Uri = uri;
        Token = token;
    }

    [JsonProperty(PropertyName = "uri")]
    public string Uri { get; set; }

    [JsonProperty(PropertyName = "token")]
    public string Token { get; set; }
}
