using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBot.Core.Conversation;
using SupportBot.Llm.Understand;

namespace SupportBot.Tests.Llm.Understand;

public sealed class UnderstandFormTests
{
    [Theory]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":["status","tracking"]}""", true)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"id","value":"#W-123"},"about":[]}""", true)]
    [InlineData("""{"intent":"ORDER_HELP","reference":{"kind":"product","value":"the crème brûlée torch's case"},"about":["items"]}""", true)]
    [InlineData("""{"intent":"ORDER_HELP","reference":{"kind":"date","value":"June 3rd, 2026"},"about":["status","shipping","delivery","payment"]}""", true)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"ordinal","value":"1234567890123456789012345678901234567890"},"about":[]}""", true)]
    [InlineData("""{"intent":"OUT_OF_SCOPE","reference":{"kind":"none","value":""},"about":[]}""", true)]
    [InlineData("""{"intent":"OUT_OF_SCOPE","reference":{"kind":"id","value":"5"},"about":[]}""", false)]
    [InlineData("""{"intent":"OUT_OF_SCOPE","reference":{"kind":"none","value":""},"about":["status"]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":"5"},"about":[]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"id","value":""},"about":[]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"id","value":" 5"},"about":[]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"ordinal","value":"12345678901234567890123456789012345678901"},"about":[]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"product","value":"a\"b"},"about":[]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"product","value":"<|end|>"},"about":[]}""", false)]
    [InlineData("{\"intent\":\"ORDER_INFO\",\"reference\":{\"kind\":\"product\",\"value\":\"a\nb\"},\"about\":[]}", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"all","value":""},"about":["status","shipping","delivery","payment","total"]}""", false)]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"all","value":""},"about":["customer"]}""", false)]
    [InlineData("""{"intent": "ORDER_INFO","reference":{"kind":"all","value":""},"about":[]}""", false)]
    [InlineData("""{"reference":{"kind":"all","value":""},"intent":"ORDER_INFO","about":[]}""", false)]
    [InlineData("", false)]
    public void Grammar_Answer_IsTheFormThatTheModelWasTrainedWith(string answer, bool fits)
    {
        Assert.Equal(fits, UnderstandForm.Grammar.Matches(answer));
        if (fits)
            Assert.NotNull(ModelReading.Parse(answer));
    }

    [Fact]
    public void Schema_Words_AreTheGrammars()
    {
        var schema = ((ChatResponseFormatJson)UnderstandForm.Schema).Schema!.Value.GetProperty("properties");
        var kinds = Words(schema.GetProperty("reference").GetProperty("properties").GetProperty("kind"));
        var topics = Words(schema.GetProperty("about").GetProperty("items"));
        var answers = from intent in Words(schema.GetProperty("intent"))
                      from kind in kinds
                      from topic in topics
                      let isOut = intent == "OUT_OF_SCOPE"
                      where !isOut || kind == "none"
                      let value = kind is "id" or "ordinal" or "date" or "product" or "status" ? "x" : ""
                      select $$"""{"intent":"{{intent}}","reference":{"kind":"{{kind}}","value":"{{value}}"},"about":[{{(isOut ? "" : $"\"{topic}\"")}}]}""";

        Assert.All(answers, answer => Assert.True(UnderstandForm.Grammar.Matches(answer), answer));
        Assert.All(answers, answer => Assert.NotNull(ModelReading.Parse(answer)));
        // Only rules tell these two.
        Assert.Equal(Enum.GetValues<Topic>().Length - 1, topics.Count);
        Assert.DoesNotContain("refund", topics);
        Assert.Equal(Enum.GetValues<ReferenceKind>().Length - 1, kinds.Count);
        Assert.DoesNotContain("other", kinds);
    }

    private static List<string> Words(JsonElement property) => [.. property.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];
}
