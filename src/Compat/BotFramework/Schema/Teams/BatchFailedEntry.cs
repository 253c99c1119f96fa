using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An entry of a batch that failed. Stands for <c>Microsoft.Bot.Schema.Teams.BatchFailedEntry</c>.</summary>
public class BatchFailedEntry
{
    [JsonProperty(PropertyName = "entryId")]
    public string EntryId { get; set; }

    [JsonProperty(PropertyName = "error")]
    public string Error { get; set; }
}
