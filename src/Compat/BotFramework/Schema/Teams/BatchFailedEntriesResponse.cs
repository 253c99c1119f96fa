using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>One page of the entries of a batch that failed. Stands for <c>Microsoft.Bot.Schema.Teams.BatchFailedEntriesResponse</c>.</summary>
public class BatchFailedEntriesResponse
{
    [JsonProperty(PropertyName = "continuationToken")]
    public string ContinuationToken { get; set; }

    [JsonProperty(PropertyName = "failedEntries")]
    public IList<BatchFailedEntry> FailedEntries { get; private set; } = new List<BatchFailedEntry>();
}
