using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>URLs of the resources that an Entra ID token is asked for. Stands for <c>Microsoft.Bot.Schema.AadResourceUrls</c>.</summary>
public class AadResourceUrls
{
    public AadResourceUrls()
    {
    }

    public AadResourceUrls(IList<string> resourceUrls = default)
    {
        ResourceUrls = resourceUrls;
    }

    [JsonProperty(PropertyName = "resourceUrls")]
    public IList<string> ResourceUrls { get; set; }
}
