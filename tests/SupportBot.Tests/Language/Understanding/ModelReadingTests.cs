using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class ModelReadingTests
{
    [Fact]
    public void Parse_Form_IsRead()
    {
        var read = ModelReading.Parse("""
             { "about": ["total", "items", "total"], "intent": "ORDER_HELP",
               "reference": { "value": " blue shoes ", "kind": "product" } }
            """)!;

        Assert.Equal((Intent.OrderHelp, ReferenceKind.Product, "blue shoes"), (read.Intent, read.Kind, read.Value));
        Assert.Equal([Topic.Total, Topic.Items], read.About);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("Sure! Here is the JSON you asked for.")]
    [InlineData("""```{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":[]}```""")]
    [InlineData("""{"intent":"ORDER_INFO"}""")]
    [InlineData("""{"intent":1,"reference":{"kind":"none","value":""},"about":[]}""")]
    [InlineData("""{"intent":"order_info","reference":{"kind":"none","value":""},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":"none","about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none"},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":"","customer":"7"},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":"status"}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":[1]}""")]
    [InlineData("""{"intent":"DROP_TABLE","reference":{"kind":"none","value":""},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"customer","value":"7"},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":null},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":["secrets"]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":[],"customer":"7"}""")]
    [InlineData("""{"intent":"ORDER_INFO","intent":"ORDER_HELP","reference":{"kind":"none","value":""},"about":[]}""")]
    [InlineData("""{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":[]""")]
    [InlineData("""[[[[[[[[]]]]]]]]""")]
    public void Parse_AnythingElse_IsNothing(string answer) => Assert.Null(ModelReading.Parse(answer));

    [Fact]
    public void Parse_HugeAnswer_IsNothing() =>
        Assert.Null(ModelReading.Parse(new string(' ', 100_000) + """{"intent":"ORDER_INFO","reference":{"kind":"none","value":""},"about":[]}"""));
}
