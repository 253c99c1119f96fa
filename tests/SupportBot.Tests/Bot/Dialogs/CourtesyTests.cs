using Microsoft.Bot.Schema;
using SupportBot.Bot.Replies;
using SupportBot.Core.Faq;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using MicrosoftChannels = Microsoft.Bot.Connector.Channels;

namespace SupportBot.Tests.Bot.Dialogs;

/// <summary>Talks with an annoyed customer: nothing is refused that is anger, nothing is said twice, nothing comes back that was left.</summary>
public sealed class CourtesyTests : DialogConversation
{
    [Theory]
    [InlineData("are you even a real person")]
    [InlineData("are you a bot?")]
    [InlineData("am i talking to a human")]
    [InlineData("is this a real person or a robot")]
    [InlineData("r u human")]
    public async Task WhoAreYou_IsAnsweredPlainlyAndAPersonOffered(string text)
    {
        var client = ClientOf("ana");

        var reply = await SendAsync(client, text);

        Assert.StartsWith("I'm a computer program, not a person.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["Yes, please", "No, thanks"], ButtonsOf(reply));
        AssertSilence(client);
        await SendAsync(client, "yes");
        Assert.Equal(text, Assert.Single(_handoffs.Requests).Reason);
    }

    [Theory]
    [InlineData("u guys suck")]
    [InlineData("this is ridiculous, you guys suck")]
    [InlineData("this is rediculous you guys are useless")]
    [InlineData("seriously?")]
    [InlineData("thats not an answer")]
    [InlineData("thx for nothing")]
    [InlineData("this is a joke")]
    [InlineData("are you stupid")]
    [InlineData("omg you are so useless")]
    [InlineData("stop sending me lists")]
    [InlineData("you already told me that")]
    public async Task Anger_GetsASorryAndAnOfferInsteadOfARefusal(string text)
    {
        var client = ClientOf("ana");

        var first = await SendAsync(client, text);
        var second = await SendAsync(client, text);

        Assert.Equal(ReplyTexts.Say(English, "SorryAbout"), first.Text);
        Assert.Equal(ReplyTexts.Say(English, "SorryAgain"), second.Text);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("this joke of a parcel, where is order 4711", "Order 4711 ")]
    [InlineData("where is order 5023, are you serious", "Order 5023 ")]
    public async Task Anger_WithAQuestion_IsAnswered(string text, string expected) =>
        Assert.StartsWith(expected, (await SendAsync(ClientOf("ana"), text)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("i'll sue you", "SorryThreat")]
    [InlineData("see you in court", "SorryThreat")]
    [InlineData("that was 40 dollars not whatever you said", "SorryDispute")]
    [InlineData("the amount is wrong", "SorryDispute")]
    public async Task ThreatOrDispute_AfterAnOrder_OffersAPersonForIt(string text, string words)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what did i pay for 5023");

        Assert.Equal(ReplyTexts.Say(English, words), (await SendAsync(client, text)).Text);
        AssertSilence(client);
        await SendAsync(client, "yes please");
        Assert.Equal(["5023"], Assert.Single(_handoffs.Requests).OrderIds);
    }

    [Theory]
    [InlineData("ok sorry")]
    [InlineData("my bad")]
    public async Task Apology_IsTakenKindly(string text) =>
        Assert.StartsWith("All right.", (await SendAsync(ClientOf("ana"), text)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("i dont want a human")]
    [InlineData("no human please")]
    [InlineData("I don’t want to talk to an agent.")]
    [InlineData("please don't hand me over")]
    [InlineData("i don't need any help")]
    [InlineData("i dont want a handoff i want an answer")]
    [InlineData("i didn't ask for a person, i just want to chat with you")]
    public async Task PersonRefused_IsNotHandedOver(string text)
    {
        var client = ClientOf("ana");

        await SendAsync(client, text);
        await SendAsync(client, "what was in my order?");
        await SendAsync(client, text);

        Assert.Empty(_handoffs.Requests);
    }

    [Theory]
    [InlineData("i dont want a human")]
    [InlineData("no human please")]
    public async Task PersonRefused_WithNothingElse_IsConfirmed(string text) =>
        Assert.Equal(ReplyTexts.Say(English, "NobodyThen"), (await SendAsync(ClientOf("ana"), text)).Text);

    [Theory]
    [InlineData("hi, one question")]
    [InlineData("Quick question")]
    public async Task QuestionAnnounced_IsWelcome(string text) =>
        Assert.Equal(ReplyTexts.Say(English, "AboutBot"), (await SendAsync(ClientOf("ana"), text)).Text);

    [Fact]
    public async Task AnotherAddress_InAFewWords_IsHandedOver()
    {
        await SendAsync(ClientOf("ana"), "can you change my address?");

        Assert.Single(_handoffs.Requests);
    }

    [Theory]
    [InlineData("I don't want a human, just tell me where order 5023 is", "Order 5023 ")]
    [InlineData("where is order 4711? no need for a handoff, i don't need a person", "Order 4711 ")]
    public async Task PersonRefused_WithAQuestion_IsAnswered(string text, string expected)
    {
        Assert.StartsWith(expected, (await SendAsync(ClientOf("ana"), text)).Text, StringComparison.Ordinal);
        Assert.Empty(_handoffs.Requests);
    }

    [Theory]
    [InlineData("I don't need an agent, I need my money back for 5023")]
    [InlineData("i don't want anybody to sign for my parcel, please change the delivery of 5023")]
    [InlineData("why is there no human, i want to talk to a person")]
    [InlineData("please don't send order 5023")]
    public async Task PersonRefused_ByHalf_IsHandedOver(string text)
    {
        await SendAsync(ClientOf("ana"), text);

        Assert.Equal(text, Assert.Single(_handoffs.Requests).Reason);
    }

    [Theory]
    [InlineData("i need a diffrent address for the lamp, please change it")]
    [InlineData("I need a new delivery address for order 4711")]
    public async Task AnotherAddress_ForAnOrder_IsHandedOver(string text)
    {
        await SendAsync(ClientOf("ana"), text);

        Assert.Equal(text, Assert.Single(_handoffs.Requests).Reason);
    }

    [Fact]
    public async Task HelpWantedTwice_NamesTheOrderThatWasAdded()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "I want to cancel order 5023");

        var reply = await SendAsync(client, "I want to return order 4711, too");

        Assert.Contains("H-TEST22", reply.Text, StringComparison.Ordinal);
        Assert.Contains("your message about order 4711 to it", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Meanwhile", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_AgainAndAgain_NeverInTheSameWordsTwiceInARow()
    {
        var client = ClientOf("ana");
        var said = new List<string>();
        foreach (var text in new[] { "what's the weather", "tell me a joke", "what is the capital of peru", "write me a poem" })
            said.Add((await SendAsync(client, text)).Text);

        Assert.Equal(ReplyTexts.Refusal(English), said[0]);
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.All(said.Skip(1), text => Assert.True(text.Length < said[0].Length / 2, text));
        await SendAsync(client, "yes");
        Assert.Equal("write me a poem", Assert.Single(_handoffs.Requests).Reason);
    }

    [Fact]
    public async Task Refusal_AfterAnAnswer_IsTheFullOneAgain()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what's the weather");
        await SendAsync(client, "where is 4711?");

        Assert.Equal(ReplyTexts.Refusal(English), (await SendAsync(client, "what's the weather")).Text);
    }

    [Theory]
    [InlineData("are you even a real person")]
    [InlineData("u guys suck")]
    public async Task Clarification_LeftForSomethingElse_DoesNotComeBack(string text)
    {
        var client = ClientOf("ana");
        Assert.NotEmpty(ButtonsOf(await SendAsync(client, "what did I pay for my order?")));

        await SendAsync(client, text);
        AssertSilence(client);
        await SendAsync(client, "who won the world cup?");
        AssertSilence(client);
        await SendAsync(client, "tell me a joke");
        AssertSilence(client);

        Assert.Contains("€71.00", (await SendAsync(client, "the lamp")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the red thing")]
    [InlineData("i ordred it WEEKS ago")]
    public async Task Clarification_ATryToNameTheOrder_IsAskedAgainWithoutARefusal(string text)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        Assert.Equal(["5023", "4890", "4711"], ButtonsOf(await LastAsync(client, await SendAsync(client, text))));
    }

    [Fact]
    public async Task Clarification_AgainInAChannelOfText_LeavesTheListOut()
    {
        var client = ClientOf("ana", channel: MicrosoftChannels.Sms);
        Assert.Contains("1. 5023", (await SendAsync(client, "what was in my order?")).Text, StringComparison.Ordinal);

        Assert.Equal(ReplyTexts.Say(English, "WhichOrderUnsureAbove"), (await SendAsync(client, "idk")).Text);
        Assert.StartsWith("Order 4890 ", (await SendAsync(client, "2")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("whats the tracking numbr", "JD0146")]
    [InlineData("what did i pay for it", "€71.00")]
    [InlineData("how much was paid and when", "€71.00")]
    public async Task FollowUp_WithoutAnOrder_IsAboutTheOneTalkedAboutAlsoAfterARefusal(string text, string expected)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "where is 5023?");
        await SendAsync(client, "tell me a joke");

        Assert.Contains(expected, (await SendAsync(client, text)).Text, StringComparison.Ordinal);
        AssertSilence(client);
    }

    [Theory]
    [InlineData("why is it so late")]
    [InlineData("why isnt it here")]
    [InlineData("why has it not arrived")]
    public async Task WhyLate_SaysThatTheReasonIsNotRecordedAndOffersAPersonOnce(string text)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "where is 5023?");

        Assert.Equal(
            "Order 5023 has been shipped and is on its way. It was expected on September 26, 2026. I'm sorry about the wait. Why it is late is not recorded. " + ReplyTexts.OfferForLate(English),
            (await SendAsync(client, text)).Text);
        await SendAsync(client, "no");
        Assert.EndsWith("Why it is late is not recorded.", (await SendAsync(client, text)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoCancelledIt_SaysThatItIsNotRecorded()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "is 4890 cancelled");

        Assert.Contains(ReplyTexts.Say(English, "ReasonUnknown"), (await SendAsync(client, "who canceled it")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how much was refunded and when")]
    [InlineData("tell me the refund status")]
    [InlineData("what was in my order?|where is my refund")]
    public async Task Refund_WithoutAnOrder_IsTheOnlyOneThatHasOne(string talk)
    {
        _shop.Add("joe", "Joe",
            new Order("71", OrderStatus.Delivered, new(2026, 3, 2), new(2026, 3, 4), new(2026, 3, 9)),
            new Order("72", OrderStatus.Returned, new(2026, 2, 2), null, null, [], [new(PaymentKind.Refund, "card", 7990, "EUR", "settled", new(2026, 3, 2))]),
            new Order("73", OrderStatus.Shipped, new(2026, 4, 2), new(2026, 4, 4), null));
        var client = ClientOf("joe");
        var reply = "";
        foreach (var text in talk.Split('|'))
            reply = (await SendAsync(client, text)).Text;

        Assert.Contains("You got €79.90 back by card on March 2, 2026.", reply, StringComparison.Ordinal);
        Assert.StartsWith("Order 72 ", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how many orders do i have open", "One of your 3 orders is still open:")]
    [InlineData("how many orders do i still have open?", "One of your 3 orders is still open:")]
    [InlineData("how many orders do i have", "You have 3 orders with us:")]
    public async Task Count_OfOpenOrders_CountsThose(string text, string expected) =>
        Assert.StartsWith(expected, (await SendAsync(ClientOf("ana"), text)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("what does invoiced mean", "«Invoiced» means that the order is paid and confirmed, and not shipped yet. Of your orders, that is 6001.")]
    [InlineData("what the hell is invoiced supposed to mean", "«Invoiced» means that the order is paid and confirmed, and not shipped yet. Of your orders, that is 6001.")]
    [InlineData("what is «pending»?", "«Pending» means that the order is placed and not yet paid.")]
    [InlineData("wats the meaning of processing", "«Processing» means that we are getting the order ready.")]
    public async Task WordOfAState_IsExplained(string text, string expected) =>
        Assert.Equal(expected, (await SendAsync(ClientOf("bob"), text)).Text);

    [Fact]
    public async Task HowQuestion_ThatTheHelpPagesAnswer_IsAnsweredNotHandedOver()
    {
        _faq.Add("how do i return something?", new FaqSection("Returns", "How do I return something?", "Tell me here.", [], null));
        _faq.Add("how do i return the something then", new FaqSection("Returns", "How do I return something?", "Tell me here.", [], null));
        var client = ClientOf("ana");

        Assert.StartsWith("Tell me here.", (await SendAsync(client, "how do i return something?")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Tell me here.", (await SendAsync(client, "how do i return the lamp then")).Text, StringComparison.Ordinal);
        Assert.Empty(_handoffs.Requests);
        await SendAsync(client, "i want to return it");
        Assert.Single(_handoffs.Requests);
    }

    [Theory]
    [InlineData("change my adress to 12 Elm St")]
    [InlineData("pls update my delivery address to Elm Street 12")]
    public async Task NewAddress_IsHandedOverAlsoWhileAsked(string text)
    {
        var client = ClientOf("ana");
        await SendAsync(client, "what was in my order?");

        await SendAsync(client, text);

        Assert.Equal(text, Assert.Single(_handoffs.Requests).Reason);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("what did i pay for it")]
    public async Task LateOrder_APersonIsOfferedOnce(string after)
    {
        var client = ClientOf("ana");
        Assert.EndsWith(ReplyTexts.OfferForLate(English), (await SendAsync(client, "where is 5023")).Text, StringComparison.Ordinal);
        await SendAsync(client, after);

        Assert.DoesNotContain(ReplyTexts.OfferForLate(English), (await SendAsync(client, "where is 5023")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LateOrder_WithAColleagueAlready_IsOfferedNobody()
    {
        var client = ClientOf("ana");
        await SendAsync(client, "please change the address of order 5023");
        Assert.Single(_handoffs.Requests);

        Assert.DoesNotContain(ReplyTexts.OfferForLate(English), (await SendAsync(client, "where is 5023")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the one from september why isnt it shipped", "82")]
    [InlineData("the lamp that hasn't arrived", "82")]
    public async Task StateMissed_TellsWhichOfSeveralIsMeant(string text, string expected)
    {
        _shop.Add("liv", "Liv",
            new Order("81", OrderStatus.Delivered, new(2025, 9, 2), new(2025, 9, 4), new(2025, 9, 9), [new(1, "Desk lamp", 1, 2490, "EUR")]),
            new Order("82", OrderStatus.Invoiced, new(2026, 9, 2), null, null, [new(1, "Desk lamp", 1, 9900, "EUR")]));

        Assert.StartsWith($"Order {expected} ", (await SendAsync(ClientOf("liv"), text)).Text, StringComparison.Ordinal);
    }
}
