using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>Where and how a user can sign in. Stands for <c>Microsoft.Bot.Schema.SignInResource</c>.</summary>
public class SignInResource
{
    public SignInResource()
    {
    }

    public SignInResource(string signInLink = default, TokenExchangeResource tokenExchangeResource = default)
    {
        SignInLink = signInLink;
        TokenExchangeResource = tokenExchangeResource;
    }

    [JsonProperty(PropertyName = "signInLink")]
    public string SignInLink { get; set; }

    [JsonProperty(PropertyName = "tokenExchangeResource")]
    public TokenExchangeResource TokenExchangeResource { get; set; }

    [JsonProperty(PropertyName = "tokenPostResource")]
    public TokenPostResource TokenPostResource { get; set; }
}
