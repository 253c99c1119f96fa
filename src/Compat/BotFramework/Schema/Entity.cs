using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

/// <summary>A typed piece of information about an activity; keeps what it does not know. Stands for <c>Microsoft.Bot.Schema.Entity</c>.</summary>
public class Entity
{
    private static readonly JsonSerializerSettings AnyDepth = new JsonSerializerSettings { MaxDepth = null };

    public Entity()
    {
    }

    public Entity(string type = default)
    {
        Type = type;
    }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get; set; } = new JObject();

    /// <summary>Reads this entity as a more specific type.</summary>
    public T GetAs<T>() => JsonConvert.DeserializeObject<T>(JsonConvert.SerializeObject(this, AnyDepth), AnyDepth);

    /// <summary>Takes over type and properties of a more specific entity.</summary>
    public void SetAs<T>(T obj)
    {
        var entity = JsonConvert.DeserializeObject<Entity>(JsonConvert.SerializeObject(obj, AnyDepth), AnyDepth);
        Type = entity.Type;
        Properties = entity.Properties;
    }

    public bool Equals(Entity other) =>
        other is not null && JsonConvert.SerializeObject(this).Equals(JsonConvert.SerializeObject(other), StringComparison.Ordinal);

    public override bool Equals(object obj) => ReferenceEquals(this, obj) || (obj is Entity other && other.GetType() == GetType() && Equals(other));

    public override int GetHashCode() => base.GetHashCode();
}
