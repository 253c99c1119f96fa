using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A member of a team. Stands for <c>Microsoft.Bot.Schema.Teams.TeamMember</c>.</summary>
public class TeamMember
{
    public TeamMember()
    {
    }

    public TeamMember(string id = default)
    {
        Id = id;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }
}
