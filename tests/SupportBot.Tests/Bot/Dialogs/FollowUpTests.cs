using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Replies;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>Talks of several turns: corrections, offers, going back, several orders at once.</summary>
public sealed class FollowUpTests : DialogConversation
{
    [Theory]
    [InlineData("3", "4711")]
    [InlineData("#4711", "4711")]
    [InlineData("order no. 4711 please", "4711")]
    [InlineData("2nd", "4890")]
    [InlineData("the 2nd 1", "4890")]
    [InlineData("last", "4711")]
    [InlineData("the March one", "4711")]
    [InlineData("the one from last month", "5023")]
    [InlineData("from last month", "5023")]
    [InlineData("blue shoes", "4890")]
    [InlineData("the lamp", "5023")]
    [InlineData("the cancelled one", "4890")]
    [InlineData("the cheapest one", "4711")]
    [InlineData("the most expensive one", "4890")]
    [InlineData("which one did i cancel", "4890")]
    [InlineData("cheapest?", "4711")]
    [InlineData("the most expensive thing i ordered", "4890")]
    [InlineData("any", "5023")]
    [InlineData("doesn't matter which", "5023")]
    public async Task Clarification_EachWayToAnswer_FindsTheOrder(string reply, string expected)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.StartsWith($"Order {expected} ", (await SendAsync(client, reply)).Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("all of them")]
    [InlineData("all please")]
    public async Task Clarification_AllOfThem_TellsWhatWasAskedOfEach(string reply)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "when did i buy my order?");

        var answer = await SendAsync(client, reply);

        Assert.Equal(3, answer.Text.Split("\n\n").Length);
        Assert.Contains("You placed it on March 2, 2026.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Order 4890 was cancelled.", answer.Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("idk")]
    [InlineData("i don't know")]
    [InlineData("no idea")]
    public async Task Clarification_CustomerDoesNotKnow_ShowsThemAgain(string reply)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        var again = await SendAsync(client, reply);

        Assert.Equal(ReplyTexts.Say(English, "WhichOrderUnsure"), again.Text);
        Assert.Equal(["5023", "4890", "4711"], ButtonsOf(again));
        AssertSilence(client);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("ok")]
    public async Task Clarification_YesOrOk_AsksAgainWithoutRefusing(string reply)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.Equal(["5023", "4890", "4711"], ButtonsOf(await SendAsync(client, reply)));
        AssertSilence(client);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("forget it")]
    [InlineData("no")]
    [InlineData("nvm")]
    [InlineData("stop")]
    public async Task Clarification_TakenBack_EndsIt(string reply)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.Equal(ReplyTexts.NeverMind(English), (await SendAsync(client, reply)).Text);
        Assert.StartsWith("Order 4711 ", (await SendAsync(client, "4711")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clarification_NewQuestion_IsAnsweredAndNothingIsPending()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        var answer = await SendAsync(client, "actually, when did I buy the teapot?");

        Assert.StartsWith("Order 4711 ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("March 2, 2026", answer.Text, StringComparison.Ordinal);
        AssertSilence(client);
        Assert.Equal(ReplyTexts.Refusal(English), (await SendAsync(client, "what's the weather like?")).Text);
        AssertSilence(client);
    }

    [Fact]
    public async Task Clarification_NewQuestionAboutAThingNeverBought_EndsTheOldOne()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.Equal(ReplyTexts.NothingFits(English), (await SendAsync(client, "when did I buy my camping tent?")).Text);
        AssertSilence(client);
    }

    [Fact]
    public async Task Clarification_CountOfAllInstead_IsAnswered()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.StartsWith("You have 3 orders with us:", (await SendAsync(client, "how many orders do i have?")).Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Fact]
    public async Task Clarification_OffTopic_IsRefusedAndNotAskedAgain()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        var refusal = await SendAsync(client, "can you book me a flight to rome?");

        Assert.Equal(ReplyTexts.Refusal(English), refusal.Text);
        AssertSilence(client);
        Assert.StartsWith("Order 4711 ", (await SendAsync(client, "the teapot")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes please")]
    [InlineData("yes")]
    [InlineData("Yes, please")]
    [InlineData("yeah sure go ahead")]
    public async Task Offer_Taken_HandsOverWithTheCandidates(string yes)
    {
        var client = await OfferedAsync();

        Assert.Equal(ReplyTexts.HandedOver(English, InMemoryHandoffQueue.ReceiptOf("5023", "4890", "4711"), []), (await SendAsync(client, yes)).Text);
        var request = Assert.Single(_handoffs.Requests);
        Assert.Equal("what was in my order?", request.Reason);
        Assert.Equal(["5023", "4890", "4711"], request.OrderIds);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("no thanks")]
    [InlineData("No, thanks")]
    [InlineData("nah i'm good")]
    public async Task Offer_Declined_EndsThere(string no)
    {
        var client = await OfferedAsync();

        Assert.Equal(ReplyTexts.NeverMind(English), (await SendAsync(client, no)).Text);
        Assert.Equal(ReplyTexts.AskAway(English), (await SendAsync(client, "yes")).Text);
        Assert.Empty(_handoffs.Requests);
    }

    [Fact]
    public async Task Offer_AnotherQuestionInstead_IsAnsweredAndTheOfferIsGone()
    {
        var client = await OfferedAsync();

        Assert.StartsWith("Order 4711 ", (await SendAsync(client, "where is 4711?")).Text, StringComparison.Ordinal);
        await SendAsync(client, "yes please");

        Assert.Empty(_handoffs.Requests);
    }

    [Theory]
    [InlineData("no, the other one")]
    [InlineData("the other one")]
    [InlineData("no not that one")]
    [InlineData("wrong order")]
    [InlineData("what about my other order?")]
    public async Task Correction_TheOtherOfTwo_IsAnsweredWithTheTopicAskedBefore(string correction)
    {
        _shop.Add("joe", "Joe",
            new Order("71", OrderStatus.Delivered, new(2026, 3, 2), new(2026, 3, 4), new(2026, 3, 9), [new(1, "Backpack", 1, 2490, "EUR")]),
            new Order("72", OrderStatus.Delivered, new(2026, 4, 2), new(2026, 4, 4), new(2026, 4, 9), [new(1, "Tent", 1, 9900, "EUR")]));
        var client = ClientOf("joe");
        await SendAsync(client, "how much was my order?");
        Assert.Contains("€99.00", (await SendAsync(client, "the april one")).Text, StringComparison.Ordinal);

        var other = await SendAsync(client, correction);

        Assert.StartsWith("Order 71 ", other.Text, StringComparison.Ordinal);
        Assert.Contains("€24.90", other.Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("no, the other one")]
    [InlineData("no not that one")]
    public async Task Correction_AmongSeveral_AsksAgainAmongTheRest(string correction)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");
        await SendAsync(client, "the second one");

        Assert.Equal(["5023", "4711"], ButtonsOf(await SendAsync(client, correction)));
        AssertSilence(client);
    }

    [Theory]
    [InlineData("no not that one, the one before", "4711")]
    [InlineData("wrong order, i meant the lamp", "5023")]
    [InlineData("no, i meant the teapot", "4711")]
    [InlineData("sorry i meant 4711", "4711")]
    [InlineData("oops, #5023", "5023")]
    [InlineData("and the one before?", "4711")]
    [InlineData("no, the third one", "4711")]
    public async Task Correction_NamesAnother_IsAnswered(string correction, string expected)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");
        await SendAsync(client, "the second one");

        Assert.StartsWith($"Order {expected} ", (await SendAsync(client, correction)).Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("where are 4711 and 5023?", "4711 5023")]
    [InlineData("orders 4890, 4711 and 5023", "4890 4711 5023")]
    [InlineData("status of order 4890 and order 4711 please", "4890 4711")]
    [InlineData("4711 & 5023", "4711 5023")]
    [InlineData("my last two orders please", "5023 4890")]
    [InlineData("the status of my last 2 orders", "5023 4890")]
    public async Task Message_SeveralNumbers_TellsEachInTheOrderOfAsking(string text, string ids)
    {
        var client = ClientOf("ana");

        var answer = await SendAsync(client, text);

        Assert.Equal(ids.Split(' '), answer.Text.Split("\n\n").Select(part => part.Split(' ')[1]));
        AssertSilence(client);
    }

    [Fact]
    public async Task Message_SeveralNumbersOneForeign_TellsTheOwnAndDoesNotEchoTheOther()
    {
        var client = ClientOf("ana");

        var answer = await SendAsync(client, "where are 4711 and 6001?");

        Assert.StartsWith("Order 4711 has been delivered.", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith(ReplyTexts.SomeNotFound(English), answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("6001", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_SeveralNumbersAllForeign_SaysNotFound() =>
        Assert.Equal(ReplyTexts.OrderNotFound(English), (await SendAsync(ClientOf("ana"), "where are 6001 and 999999?")).Text);

    [Fact]
    public async Task Message_SeveralTopics_AreAllAnswered()
    {
        var answer = (await SendAsync(ClientOf("ana"), "what was in order 5023, how much did i pay and who carries it?")).Text;

        Assert.Contains("It contains 2 × Desk lamp at €35.50.", answer, StringComparison.Ordinal);
        Assert.Contains("You paid €71.00 by card on September 20, 2026.", answer, StringComparison.Ordinal);
        Assert.Contains("It travels with DHL, tracking number JD0146.", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("when did i buy order 5023 and what was in it", "You placed it on September 20, 2026.", "It contains 2 × Desk lamp")]
    [InlineData("for order 5023, tell me how i paid and when you sent it", "You paid €71.00 by card", "It was shipped on September 22, 2026.")]
    [InlineData("how much i paid for order 5023 and what the purchase date was", "You paid €71.00 by card", "You placed it on September 20, 2026.")]
    [InlineData("what was refunded for my march order", "A payment is not recorded.", "A refund is not recorded.")]
    public async Task Message_TwoQuestions_AreBothAnswered(string text, string first, string second)
    {
        var answer = (await SendAsync(ClientOf("ana"), text)).Text;

        Assert.Contains(first, answer, StringComparison.Ordinal);
        Assert.Contains(second, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my third most recent order - which courier was it?", "4711")]
    [InlineData("cancelled order - what was in there", "4890")]
    [InlineData("when will the order from september 20 arrive?", "5023")]
    [InlineData("what did my june order contain", "4890")]
    [InlineData("penultimate order - what did it cost?", "4890")]
    [InlineData("status of the order before my last one", "4890")]
    [InlineData("the one in transit, who's bringing it?", "5023")]
    [InlineData("what was i charged for my teapot", "4711")]
    public async Task Message_OtherWaysToNameAnOrder_AreUnderstood(string text, string expected) =>
        Assert.StartsWith($"Order {expected} ", (await SendAsync(ClientOf("ana"), text)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task FollowUps_AreAboutTheSameOrder()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "where is order 5023?");

        Assert.Contains("It was expected on September 26, 2026.", (await SendAsync(client, "and when does it arrive?")).Text, StringComparison.Ordinal);
        Assert.Contains("€71.00", (await SendAsync(client, "how much was it")).Text, StringComparison.Ordinal);
        Assert.Contains("DHL", (await SendAsync(client, "who carries it")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Order 4890 ", (await SendAsync(client, "and the one before?")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Order 5023 ", (await SendAsync(client, "back to the first one")).Text, StringComparison.Ordinal);
        Assert.Equal(ReplyTexts.GotIt(English), (await SendAsync(client, "ok")).Text);
        Assert.Equal(ReplyTexts.Thanks(English), (await SendAsync(client, "thanks")).Text);
        AssertSilence(client);
    }

    [Fact]
    public async Task LateOrder_PersonOffered_TakesAYesAndHandsOverThatOrder()
    {
        var client = ClientOf("ana");
        Assert.EndsWith(ReplyTexts.OfferForLate(English), (await SendAsync(client, "this is taking forever, where is 5023")).Text, StringComparison.Ordinal);

        Assert.Equal(ReplyTexts.HandedOver(English, InMemoryHandoffQueue.ReceiptOf("5023"), ["5023"]), (await SendAsync(client, "yes pls")).Text);
        Assert.Equal("this is taking forever, where is 5023", Assert.Single(_handoffs.Requests).Reason);
    }

    [Theory]
    [InlineData("what did i pay for 5023?")]
    [InlineData("where is 4711?")]
    public async Task Offer_WhereNothingIsLateOrTheWaitIsNotAsked_IsNotMade(string text)
    {
        var client = ClientOf("ana");

        Assert.DoesNotContain(ReplyTexts.OfferForLate(English), (await SendAsync(client, text)).Text, StringComparison.Ordinal);
        await SendAsync(client, "yes");

        Assert.Empty(_handoffs.Requests);
    }

    [Theory]
    [InlineData("what was in my order?")]
    [InlineData("what was in my order?|idk")]
    [InlineData("what was in my order?|idk|idk|idk")]
    [InlineData("what was in my order?|the second one")]
    [InlineData("how many orders do i have")]
    [InlineData("where is 5023|no, the other one")]
    public async Task APersonPlease_AtAnyPoint_HandsOver(string before)
    {
        var client = ClientOf("ana");
        foreach (var text in before.Split('|'))
            await SendAsync(client, text);

        await SendAsync(client, "a human please");

        Assert.Equal("a human please", Assert.Single(_handoffs.Requests).Reason);
        Assert.NotEmpty(_handoffs.Requests[0].OrderIds);
    }

    private async Task<DialogTestClient> OfferedAsync()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");
        await SendAsync(client, "hmm dunno");
        await SendAsync(client, "i don't know");
        Assert.Equal(ReplyTexts.OfferHuman(English), (await SendAsync(client, "idk")).Text);
        AssertSilence(client);
        return client;
    }
}
