using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>Which orders a message means, from its words to the orders, as the encoder that ships reads it.</summary>
public sealed class MeantOrdersTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 21, 9, 30, 0, TimeSpan.Zero);

    private static readonly Order[] Orders =
    [
        Of("HB-50010", OrderStatus.Processing, "2026-10-16", "Desk Lamp Brass", 4900),
        Of("HB-50009", OrderStatus.Shipped, "2026-10-11", "Stand Mixer Cream", 28900),
        Of("HB-50008", OrderStatus.Cancelled, "2026-09-20", "Stand Mixer Red", 27900),
        Of("HB-50007", OrderStatus.Delivered, "2026-08-02", "Walnut Wall Shelf", 6500),
        Of("HB-50006", OrderStatus.Returned, "2026-06-14", "Aquarium Heater 200 W", 3300),
        Of("HB-50005", OrderStatus.Delivered, "2026-04-01", "Aquarium Heater 100 W", 2900),
        Of("HB-50004", OrderStatus.Delivered, "2025-12-05", "Velvet Curtains Navy", 5600),
        Of("HB-50003", OrderStatus.Pending, "2025-11-20", "Linen Curtain", 4200),
    ];

    [Theory]
    [InlineData("mixer", "HB-50009 HB-50008")]
    [InlineData("hi, my lamp please", "HB-50010")]
    [InlineData("wall shelfs", "HB-50007")]
    [InlineData("where are the shelves i bought", "HB-50007")]
    [InlineData("status of the curtain order", "HB-50004 HB-50003")]
    [InlineData("50 007", "HB-50007")]
    [InlineData("order 50 007, what was in it", "HB-50007")]
    [InlineData("third from last, what became of it", "HB-50008")]
    [InlineData("what became of the second one of my eight orders", "HB-50009")]
    [InlineData("not my last order, the one before it. where is that", "HB-50009")]
    [InlineData("whats the latest order on my account", "HB-50010")]
    [InlineData("what did i spend the most on, which order was that?", "HB-50009")]
    [InlineData("which one haven't you shipped yet", "HB-50010 HB-50003")]
    [InlineData("when did i buy the heater i returned", "HB-50006")]
    [InlineData("when did you ship the mixer", "HB-50009")]
    [InlineData("what did i cancel", "HB-50008")]
    [InlineData("i ordered something on sunday 11 october, is it packed", "HB-50009")]
    [InlineData("the one that hasnt been paid yet, when did i order it", "HB-50003")]
    [InlineData("what did i pay for both aquarium heaters", "HB-50006 HB-50005")]
    [InlineData("did the 289 bucks for the blender thing go through", "HB-50009")]
    public void Read_WordsOfCustomers_MeanTheseOrders(string text, string ids)
    {
        var heard = new Heard(text, Now) { Orders = Orders };

        var understood = MessageReader.Read(heard, EncoderLanguage.Encoder);

        var resolution = ReferenceResolver.Resolve(understood.Orders, Orders, [], null, [.. understood.Topics]);
        Assert.Equal(ids.Split(' ').Order(), resolution.Orders.Select(order => order.Id).Order());
        Assert.NotEqual(Intent.OutOfScope, understood.Intent);
    }

    [Fact]
    public void Read_NewestOfThoseJustTold_IsOfThem()
    {
        var heard = new Heard("newest of those", Now) { Orders = Orders, LastMove = BotMove.ToldSeveral, OnShow = ["HB-50006", "HB-50005"] };

        var understood = MessageReader.Read(heard, EncoderLanguage.Encoder);

        Assert.Equal("HB-50006", Assert.Single(ReferenceResolver.Resolve(understood.Orders, Orders, heard.OnShow, null).Orders).Id);
    }

    [Theory]
    [InlineData("it was supposed to be here a week ago")]
    [InlineData("nothing arrived at 94122 yet, where is my order")]
    public void Read_WordsThatPointAtNoOrder_AreNoSign(string text)
    {
        var understood = MessageReader.Read(new Heard(text, Now) { Orders = Orders }, EncoderLanguage.Encoder);

        Assert.IsType<OrderReference.Unspecified>(understood.Orders);
    }

    [Theory]
    [InlineData("useless. person please", Act.WantPerson)]
    [InlineData("the mixer wont turn on anymore", Act.Want)]
    public void Read_WhatIsWanted_IsWanted(string text, Act act)
    {
        var understood = MessageReader.Read(new Heard(text, Now) { Orders = Orders }, EncoderLanguage.Encoder);

        Assert.Equal((act, Intent.OrderHelp), (understood.Act, understood.Intent));
    }

    private static Order Of(string id, OrderStatus status, string day, string product, long price)
    {
        var bought = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        return new Order(id, status, bought, status is OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Returned ? bought.AddDays(2) : null,
            status is OrderStatus.Delivered or OrderStatus.Returned ? bought.AddDays(5) : null,
            [new(1, product, 1, price, "USD")], [new(PaymentKind.Charge, "visa", price, "USD", status == OrderStatus.Pending ? "pending" : "paid", bought)]);
    }
}
