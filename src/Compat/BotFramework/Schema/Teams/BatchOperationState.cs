using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>How far a batch has come. Stands for <c>Microsoft.Bot.Schema.Teams.BatchOperationState</c>.</summary>
public class BatchOperationState
{
    [JsonProperty(PropertyName = "retryAfter")]
    public DateTime? RetryAfter { get; set; }

    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }

    [JsonProperty(PropertyName = "statusMap")]
    public IDictionary<int, int> StatusMap { get; } = new Dictionary<int, int>();

    [JsonProperty(PropertyName = "totalEntriesCount")]
    public int TotalEntriesCount { get; set; }
}
