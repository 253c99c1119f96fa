using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A place on the earth (entity type <c>GeoCoordinates</c>). Stands for <c>Microsoft.Bot.Schema.GeoCoordinates</c>.</summary>
public class GeoCoordinates : Entity
{
    public GeoCoordinates()
    {
        Type = nameof(GeoCoordinates);
    }

    public GeoCoordinates(double? elevation = default, double? latitude = default, double? longitude = default, string type = default, string name = default)
    {
        Elevation = elevation;
        Latitude = latitude;
        Longitude = longitude;
        Name = name;
        Type = nameof(GeoCoordinates);
    }

    [JsonProperty(PropertyName = "elevation")]
    public double? Elevation { get; set; }

    [JsonProperty(PropertyName = "latitude")]
    public double? Latitude { get; set; }

    [JsonProperty(PropertyName = "longitude")]
    public double? Longitude { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }
}
