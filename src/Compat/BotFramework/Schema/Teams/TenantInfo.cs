using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A tenant of Microsoft 365. Stands for <c>Microsoft.Bot.Schema.Teams.TenantInfo</c>.</summary>
public class TenantInfo
{
    public TenantInfo()
    {
    }

    public TenantInfo(string id = default)
    {
        Id = id;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }
}
