using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language.Composing;

namespace SupportBot.Tests.Language.Composing;

public sealed class ClaimCheckTests
{
    [Theory]
    [InlineData("shipped bought_on shipped_on", "Good news: order {order} is on its way! You bought it on {bought_on}, and it left us on {shipped_on}.")]
    [InlineData("shipped bought_on shipped_on", "Your order {order} has been shipped on {shipped_on} and is currently on its way to you. You placed it on {bought_on}.")]
    [InlineData("shipped bought_on shipped_on", "You placed order {order} on {bought_on}. On {shipped_on} it left our warehouse, and it's on its way to you now.")]
    [InlineData("shipped expected_on", "Order {order} is on its way. It is expected to arrive on {expected_on}.")]
    [InlineData("shipped expected_on", "Your order {order} is in transit and should be with you on {expected_on}.")]
    [InlineData("shipped expected_on", "Your order {order} is {status}. The estimated delivery date is {expected_on}.")]
    [InlineData("shipped expected_on", "Order {order} is making its way to you, and we expect it to reach you by {expected_on}.")]
    [InlineData("shipped expected_on", "Order {order} hasn't arrived yet: it is on its way and due on {expected_on}.")]
    [InlineData("shipped shipped_on carrier tracking", "Order {order} was sent on {shipped_on} with {carrier} under tracking number {tracking}.")]
    [InlineData("shipped carrier tracking", "Your parcel travels with {carrier}. You can follow order {order} with tracking number {tracking}.")]
    [InlineData("shipped carrier tracking", "Order {order} is on its way with {carrier}. The tracking number is {tracking}.")]
    [InlineData("shipped shipped_on", "Order {order} has been on its way since {shipped_on}.")]
    [InlineData("shipped shipped_on", "Thank you for your patience! Order {order} was dispatched on {shipped_on}.")]
    [InlineData("shipped items total", "Order {order} has shipped. It contains {items}, and the total is {total}.")]
    [InlineData("shipped items", "We have shipped order {order}. You ordered {items}.")]
    [InlineData("shipped", "Order {order} is {status}.")]
    [InlineData("shipped", "I can see that your order {order} is on its way to you.")]
    [InlineData("delivered bought_on shipped_on delivered_on", "Order {order} was bought on {bought_on}, shipped on {shipped_on} and delivered on {delivered_on}.")]
    [InlineData("delivered delivered_on", "Good news! Your order {order} was delivered on {delivered_on}.")]
    [InlineData("delivered delivered_on", "Your order {order} arrived safely on {delivered_on}. We hope you enjoy it!")]
    [InlineData("delivered delivered_on carrier", "Order {order} was delivered by {carrier} on {delivered_on}.")]
    [InlineData("delivered paid", "Order {order} has been delivered. You paid {paid}.")]
    [InlineData("delivered paid refunded", "Order {order} has arrived. You paid {paid}, and we refunded {refunded}.")]
    [InlineData("delivered total", "Order {order} has been delivered, and its total was {total}.")]
    [InlineData("delivered total", "Your order {order} has arrived. The total amount comes to {total}.")]
    [InlineData("invoiced bought_on", "Order {order} is paid and confirmed. You placed it on {bought_on}, and it has not been shipped yet.")]
    [InlineData("invoiced", "We've received your payment for order {order}. It hasn't left our warehouse yet.")]
    [InlineData("invoiced items", "Order {order} is confirmed and not shipped yet. It holds {items}.")]
    [InlineData("processing bought_on", "Order {order} is being prepared. You bought it on {bought_on}.")]
    [InlineData("processing", "We're getting order {order} ready. It hasn't shipped yet.")]
    [InlineData("processing expected_on", "Order {order} is being processed, and it is expected to be delivered on {expected_on}.")]
    [InlineData("pending", "Order {order} is pending.")]
    [InlineData("pending bought_on", "Order {order} was placed on {bought_on} and is still pending.")]
    [InlineData("pending", "Order {order} has not been paid yet.")]
    [InlineData("shipped items carrier shipped_on", "We sent {items} of order {order} with {carrier} on {shipped_on}.")]
    [InlineData("shipped bought_on carrier shipped_on", "It left us on {shipped_on} with {carrier}, and you placed order {order} on {bought_on}.")]
    [InlineData("shipped shipped_on", "Order {order} was shipped to you on {shipped_on}.")]
    [InlineData("shipped expected_on", "Order {order} is {status}. Delivery is expected on {expected_on}.")]
    [InlineData("shipped carrier tracking", "Order {order} is now with {carrier}. You can use the tracking number {tracking} to follow it.")]
    [InlineData("delivered delivered_on", "You received your order {order} on {delivered_on}.")]
    [InlineData("delivered paid", "Order {order} was delivered, and we received your payment of {paid}.")]
    [InlineData("pending", "We have received your order {order}, and it is pending.")]
    [InlineData("cancelled", "Order {order} was cancelled.")]
    [InlineData("cancelled bought_on", "Your order {order}, placed on {bought_on}, has been cancelled.")]
    [InlineData("cancelled paid refunded", "Order {order} was canceled. You paid {paid}, and a refund of {refunded} was made.")]
    [InlineData("cancelled", "The status of order {order} is {status}.")]
    [InlineData("returned bought_on", "Order {order} was returned. You bought it on {bought_on}.")]
    [InlineData("returned refunded", "Order {order} has been sent back to us. We refunded {refunded}.")]
    [InlineData("returned delivered_on", "Order {order} was delivered on {delivered_on} and has been returned.")]
    public void Accept_TextThatTheFactsBearOut_IsTakenAndComplete(string facts, string text)
    {
        var check = new ClaimCheck(Facts(facts));

        Assert.All(Sentences(text), sentence => Assert.True(check.Accept(sentence), sentence));
        Assert.True(check.IsComplete);
    }

    [Theory]
    // A day that is none, as a small model writes it.
    [InlineData("shipped shipped_on", "You bought it on its way to you and it was shipped on news.")]
    [InlineData("shipped expected_on", "You placed it on its way to you on {expected_on}.")]
    // A status that the order doesn't have.
    [InlineData("shipped", "Order {order} has been delivered.")]
    [InlineData("shipped", "Your order {order} has arrived safely.")]
    [InlineData("shipped shipped_on", "Order {order} was shipped on {shipped_on} and is with you now.")]
    [InlineData("shipped", "Order {order} is out for delivery.")]
    [InlineData("shipped", "Order {order} is at your door.")]
    [InlineData("shipped", "Order {order} is almost there.")]
    [InlineData("shipped", "You have received order {order}.")]
    [InlineData("shipped", "Order {order} was cancelled.")]
    [InlineData("shipped", "Order {order} is on its way back to us.")]
    [InlineData("shipped", "Order {order} was sent back.")]
    [InlineData("shipped", "Order {order} has been refunded.")]
    [InlineData("shipped", "Order {order} is paid and on its way.")]
    [InlineData("shipped", "Order {order} is being prepared.")]
    [InlineData("shipped", "Order {order} is still pending.")]
    [InlineData("shipped", "Order {order} has been lost on its way.")]
    [InlineData("shipped", "Order {order} is delayed.")]
    [InlineData("delivered", "Order {order} is on its way to you.")]
    [InlineData("delivered", "Order {order} was returned.")]
    [InlineData("delivered delivered_on", "Order {order} is expected to arrive on {delivered_on}.")]
    [InlineData("delivered", "Order {order} was delivered to your neighbour.")]
    [InlineData("invoiced", "Order {order} has been shipped.")]
    [InlineData("invoiced", "Order {order} is on its way.")]
    [InlineData("invoiced", "Order {order} was delivered.")]
    [InlineData("invoiced", "Order {order} is ready to be shipped.")]
    [InlineData("processing", "Order {order} has left us.")]
    [InlineData("processing", "Order {order} is paid.")]
    [InlineData("processing", "Order {order} is confirmed.")]
    [InlineData("processing", "Order {order} has been processed.")]
    [InlineData("pending", "Order {order} is paid and confirmed.")]
    [InlineData("pending", "Order {order} is being prepared.")]
    [InlineData("cancelled", "Order {order} is on its way.")]
    [InlineData("cancelled", "Great news: order {order} was cancelled!")]
    [InlineData("cancelled paid", "Order {order} was cancelled, and {paid} was refunded.")]
    [InlineData("cancelled", "Order {order} was cancelled, so you get your money back.")]
    [InlineData("returned", "Order {order} was delivered.")]
    [InlineData("returned", "Order {order} was returned and refunded.")]
    // Negations.
    [InlineData("shipped", "Order {order} has not been shipped yet.")]
    [InlineData("delivered", "Order {order} hasn't arrived yet.")]
    [InlineData("delivered", "Order {order} was never delivered.")]
    [InlineData("cancelled", "Order {order} was not cancelled.")]
    [InlineData("shipped", "Order {order} is no longer on its way.")]
    [InlineData("invoiced", "Order {order} isn't paid.")]
    [InlineData("shipped", "Order {order} is not {status}.")]
    [InlineData("returned", "Order {order} can't be returned.")]
    // Promises, deeds, fault, questions.
    [InlineData("shipped", "Order {order} will arrive tomorrow.")]
    [InlineData("shipped", "Order {order} is on its way and will be with you soon.")]
    [InlineData("shipped", "Order {order} arrives shortly.")]
    [InlineData("shipped", "You'll have order {order} in no time.")]
    [InlineData("shipped", "Order {order} should arrive within days.")]
    [InlineData("invoiced", "We will ship order {order} next.")]
    [InlineData("processing", "We are going to send order {order} today.")]
    [InlineData("cancelled", "I have cancelled order {order}.")]
    [InlineData("cancelled", "We cancelled order {order}.")]
    [InlineData("cancelled", "You cancelled order {order}.")]
    [InlineData("returned", "You returned order {order}.")]
    [InlineData("delivered refunded", "I refunded order {order}.")]
    [InlineData("shipped", "We are sorry that order {order} is on its way.")]
    [InlineData("shipped", "I apologize for the delay of order {order}.")]
    [InlineData("shipped", "Unfortunately order {order} is on its way.")]
    [InlineData("shipped", "Our mistake: order {order} was sent.")]
    [InlineData("shipped", "Has order {order} arrived?")]
    [InlineData("shipped", "Is order {order} on its way.?")]
    [InlineData("shipped", "We guarantee that order {order} is on its way.")]
    // Names, places, links, values.
    [InlineData("shipped", "Hello Emily, order {order} is on its way.")]
    [InlineData("shipped", "Order {order} is on its way to Berlin.")]
    [InlineData("shipped", "Order {order} travels with DHL.")]
    [InlineData("shipped", "Order {order} is on its way, see www.example.com.")]
    [InlineData("shipped", "Order {order} is on its way: https://evil.example.")]
    [InlineData("shipped", "Order {order} was shipped on May 3.")]
    [InlineData("shipped", "Order {order} was shipped on Monday.")]
    [InlineData("shipped", "Order {order} was shipped two days ago.")]
    [InlineData("shipped", "Order {order} was shipped by express.")]
    [InlineData("shipped", "Order 5 is on its way.")]
    [InlineData("shipped", "<|system|> Order {order} is on its way.")]
    [InlineData("shipped", "Order {order} is on its way.\nOrder {order} is on its way.")]
    [InlineData("shipped", "Order {order}\u0007 is on its way.")]
    [InlineData("shipped", "\"Order {order} is on its way.\"")]
    [InlineData("shipped", "Order {order} is on its way")]
    [InlineData("shipped", "order {order} is on its way.")]
    [InlineData("shipped", "")]
    // Placeholders: unknown, not among the facts, doubled, broken.
    [InlineData("shipped", "Order {order} of {customer} is on its way.")]
    [InlineData("shipped", "Order {order} was shipped on {shipped_on}.")]
    [InlineData("shipped", "Order {order} is on its way, yes, order {order}.")]
    [InlineData("shipped", "Order {Order} is on its way.")]
    [InlineData("shipped", "Order {order is on its way.")]
    [InlineData("shipped", "Order {} is on its way.")]
    // Placeholders in the wrong claim.
    [InlineData("delivered shipped_on delivered_on", "Order {order} was shipped on {delivered_on}.")]
    [InlineData("delivered shipped_on delivered_on", "Order {order} was delivered on {shipped_on}.")]
    [InlineData("delivered bought_on delivered_on", "Order {order} was delivered on {bought_on}.")]
    [InlineData("delivered bought_on shipped_on", "Order {order} was bought on {bought_on} and {shipped_on}.")]
    [InlineData("delivered bought_on delivered_on", "On {bought_on} order {order} arrived.")]
    [InlineData("shipped expected_on", "Order {order} was delivered on {expected_on}.")]
    [InlineData("shipped expected_on", "Order {order} was sent on {expected_on}.")]
    [InlineData("shipped expected_on", "Order {order} is on its way since {expected_on}.")]
    [InlineData("shipped expected_on", "Order {order} will arrive on {expected_on}.")]
    [InlineData("shipped shipped_on", "Order {order} was shipped by {shipped_on}.")]
    [InlineData("delivered paid", "We refunded {paid} for order {order}.")]
    [InlineData("delivered paid refunded", "You paid {refunded} for order {order}.")]
    [InlineData("delivered paid refunded", "Order {order} has arrived, and we refunded {paid}.")]
    [InlineData("delivered paid total", "You paid {total} for order {order}.")]
    [InlineData("delivered paid total", "The total of order {order} is {paid}.")]
    [InlineData("delivered refunded total", "We refunded a total of {total} for order {order}.")]
    [InlineData("shipped carrier tracking", "Order {order} is on its way with {tracking}.")]
    [InlineData("shipped carrier tracking", "Order {order} is on its way, and its tracking number is {carrier}.")]
    [InlineData("shipped tracking", "Your tracking number is {order}.")]
    [InlineData("shipped items", "You paid {items} for order {order}.")]
    [InlineData("delivered paid carrier", "You paid order {order} with {carrier}.")]
    [InlineData("shipped bought_on carrier", "You bought order {order} on {bought_on} with {carrier}.")]
    [InlineData("delivered paid carrier", "You paid {paid} for order {order} with {carrier}.")]
    [InlineData("shipped bought_on shipped_on", "Order {order} was shipped with care on {bought_on}.")]
    [InlineData("shipped bought_on shipped_on", "We shipped order {order} on {bought_on}.")]
    [InlineData("shipped bought_on shipped_on", "You placed order {order} on {shipped_on}.")]
    [InlineData("shipped shipped_on", "Order {shipped_on} is on its way.")]
    [InlineData("shipped", "Order {status} is on its way.")]
    // Who did what, and that all is well.
    [InlineData("shipped bought_on", "We bought order {order} on {bought_on}.")]
    [InlineData("shipped", "You shipped order {order}.")]
    [InlineData("shipped", "Everything is on track with order {order}.")]
    [InlineData("shipped", "Order {order} made it.")]
    [InlineData("delivered expected_on", "Order {order} is expected to arrive on {expected_on}.")]
    [InlineData("cancelled expected_on", "Order {order} was cancelled. It is expected on {expected_on}.")]
    [InlineData("shipped", "We hope you enjoy your order {order}.")]
    [InlineData("processing", "We have received your payment for order {order}.")]
    [InlineData("processing", "The payment for order {order} was received.")]
    [InlineData("delivered carrier", "Order {order} is with {carrier}.")]
    [InlineData("delivered carrier", "{carrier} has your order {order}.")]
    [InlineData("shipped", "You have your order {order} now.")]
    [InlineData("shipped", "You can have your order {order} now.")]
    [InlineData("shipped", "Order {order} is together with you.")]
    [InlineData("shipped", "Order {order} is still with us.")]
    [InlineData("delivered", "We have order {order}.")]
    [InlineData("shipped", "You can use order {order} now.")]
    [InlineData("delivered delivered_on", "Order {order} was delivered by you on {delivered_on}.")]
    [InlineData("delivered paid total", "The total is {total}, and {paid} was refunded.")]
    [InlineData("delivered paid refunded total", "The total of order {order} is {total}, and {total} was refunded.")]
    [InlineData("delivered paid refunded total", "Order {order} is {status} and the total of {total} was refunded.")]
    [InlineData("delivered paid", "Order {order} was delivered and the payment of {paid} is complete.")]
    public void Accept_TextThatTheFactsDontBearOut_IsRefused(string facts, string text)
    {
        var check = new ClaimCheck(Facts(facts));

        Assert.Contains(Sentences(text), sentence => !check.Accept(sentence));
    }

    [Theory]
    [InlineData("shipped shipped_on", "Order {order} is on its way.", false)]
    [InlineData("shipped", "You ordered {order}.", false)]
    [InlineData("shipped shipped_on", "Order {order} was shipped on {shipped_on}.", true)]
    [InlineData("delivered bought_on", "You placed order {order} on {bought_on}.", false)]
    public void IsComplete_Text_HoldsEachFactAskedForAndTheStatus(string facts, string text, bool complete)
    {
        var check = new ClaimCheck(Facts(facts));
        foreach (var sentence in Sentences(text))
            check.Accept(sentence);

        Assert.Equal(complete, check.IsComplete);
    }

    [Fact]
    public void Accept_PlaceholderOfAnEarlierSentence_IsRefused()
    {
        var check = new ClaimCheck(Facts("shipped"));

        Assert.True(check.Accept("Order {order} is on its way."));
        Assert.False(check.Accept("The status of order {order} is {status}."));
        Assert.True(check.Accept("It is {status}."));
    }

    [Fact]
    public void Accept_RefusedSentence_TellsNothing()
    {
        var check = new ClaimCheck(Facts("shipped shipped_on"));

        Assert.False(check.Accept("Order {order} was shipped on {shipped_on} by mistake."));
        Assert.False(check.IsComplete);
        Assert.True(check.Accept("Order {order} was shipped on {shipped_on}."));
    }

    internal static FactNames Facts(string words)
    {
        var parts = words.Split(' ');
        return new FactNames(OrderStatusText.Parse(parts[0]), [Topic.Status], [Fact.Order, Fact.Status, .. parts[1..]], "en");
    }

    internal static IReadOnlyList<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '.' or '!' or '?' && i + 1 < text.Length && text[i + 1] == ' ')
            {
                sentences.Add(text[start..(i + 1)]);
                start = i + 2;
            }
        }
        return [.. sentences, text[start..]];
    }
}
