using System.Diagnostics;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language.Composing;

namespace SupportBot.Tests.Language.Composing;

public sealed class ComposeFormTests
{
    private static readonly FactNames Facts = ClaimCheckTests.Facts("shipped bought_on carrier");

    [Theory]
    [InlineData("Order {order} is on its way!", true)]
    [InlineData("{carrier} has it, and it's {status}: you bought it on {bought_on}. Well-made; enjoy!", true)]
    [InlineData("One. Two. Three!", true)]
    [InlineData("", false)]
    [InlineData("One. Two. Three. Four.", false)]
    [InlineData("Order 5 is on its way.", false)]
    [InlineData("Order {order} is on its way", false)]
    [InlineData("Order {order} is on its way?", false)]
    [InlineData("order {order} is on its way.", false)]
    [InlineData("Order {order}  is on its way.", false)]
    [InlineData("Order {order} is on its way. ", false)]
    [InlineData("Order {order} is on its way.\n", false)]
    [InlineData("Order {order}\nis on its way.", false)]
    [InlineData("Order {shipped_on} is on its way.", false)]
    [InlineData("Order {name} is on its way.", false)]
    [InlineData("Order {order is on its way.", false)]
    [InlineData("Order {{order}} is on its way.", false)]
    [InlineData("Order order} is on its way.", false)]
    [InlineData("Order <|end|> is on its way.", false)]
    [InlineData("Order \u0007 is on its way.", false)]
    [InlineData("Order ٣ is on its way.", false)]
    [InlineData("Order www.example.com is on its way.", false)]
    [InlineData("Order /as is on its way.", false)]
    public void Grammar_Text_IsUpToThreeSentencesOfWordsAndKnownPlaceholders(string text, bool fits) =>
        Assert.Equal(fits, ComposeForm.Grammar(Facts).Matches(text));

    [Fact]
    public void Grammar_Text_IsBounded()
    {
        Assert.False(ComposeForm.Grammar(Facts).Matches(string.Concat(Enumerable.Repeat("Ab ", 30)) + "ab."));
        Assert.False(ComposeForm.Grammar(Facts).Matches($"A{new string('b', 15)}."));
    }

    [Fact]
    public void Grammar_SameFacts_IsMadeOnce()
    {
        Assert.Same(ComposeForm.Grammar(Facts), ComposeForm.Grammar(Facts with { About = [Topic.Tracking], Asked = [.. Facts.Asked.Reverse()] }));
        Assert.NotSame(ComposeForm.Grammar(Facts), ComposeForm.Grammar(Facts with { Asked = [Fact.Order] }));
    }

    [Theory]
    [InlineData(OrderStatus.Shipped, true)]
    [InlineData(OrderStatus.NotRecorded, false)]
    public void Grammar_Status_IsThereWhereTheShopRecordsOne(OrderStatus status, bool fits) =>
        Assert.Equal(fits, ComposeForm.Grammar(new FactNames(status, [Topic.Total], [Fact.Order], "en")).Matches("Order {order} is {status}."));

    [Fact]
    public void Grammar_AllFacts_IsMadeInNoTime()
    {
        var watch = Stopwatch.StartNew();
        var grammar = ComposeForm.Grammar(new FactNames(OrderStatus.Returned, [Topic.Status], Fact.All, "en"));

        Assert.True(grammar.Matches("It was returned."));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }
}
