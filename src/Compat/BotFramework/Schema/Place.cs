using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A place (entity type <c>Place</c>). Stands for <c>Microsoft.Bot.Schema.Place</c>.</summary>
public class Place : Entity
{
    public Place()
    {
        Type = nameof(Place);
    }

    public Place(object address = default, object geo = default, object hasMap = default, string type = default, string name = default)
    {
        Address = address;
        Geo = geo;
        HasMap = hasMap;
        Name = name;
        Type = nameof(Place);
    }

    [JsonProperty(PropertyName = "address")]
    public object Address { get; set; }

    [JsonProperty(PropertyName = "geo")]
    public object Geo { get; set; }

    [JsonProperty(PropertyName = "hasMap")]
    public object HasMap { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }
}
