using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The code that a user brings back from signing in. Stands for <c>Microsoft.Bot.Schema.Teams.SigninStateVerificationQuery</c>.</summary>
public class SigninStateVerificationQuery
{
    public SigninStateVerificationQuery()
    {
    }

    public SigninStateVerificationQuery(string state = default)
    {
        State = state;
    }

    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }
}
