using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Schema;

public class AttachmentTests
{
    [Fact]
    public void Content_MemoryStream_SurvivesTheRoundTrip()
    {
        var json = JsonConvert.SerializeObject(new Attachment { Content = Stream("ab") });

        Assert.Equal("""{"$type":"MemoryStream","buffer":[97,98]}""", JObject.Parse(json)["content"]!.ToString(Formatting.None));
        Assert.Equal("ab", Text(RoundTrip(Stream("ab"))));
    }

    [Fact]
    public void Content_StreamsInsideOtherThings_SurviveTheRoundTrip()
    {
        var list = Assert.IsType<List<object>>(RoundTrip(new object?[] { Stream("a"), 1, "s", null, new { n = 2 } }));
        var dictionary = Assert.IsType<Dictionary<string, object>>(RoundTrip(new { Files = new[] { Stream("b") }, Name = "n" }));

        Assert.Equal("a", Text(list[0]));
        Assert.Equal([1L, "s"], list[1..3]);
        Assert.Equal(JTokenType.Null, Assert.IsType<JValue>(list[3]).Type);
        Assert.Equal(2, Assert.IsType<JObject>(list[4]).Value<int>("n"));
        Assert.Equal("b", Text(Assert.Single(Assert.IsType<List<object>>(dictionary["Files"]))));
        Assert.Equal("n", dictionary["Name"]);
    }

    [Fact]
    public void Content_WithoutStreams_IsJson()
    {
        Assert.Equal("title", Assert.IsType<JObject>(RoundTrip(new HeroCard("title"))).Value<string>("title"));
        Assert.Equal([1, 2], Assert.IsType<JArray>(RoundTrip(new[] { 1, 2 })).Values<int>());
        Assert.Equal("<div/>", RoundTrip("<div/>"));
        Assert.Null(new Attachment().Content);
    }

    [Fact]
    public void Content_ThatHoldsItselfAndAStream_EndsWhereItBegan()
    {
        var node = new Node { Stream = Stream("a") };
        node.Next = node;

        var read = Assert.IsType<Dictionary<string, object>>(RoundTrip(node));

        Assert.Equal("a", Text(read["Stream"]));
        Assert.Equal(JTokenType.Null, Assert.IsType<JValue>(read["Next"]).Type);
    }

    [Fact]
    public void Content_WithAGetterThatThrows_IsWrittenAsEver()
    {
        var written = JObject.FromObject(new Attachment { Content = new Moody() });

        Assert.Equal("fine", (string?)written.SelectToken("content.Mood"));
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Text(object stream) => Encoding.UTF8.GetString(Assert.IsType<MemoryStream>(stream).ToArray());

    private static object RoundTrip(object content) =>
        JsonConvert.DeserializeObject<Attachment>(JsonConvert.SerializeObject(new Attachment { Content = content }))!.Content;

    private sealed class Node
    {
        public MemoryStream? Stream { get; set; }

        public Node? Next { get; set; }
    }

    private sealed class Moody
    {
        public string Mood { get; } = "fine";

        [JsonIgnore]
        public string Secret => Mood.Length > 0 ? throw new InvalidOperationException() : Mood;

        public string this[int index] => Mood[index..];
    }
}
