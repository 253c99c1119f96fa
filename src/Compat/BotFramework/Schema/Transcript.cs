using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A conversation as it was. Stands for <c>Microsoft.Bot.Schema.Transcript</c>.</summary>
public class Transcript
{
    public Transcript()
    {
    }

    public Transcript(IList<Activity> activities = default)
    {
        Activities = activities;
    }

    [JsonProperty(PropertyName = "activities")]
    public IList<Activity> Activities { get; set; }
}
