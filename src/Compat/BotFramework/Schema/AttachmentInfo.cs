using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What is known of an uploaded file. Stands for <c>Microsoft.Bot.Schema.AttachmentInfo</c>.</summary>
public class AttachmentInfo
{
    public AttachmentInfo()
    {
    }

    public AttachmentInfo(string name = default, string type = default, IList<AttachmentView> views = default)
    {
        Name = name;
        Type = type;
        Views = views;
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }

    [JsonProperty(PropertyName = "views")]
    public IList<AttachmentView> Views { get; set; }
}
