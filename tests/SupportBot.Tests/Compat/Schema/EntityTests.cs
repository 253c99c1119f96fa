using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema;

public class EntityTests
{
    [Fact]
    public void SetAs_MoreSpecificEntity_KeepsTypeAndProperties()
    {
        var entity = new Entity();

        entity.SetAs(new GeoCoordinates(latitude: 22, name: "here"));

        Assert.Equal("GeoCoordinates", entity.Type);
        Assert.Equal(22, entity.Properties.Value<double>("latitude"));
        Assert.Equal("here", entity.GetAs<GeoCoordinates>().Name);
    }

    [Fact]
    public void SetAs_Json_ReadsTypeInAnyCase()
    {
        var entity = new Entity();

        entity.SetAs(JObject.Parse("""{"Type":"person","Name":"Esper"}"""));

        Assert.Equal(("person", "Esper"), (entity.Type, entity.Properties.Value<string>("Name")));
    }

    [Fact]
    public void Equals_SameJson_IsTrue()
    {
        Assert.Equal(new Entity("color"), new Entity("color"));
        Assert.NotEqual(new Entity("color"), new Entity("flamingo"));
        Assert.NotEqual(new Entity("color"), new Entity("color") { Properties = JObject.Parse("""{"a":1}""") });
        Assert.False(new Entity("mention").Equals((object)new Mention()));
        Assert.False(new Entity().Equals((object?)null));
        Assert.False(new Entity().Equals((Entity?)null));
    }

    [Fact]
    public void Type_OfSpecificEntities_IsFixed()
    {
        Assert.Equal("mention", new Mention(type: "other").Type);
        Assert.Equal("Place", new Place(type: "other").Type);
        Assert.Equal("GeoCoordinates", new GeoCoordinates(type: "other").Type);
        Assert.Equal("other", new Thing(type: "other").Type);
    }

    [Fact]
    public void Entity_AiLabelOfMessage_KeepsSchemaOrgNames()
    {
        const string json = """{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","additionalType":["AIGeneratedContent"]}""";

        var written = JsonConvert.SerializeObject(JsonConvert.DeserializeObject<Entity>(json));

        Assert.Equal(json, written);
    }
}
