using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

/// <summary>The value of a <c>signin/tokenExchange</c> invoke. Stands for <c>Microsoft.Bot.Schema.TokenExchangeInvokeRequest</c>.</summary>
public class TokenExchangeInvokeRequest
{
    [JsonProperty(PropertyName = "connectionName")]
    public string ConnectionName { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get; set; } = new JObject();

    [JsonProperty(PropertyName = "token")]
    public string Token { get; set; }
}
