using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A user who wrote a message. Stands for <c>Microsoft.Bot.Schema.Teams.MessageActionsPayloadUser</c>.</summary>
public class MessageActionsPayloadUser
{
    public MessageActionsPayloadUser()
    {
    }

    public MessageActionsPayloadUser(string userIdentityType = default, string id = default, string displayName = default)
    {
        UserIdentityType = userIdentityType;
        Id = id;
        DisplayName = displayName;
    }

    [JsonProperty(PropertyName = "userIdentityType")]
    public string UserIdentityType { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }
}
