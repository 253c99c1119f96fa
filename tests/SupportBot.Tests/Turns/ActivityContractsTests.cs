using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>Whatever an attachment holds is read as the JSON that it is.</summary>
public sealed class ActivityContractsTests
{
    private const string Stream = """{"$type":"MemoryStream","buffer":[104,105]}""";

    [Theory]
    [InlineData(Stream, """{"buffer":[104,105]}""")]
    [InlineData("""{"title":"t","buttons":[{"value":{"at":"2026-11-30T16:00:00Z"}}]}""", """{"title":"t","buttons":[{"value":{"at":"2026-11-30T16:00:00Z"}}]}""")]
    public void Read_ContentOfAnAttachment_IsPlainJson(string content, string expected) =>
        Assert.Equal(expected, Assert.IsType<JObject>(Read(content)).ToString(Formatting.None));

    [Fact]
    public void Read_DeepCard_TakesAsMuchMemoryAsAFlatOne()
    {
        var list = $"[{string.Join(',', Enumerable.Repeat("{}", 2000))}]";
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + list + new string('}', 40);
        Read(list);

        Assert.InRange(AllocatedFor(deep), 0, 2 * AllocatedFor(list));
    }

    [Fact]
    public void Deserialize_ContentThatAsksForAStream_MakesNone()
    {
        var settings = new JsonSerializerSettings { ContractResolver = new ActivityContracts(), MetadataPropertyHandling = MetadataPropertyHandling.Ignore };

        var attachment = JsonConvert.DeserializeObject<Attachment>($$"""{"content":{{Stream}}}""", settings)!;

        Assert.Equal(Stream, Assert.IsType<JObject>(attachment.Content).ToString(Formatting.None));
    }

    private static long AllocatedFor(string content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(content);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static object? Read(string content) =>
        ActivityJson.Read($$"""{"type":"message","attachments":[{"contentType":"x","content":{{content}}}]}""").Attachments[0].Content;
}
