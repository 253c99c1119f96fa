using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class LargeModelFormTests
{
    [Fact]
    public void ReadLine_Line_IsItsReading()
    {
        var read = LargeModelForm.ReadLine("want ORDER_HELP; refund, delivery, refund; older=the older one, !product=PRODUCT1")!;

        Assert.Equal((Act.Want, Intent.OrderHelp), (read.Act, read.Intent));
        Assert.Equal([Topic.Refund, Topic.Delivery], read.Topics);
        Assert.Equal([new(ExpressionKind.Older, "the older one", false), new(ExpressionKind.Product, "PRODUCT1", true)], read.Orders);
    }

    [Fact]
    public void ReadLine_EmptyParts_AreNone()
    {
        var read = LargeModelForm.ReadLine("take_back ORDER_HELP; ; ")!;

        Assert.Equal((Act.TakeBack, 0, 0), (read.Act, read.Topics.Count, read.Orders.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sure! ask ORDER_INFO; ; ")]
    [InlineData("ask ORDER_INFO; ;")]
    [InlineData("ask ORDER_INFO")]
    [InlineData("ask order_info; ; ")]
    [InlineData("steal ORDER_INFO; ; ")]
    [InlineData("ask ORDER_INFO; password; ")]
    [InlineData("ask ORDER_INFO; status; customer=bob")]
    [InlineData("ask ORDER_INFO; status; product=")]
    [InlineData("ask ORDER_INFO; status; product={order}")]
    [InlineData("ask ORDER_INFO; status; product=a; ; ")]
    [InlineData("ask ORDER_INFO; status; both=1, both=2, both=3, both=4, both=5")]
    [InlineData("ask ORDER_INFO; ; \nask ORDER_INFO; ; ")]
    public void ReadLine_Nonsense_IsNothing(string answer) => Assert.Null(LargeModelForm.ReadLine(answer));

    [Fact]
    public void ReadJson_Json_IsItsReading()
    {
        var read = LargeModelForm.ReadJson(
            """{"act":"goes_on","intent":"ORDER_INFO","topics":["arrived_all","arrived_all"],"orders":[{"kind":"number","words":" NUMBER1 ","not":true}]}""")!;

        Assert.Equal((Act.GoesOn, Intent.OrderInfo), (read.Act, read.Intent));
        Assert.Equal([Topic.ArrivedAll], read.Topics);
        Assert.Equal([new(ExpressionKind.Number, "NUMBER1", true)], read.Orders);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("Sure! Here it is.")]
    [InlineData("""{"act":"ask"}""")]
    [InlineData("""{"act":null,"intent":"ORDER_INFO","topics":[],"orders":[]}""")]
    [InlineData("""{"act":"Ask","intent":"ORDER_INFO","topics":[],"orders":[]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":["password"],"orders":[]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":"status","orders":[]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[null],"orders":[]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"customer","words":"bob","not":false}]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"3","words":"x","not":false}]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"99","words":"x","not":false}]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"both","words":null,"not":false}]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"both","words":"x"}]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"both","words":"x","not":"no"}]}""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[]} and more""")]
    [InlineData("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[{"kind":"\ud800","words":"x","not":false}]}""")]
    public void ReadJson_Nonsense_IsNothing(string answer) => Assert.Null(LargeModelForm.ReadJson(answer));

    [Fact]
    public void Read_EndlessAnswer_IsNothing()
    {
        Assert.Null(LargeModelForm.ReadJson("""{"act":"ask","intent":"ORDER_INFO","topics":[],"orders":[]}""" + new string(' ', 3000)));
        Assert.Null(LargeModelForm.ReadLine("ask ORDER_INFO; ; " + new string('x', 3000)));
    }

    [Fact]
    public void ReadJson_ManyOrders_AreTheFirstFour()
    {
        var orders = string.Join(',', Enumerable.Repeat("""{"kind":"both","words":"x","not":false}""", 9));

        Assert.Equal(4, LargeModelForm.ReadJson("{\"act\":\"ask\",\"intent\":\"ORDER_INFO\",\"topics\":[],\"orders\":[" + orders + "]}")!.Orders.Count);
    }
}
