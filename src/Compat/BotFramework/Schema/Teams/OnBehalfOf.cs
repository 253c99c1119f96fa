using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>For whom a message is sent. Stands for <c>Microsoft.Bot.Schema.Teams.OnBehalfOf</c>.</summary>
public class OnBehalfOf
{
    [JsonProperty(PropertyName = "displayName")]
    public string DisplayName { get; set; }

    [JsonProperty(PropertyName = "itemId")]
    public int ItemId { get; set; }

    [JsonProperty(PropertyName = "mentionType")]
    public string MentionType { get; set; } = "person";

    [JsonProperty(PropertyName = "mri")]
    public string Mri { get; set; }
}
