using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>An action that goes with a message. Stands for <c>Microsoft.Bot.Schema.SemanticAction</c>.</summary>
public class SemanticAction
{
    public SemanticAction()
    {
    }

    public SemanticAction(string id = default, IDictionary<string, Entity> entities = default)
    {
        Id = id;
        Entities = entities;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "entities")]
    public IDictionary<string, Entity> Entities { get; set; }

    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }
}
