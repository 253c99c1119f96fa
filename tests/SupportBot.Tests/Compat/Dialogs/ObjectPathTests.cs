using Microsoft.Bot.Builder.Dialogs;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Dialogs;

public sealed class ObjectPathTests
{
    private sealed class Options
    {
        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public int? Age { get; set; }

        public Dictionary<string, string>? Tags { get; set; }
    }

    private static Dictionary<string, object> Sample() => new()
    {
        ["foo"] = new { Bar = new object[] { new Dictionary<string, object> { ["name"] = "zero" }, JObject.Parse("""{"name":"one"}""") } },
        ["index"] = 1,
        ["key"] = "foo",
    };

    [Theory]
    [InlineData("foo.bar[0].name", "zero")]
    [InlineData("FOO.BAR[1].NAME", "one")]
    [InlineData("foo.bar[index].name", "one")]
    [InlineData("['foo'].bar[0]['name']", "zero")]
    [InlineData("index", "1")]
    public void GetPathValue_Path_ReadsThroughAllKindsOfObjects(string path, string expected) => Assert.Equal(expected, ObjectPath.GetPathValue<string>(Sample(), path));

    [Theory]
    [InlineData("bar")]
    [InlineData("foo.nope")]
    [InlineData("foo.bar[5]")]
    [InlineData("foo.bar[nope]")]
    [InlineData("foo.bar[0")]
    public void TryGetPathValue_NothingThere_IsFalse(string path)
    {
        Assert.False(ObjectPath.TryGetPathValue<object>(Sample(), path, out _));
        Assert.False(ObjectPath.HasValue(Sample(), path));
        Assert.Equal("default", ObjectPath.GetPathValue(Sample(), path, "default"));
        Assert.Throws<KeyNotFoundException>(() => ObjectPath.GetPathValue<object>(Sample(), path));
    }

    [Fact]
    public void SetPathValue_NewPath_MakesObjectsAndLists()
    {
        var target = new Dictionary<string, object>();

        ObjectPath.SetPathValue(target, "a.b[2].c", 15);
        ObjectPath.SetPathValue(target, "A.B[2].d", "text");
        ObjectPath.SetPathValue(target, "raw", this, json: false);

        Assert.Equal("""{"b":[null,null,{"c":15,"d":"text"}]}""", ((JObject)target["a"]).ToString(Newtonsoft.Json.Formatting.None));
        Assert.Same(this, target["raw"]);
    }

    [Fact]
    public void SetPathValue_PropertyOfAnObject_IsSet()
    {
        var options = new Options();
        ObjectPath.SetPathValue(options, "lastname", "Smith");
        Assert.Equal("Smith", options.LastName);
    }

    [Fact]
    public void RemovePathValue_Path_RemovesTheLeaf()
    {
        var target = new Dictionary<string, object>();
        ObjectPath.SetPathValue(target, "x.y.z", 15);
        ObjectPath.SetPathValue(target, "x.y.q", 16);

        ObjectPath.RemovePathValue(target, "X.Y.Z");

        Assert.False(ObjectPath.HasValue(target, "x.y.z"));
        Assert.Equal(16, ObjectPath.GetPathValue<int>(target, "x.y.q"));
    }

    [Fact]
    public void RemovePathValue_ElementOfAList_LeavesTheOthersInPlace()
    {
        var target = new Dictionary<string, object>();
        ObjectPath.SetPathValue(target, "x.a[1]", "yabba");
        ObjectPath.SetPathValue(target, "x.a[0]", "dabba");

        ObjectPath.RemovePathValue(target, "x.a[1]");

        Assert.False(ObjectPath.TryGetPathValue<string>(target, "x.a[1]", out _));
        Assert.Equal("dabba", ObjectPath.GetPathValue<string>(target, "x.a[0]"));
    }

    [Fact]
    public void TryGetPathValue_ValueOfAnotherKind_IsFalse()
    {
        var target = new Dictionary<string, object> { ["text"] = "no number", ["nothing"] = JValue.CreateNull() };
        Assert.False(ObjectPath.TryGetPathValue<int>(target, "text", out _));
        Assert.False(ObjectPath.HasValue(target, "nothing"));
    }

    [Fact]
    public void Assign_Overlay_KeepsWhatItLeavesOut()
    {
        var start = new Options { FirstName = "Ann", LastName = "Smith", Age = 30, Tags = new() { ["a"] = "1" } };
        var overlay = new Options { LastName = "Jones", Tags = new() { ["b"] = "2" } };

        var merged = ObjectPath.Merge(start, overlay);

        Assert.Equal(("Ann", "Jones", 30), (merged.FirstName, merged.LastName, merged.Age));
        Assert.Equal(["a", "b"], merged.Tags!.Keys.Order());
        Assert.Equal("Smith", start.LastName);
        Assert.Same(start, ObjectPath.Assign<Options>(start, null));
        Assert.Equal("Jones", ObjectPath.Assign<Options>(null, JObject.FromObject(overlay)).LastName);
        Assert.IsType<Options>(ObjectPath.Assign(null, null, typeof(Options)));
    }

    [Fact]
    public void Clone_Object_IsDeep()
    {
        var start = new Options { Tags = new() { ["a"] = "1" } };
        var copy = ObjectPath.Clone(start);
        copy.Tags!["a"] = "2";
        Assert.Equal("1", start.Tags["a"]);
    }

    [Fact]
    public void MapValueTo_Json_BecomesTheType()
    {
        Assert.Equal(5, ObjectPath.MapValueTo<int>(new JValue(5L)));
        Assert.Equal("x", ObjectPath.MapValueTo<Options>(JObject.Parse("""{"firstName":"x"}""")).FirstName);
        Assert.Equal("x", (string?)ObjectPath.MapValueTo<JObject>(new Options { FirstName = "x" })["FirstName"]);
        Assert.Equal([1, 2], ObjectPath.MapValueTo<int[]>(new JArray(1, 2)));
    }

    [Fact]
    public void GetProperties_AllKinds_GivesTheNames()
    {
        Assert.Equal(["a"], ObjectPath.GetProperties(new Dictionary<string, object> { ["a"] = 1 }));
        Assert.Equal(["b"], ObjectPath.GetProperties(JObject.Parse("""{"b":1}""")));
        Assert.Contains("FirstName", ObjectPath.GetProperties(new Options()));
        Assert.Empty(ObjectPath.GetProperties(null));
        Assert.True(ObjectPath.ContainsProperty(new Options(), "firstname"));
        Assert.False(ObjectPath.ContainsProperty(null, "firstname"));
    }
}
