using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Bot.Dialogs;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>Questions about one order: naming it, finding it, what the answer says.</summary>
public sealed class OneOrderTests : DialogConversation
{
    [Theory]
    [InlineData("where is my last order?")]
    [InlineData("WHERE IS MY LAST ORDER")]
    [InlineData("hey there, wheres my latest ordr pls")]
    public async Task Message_AboutTheLastOrder_TellsIdStatusAndDates(string text)
    {
        var client = ClientOf("ana");

        var reply = await SendAsync(client, text);

        Assert.Equal(
            "Order 5023 has been shipped and is on its way. You placed it on September 20, 2026. It was shipped on September 22, 2026. It was expected on September 26, 2026. I'm sorry about the wait. " + ReplyTexts.OfferForLate(English),
            reply.Text);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("4890", "4890")]
    [InlineData("#4890", "4890")]
    [InlineData("the second one", "4890")]
    [InlineData("2", "4890")]
    [InlineData("the one from June", "4890")]
    [InlineData("the june one", "4890")]
    [InlineData("the blue shoes", "4890")]
    [InlineData("the one that was cancelled", "4890")]
    [InlineData("the last one", "4711")]
    [InlineData("my latest", "5023")]
    public async Task Clarification_AnyWayToNameTheOrder_ContinuesToTheAnswer(string reply, string expected)
    {
        var client = ClientOf("ana");

        var question = await SendAsync(client, "what was in my order?");
        AssertSilence(client);
        var answer = await SendAsync(client, reply);

        Assert.Equal(["5023", "4890", "4711"], ButtonsOf(question));
        Assert.StartsWith($"Order {expected} ", answer.Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Fact]
    public async Task Clarification_TwoUnclearReplies_OffersAPersonAndEnds()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        var first = await SendAsync(client, "hmm not sure which");
        Assert.NotEmpty(ButtonsOf(await LastAsync(client, first)));
        var second = await SendAsync(client, "what do you mean");
        Assert.NotEmpty(ButtonsOf(await LastAsync(client, second)));
        var third = await SendAsync(client, "i really don't know");

        Assert.Equal(ReplyTexts.OfferHuman(English), (await LastAsync(client, third)).Text);
        Assert.StartsWith("Order 5023", (await SendAsync(client, "where is my last order?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clarification_NeverMind_EndsWithoutAnAnswer()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.Equal(ReplyTexts.NeverMind(English), (await SendAsync(client, "never mind")).Text);
        AssertSilence(client);
        Assert.Equal(ReplyTexts.Refusal(English), (await SendAsync(client, "what's the weather like?")).Text);
    }

    [Theory]
    [InlineData("thank u")]
    [InlineData("ok bye")]
    public async Task Clarification_FarewellInstead_EndsIt(string text)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        await SendAsync(client, text);

        AssertSilence(client);
        Assert.Equal(ReplyTexts.Hello(English), (await SendAsync(client, "hi")).Text);
        AssertSilence(client);
    }

    [Fact]
    public async Task Clarification_APersonWanted_HandsOverWithTheCandidates()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        var reply = await SendAsync(client, "a human please");

        Assert.Equal(ReplyTexts.HandedOver(English, InMemoryHandoffQueue.ReceiptOf("5023", "4890", "4711"), []), reply.Text);
        Assert.Equal(["5023", "4890", "4711"], Assert.Single(_handoffs.Requests).OrderIds);
    }

    [Fact]
    public async Task Clarification_APersonWantedAmongManyOrders_HandsOverTheNewestOnly()
    {
        _shop.Add("kim", "Kim", [.. Enumerable.Range(1, 40).Select(i => new Order($"{7000 + i}", OrderStatus.Delivered, new DateOnly(2026, 1, 1).AddDays(i), null, null))]);
        var client = ClientOf("kim");
        await SendAsync(client, "what was in my order?");

        await SendAsync(client, "a human please");

        Assert.Equal(["7040", "7039", "7038", "7037", "7036"], Assert.Single(_handoffs.Requests).OrderIds);
    }

    [Fact]
    public async Task Clarification_AnotherTopic_AnswersThatTopic()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");
        await SendAsync(client, "what did I pay?");

        var reply = await SendAsync(client, "5023");

        Assert.Contains("You paid €71.00 by card on September 20, 2026", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ForeignAndMadeUpOrder_GetTheVerySameWords()
    {
        var client = ClientOf("ana");

        var foreign = await SendAsync(client, "where is order 6001?");
        AssertSilence(client);
        var madeUp = await SendAsync(client, "where is order 999999?");
        AssertSilence(client);

        Assert.Equal(ReplyTexts.OrderNotFound(English), foreign.Text);
        Assert.Equal(foreign.Text, madeUp.Text);
    }

    [Fact]
    public async Task Message_CancelIt_HandsOverTheOrderTalkedAbout()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "where is my last order?");

        var reply = await SendAsync(client, "I want to cancel it");

        Assert.Equal(ReplyTexts.HandedOver(English, InMemoryHandoffQueue.ReceiptOf("5023"), ["5023"]), reply.Text);
        var request = Assert.Single(_handoffs.Requests);
        Assert.Equal(("I want to cancel it", "ana"), (request.Reason, request.Customer?.Value));
        Assert.Equal(["5023"], request.OrderIds);
        AssertSilence(client);
    }

    [Fact]
    public async Task Message_HelpWantedTwice_KeepsOneHandoff()
    {
        var client = ClientOf("bob");
        await SendAsync(client, "I want to cancel my order");

        var reply = await SendAsync(client, "please let me talk to a human");

        Assert.Equal(ReplyTexts.HandedOver(English, InMemoryHandoffQueue.ReceiptOf() with { IsNew = false }, ["6001"]), reply.Text);
    }

    [Theory]
    [InlineData("what's the weather")]
    [InlineData("write me a python script")]
    [InlineData("who won the world cup")]
    public async Task Message_OutOfScope_IsRefusedKindly(string text)
    {
        var client = ClientOf("ana");

        Assert.Equal(ReplyTexts.Refusal(English), (await SendAsync(client, text)).Text);
        AssertSilence(client);
    }

    [Fact]
    public async Task Message_OutOfScopeThatTheFaqAnswers_GetsTheAnswerWithItsSourceInstead()
    {
        _faq.Add("do you ship to canada", new("Shipping", "Which countries do you ship to?", "We ship to Canada.", [], new Uri("https://shop.example/help/shipping")));
        var client = ClientOf("ana");

        var reply = await SendAsync(client, "do you ship to canada");

        Assert.Equal("We ship to Canada.\n\nFrom our help pages: Shipping › Which countries do you ship to?\nhttps://shop.example/help/shipping", reply.Text);
        AssertSilence(client);
    }

    [Fact]
    public async Task Message_OfNobodyThatTheFaqAnswers_GetsTheAnswer()
    {
        _faq.Add("do you ship to canada", new("Shipping", "Shipping", "We ship to Canada.", [], null));

        Assert.Equal("We ship to Canada.\n\nFrom our help pages: Shipping", (await SendAsync(ClientOf(null), "do you ship to canada")).Text);
    }

    [Fact]
    public async Task Clarification_AQuestionThatTheFaqAnswers_GetsTheAnswerAlone()
    {
        _faq.Add("what payment methods do you take?", new("Payment", "How can I pay?", "By card.", [], null));
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        // As often as they like: these are not failed tries to name an order.
        for (var i = 0; i < 4; i++)
        {
            var answer = await SendAsync(client, "what payment methods do you take?");

            Assert.StartsWith("By card.", answer.Text, StringComparison.Ordinal);
            AssertSilence(client);
        }

        Assert.StartsWith("Order 4890 ", (await SendAsync(client, "4890")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_OfCustomerWithOneOrder_IsAnsweredWithoutAsking()
    {
        var reply = await SendAsync(ClientOf("bob"), "where is my order?");

        Assert.Equal(
            "Order 6001 is invoiced: it is paid and confirmed, and not shipped yet. You placed it on August 1, 2026.", reply.Text);
    }

    [Fact]
    public async Task Message_OfCustomerWithoutOrders_SaysSo() =>
        Assert.Equal(ReplyTexts.NoOrders(English), (await SendAsync(ClientOf("eve"), "what was in my order?")).Text);

    [Fact]
    public async Task Message_OfNobody_SaysSoAndStillHandsOver()
    {
        var client = ClientOf(null);

        Assert.Equal(ReplyTexts.UnknownCustomer(English), (await SendAsync(client, "where is my last order?")).Text);
        await SendAsync(client, "a human please");

        Assert.Null(Assert.Single(_handoffs.Requests).Customer);
    }

    [Fact]
    public async Task Message_AboutWhatIsNotRecorded_SaysNotRecorded()
    {
        var reply = await SendAsync(ClientOf("bob"), "what is the tracking number of my order?");

        Assert.Contains("Carrier and tracking number are not recorded.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_AboutAllOrders_ListsThemAndTheSecondOneWorksAfterwards()
    {
        var client = ClientOf("ana");

        var list = await SendAsync(client, "show me all my orders");
        var second = await SendAsync(client, "what about the second one?");

        Assert.Contains("2. 4890 · cancelled · June 11, 2026 · Blue running shoes", list.Text, StringComparison.Ordinal);
        Assert.StartsWith("Order 4890 was cancelled.", second.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0000\u0007\u200b")]
    [InlineData(null)]
    public async Task Message_WithoutText_AsksForText(string? text)
    {
        var reply = await ClientOf("ana").SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Message) { Text = text });

        Assert.Equal(ReplyTexts.EmptyMessage(English), reply.Text);
    }

    [Fact]
    public async Task Message_OverTheLimit_SaysThatItWasCut()
    {
        var client = ClientOf("bob");

        var reply = await SendAsync(client, "what was in my order? " + new string('x', 100_000));

        Assert.Equal(ReplyTexts.TooLong(English), reply.Text);
        Assert.StartsWith("Order 6001", client.GetNextReply<IMessageActivity>().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello!")]
    [InlineData("Good morning")]
    public async Task Message_Greeting_IsGreeted(string text) =>
        Assert.Equal(ReplyTexts.Hello(English), (await SendAsync(ClientOf("ana"), text)).Text);

    [Fact]
    public async Task Answer_InGermanLocale_WritesDatesAndMoneyTheGermanWay()
    {
        var message = new Activity(ActivityTypes.Message) { Text = "what did I pay for order 5023?", Locale = "de-DE" };

        var reply = await ClientOf("ana").SendActivityAsync<IMessageActivity>(message);

        Assert.Contains("71,00 € by card on 20. September 2026", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("no-such-locale")]
    public async Task Answer_InALocaleThatCountsOtherYearsOrNone_NamesTheDayOfTheRow(string locale)
    {
        var message = new Activity(ActivityTypes.Message) { Text = "where is my last order?", Locale = locale };

        var reply = await ClientOf("ana").SendActivityAsync<IMessageActivity>(message);

        Assert.Contains("September 20, 2026", reply.Text, StringComparison.Ordinal);
    }
}
