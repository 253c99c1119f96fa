using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The address to open on one operating system. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardOpenUriTarget</c>.</summary>
public class O365ConnectorCardOpenUriTarget
{
    public O365ConnectorCardOpenUriTarget()
    {
    }

    public O365ConnectorCardOpenUriTarget(string os = default, string uri = default)
    {
        Os = os;
        Uri = uri;
    }

    [JsonProperty(PropertyName = "os")]
    public string Os { get; set; }

    [JsonProperty(PropertyName = "uri")]
    public string Uri { get; set; }
}
