using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBot.Core.Conversation;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

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
        Assert.Equal(fits, UnderstandForm.Json.Grammar.Matches(answer));
        if (fits)
            Assert.NotNull(ModelReading.Parse(answer));
    }

    [Theory]
    [InlineData("ORDER_INFO none; status, tracking", Intent.OrderInfo, "None", "", "Status,Tracking")]
    [InlineData("ORDER_INFO id=#W-123", Intent.OrderInfo, "Id", "#W-123", "")]
    [InlineData("ORDER_HELP product=the crème brûlée torch's case; items", Intent.OrderHelp, "Product", "the crème brûlée torch's case", "Items")]
    [InlineData("ORDER_HELP date=June 3rd, 2026; status, status, total", Intent.OrderHelp, "Date", "June 3rd, 2026", "Status,Total")]
    [InlineData("ORDER_INFO product=a=b", Intent.OrderInfo, "Product", "a=b", "")]
    [InlineData("ORDER_INFO mentioned", Intent.OrderInfo, "Mentioned", "", "")]
    [InlineData("OUT_OF_SCOPE", Intent.OutOfScope, "None", "", "")]
    public void Line_Answer_IsRead(string answer, Intent intent, string kind, string value, string about)
    {
        var read = UnderstandForm.Line.Read(answer)!;

        Assert.Equal((intent, kind, value, about), (read.Intent, $"{read.Kind}", read.Value, string.Join(',', read.About)));
    }

    [Theory]
    [InlineData("OUT_OF_SCOPE id=5")]
    [InlineData("OUT_OF_SCOPE; status")]
    [InlineData("ORDER_INFO")]
    [InlineData("ORDER_INFO none=5")]
    [InlineData("ORDER_INFO id")]
    [InlineData("ORDER_INFO id=")]
    [InlineData("ORDER_INFO id= 5")]
    [InlineData("ORDER_INFO id=5;status")]
    [InlineData("ORDER_INFO ordinal=12345678901234567890123456789012345678901")]
    [InlineData("ORDER_INFO product=<|end|>")]
    [InlineData("ORDER_INFO product=a\nb")]
    [InlineData("ORDER_INFO all; status, shipping, delivery, payment, total")]
    [InlineData("ORDER_INFO all; customer")]
    [InlineData("ORDER_INFO customer=7")]
    [InlineData("order_info none")]
    [InlineData("ORDER_INFO none\n")]
    [InlineData("Sure! ORDER_INFO none")]
    [InlineData("""{"intent":"OUT_OF_SCOPE","reference":{"kind":"none","value":""},"about":[]}""")]
    [InlineData("")]
    public void Line_AnythingElse_IsNothing(string answer)
    {
        Assert.False(UnderstandForm.Line.Grammar.Matches(answer));
        Assert.Null(UnderstandForm.Line.Read(answer));
    }

    [Fact]
    public void Of_Profile_IsALineForLargeModelsInThisProcess()
    {
        Assert.Same(UnderstandForm.Json, UnderstandForm.Of(PromptProfile.BuiltIn));
        Assert.Same(UnderstandForm.Line, UnderstandForm.Of(PromptProfile.Chat));
        Assert.Same(UnderstandForm.Line, UnderstandForm.Of(PromptProfile.ChatWithoutSystem));
        Assert.Same(UnderstandForm.Json, UnderstandForm.Of(PromptProfile.Remote));
    }

    [Fact]
    public void Schema_Words_AreTheGrammars()
    {
        var schema = ((ChatResponseFormatJson)UnderstandForm.Json.Schema!).Schema!.Value.GetProperty("properties");
        var kinds = Words(schema.GetProperty("reference").GetProperty("properties").GetProperty("kind"));
        var topics = Words(schema.GetProperty("about").GetProperty("items"));
        var answers = from intent in Words(schema.GetProperty("intent"))
                      from kind in kinds
                      from topic in topics
                      let isOut = intent == "OUT_OF_SCOPE"
                      where !isOut || kind == "none"
                      let value = kind is "id" or "ordinal" or "date" or "product" or "status" ? "x" : ""
                      select $$"""{"intent":"{{intent}}","reference":{"kind":"{{kind}}","value":"{{value}}"},"about":[{{(isOut ? "" : $"\"{topic}\"")}}]}""";

        Assert.All(answers, answer => Assert.True(UnderstandForm.Json.Grammar.Matches(answer), answer));
        Assert.All(answers, answer => Assert.NotNull(ModelReading.Parse(answer)));
        // Only rules tell these three.
        Assert.Equal(Enum.GetValues<Topic>().Length - 2, topics.Count);
        Assert.DoesNotContain("refund", topics);
        Assert.DoesNotContain("purchase", topics);
        Assert.Equal(Enum.GetValues<ReferenceKind>().Length, kinds.Count);
        Assert.DoesNotContain("other", kinds);
    }

    private static List<string> Words(JsonElement property) => [.. property.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];
}
