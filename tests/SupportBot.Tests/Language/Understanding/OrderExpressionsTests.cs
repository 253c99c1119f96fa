using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;

namespace SupportBot.Tests.Language.Understanding;

/// <summary>What the words mean that the encoder, or a large model, has marked: «kind=words», with «!» where they are ruled out and «&lt;id» where code found an order.</summary>
public sealed class OrderExpressionsTests
{
    private static readonly DateOnly Today = new(2026, 10, 20);

    [Theory]
    [InlineData("position=the second one", "Ordinal:2")]
    [InlineData("position=2nd", "Ordinal:2")]
    [InlineData("position=the third", "Ordinal:3")]
    [InlineData("position=11th", "Ordinal:11")]
    [InlineData("position=number 3", "Ordinal:3")]
    [InlineData("position=number two", "Ordinal:2")]
    [InlineData("position=3", "Ordinal:3")]
    [InlineData("position=the top one", "Ordinal:1")]
    [InlineData("position=the bottom one", "Ordinal:-1")]
    [InlineData("position=the last one", "Ordinal:-1")]
    [InlineData("position=last", "Ordinal:-1")]
    [InlineData("position=second to last", "Ordinal:-2")]
    [InlineData("position=the last but one", "Ordinal:-2")]
    [InlineData("position=third from the bottom", "Ordinal:-3")]
    [InlineData("position=the one before", "Ordinal:-2")]
    [InlineData("position=previous", "Ordinal:-2")]
    [InlineData("position=last order", "Latest")]
    [InlineData("position=my latest", "Latest")]
    [InlineData("position=most recent", "Latest")]
    [InlineData("position=just ordered", "Latest")]
    [InlineData("position=last two orders", "Latest:2")]
    [InlineData("position=my last 3", "Latest:3")]
    [InlineData("position=3rd last", "Ordinal:-3")]
    [InlineData("position=oldest", "Ordinal:oldest")]
    [InlineData("position=very first", "Ordinal:oldest")]
    [InlineData("position=the one", "Ordinal:1")]
    [InlineData("position=erm", "None")]
    public void Read_Position_IsAPlaceInTheListOrInTime(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    [Fact]
    public void Read_PlaceWithWhatFollows_CountsFromTheFirstPurchase()
    {
        string Of(string after) => Write(OrderExpressions.Read([new OrderExpression(ExpressionKind.Position, false, "third order", []) { After = after }], Today));

        Assert.Equal("Ordinal:oldest:3", Of(" i ever placed"));
        Assert.Equal("Ordinal:3", Of(" please"));
    }

    [Fact]
    public void Read_StateWithWhatStandsBefore_IsReadWithIt()
    {
        string Of(string before) => Write(OrderExpressions.Read([new OrderExpression(ExpressionKind.Status, true, "shipped", []) { Before = before }], Today));

        Assert.Equal("Status:unshipped", Of("the one that hasn't "));
        Assert.Equal("None -Status:shipped", Of("no, not the "));
    }

    [Theory]
    [InlineData("status=cancelled", "Status:cancelled")]
    [InlineData("status=the canceled one", "Status:cancelled")]
    [InlineData("status=sent back", "Status:returned")]
    [InlineData("status=on its way", "Status:shipped")]
    [InlineData("status=arrived", "Status:delivered")]
    [InlineData("status=paid", "Status:invoiced")]
    [InlineData("status=unpaid", "Status:pending")]
    [InlineData("status=open", "Status:open")]
    [InlineData("status=undelivered", "Status:open")]
    [InlineData("status=yet to ship", "Status:unshipped")]
    [InlineData("status=hasn't shipped", "Status:unshipped")]
    [InlineData("status=not arrived yet", "Status:open")]
    [InlineData("status=overdue", "Status:late")]
    [InlineData("status=sent back; status=cancelled", "Status:returned|cancelled")]
    [InlineData("status=the open ones", "All +Status:open")]
    [InlineData("both=both; status=shipped", "All +Status:shipped")]
    [InlineData("status=purple", "None")]
    public void Read_State_IsTheStatusOrItsOpposite(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    /// <summary>«the one that hasn't shipped» is in a state; «not the shipped one» is ruled out.</summary>
    [Theory]
    [InlineData("!status=hasn't shipped", "Status:unshipped")]
    [InlineData("!status=still not arrived", "Status:open")]
    [InlineData("!status=is not delivered", "Status:open")]
    [InlineData("!status=the shipped one", "None -Status:shipped")]
    [InlineData("!status=cancelled", "None -Status:cancelled")]
    public void Read_DeniedState_IsAStateOrRuledOut(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    [Theory]
    [InlineData("older=the older one", "Most:oldest")]
    [InlineData("older=earlier", "Most:oldest")]
    [InlineData("older=the newer one", "Most:newest")]
    [InlineData("older=cheapest", "Most:cheapest")]
    [InlineData("older=the more expensive one", "Most:dearest")]
    [InlineData("older=less expensive", "Most:cheapest")]
    [InlineData("older=nicer", "None")]
    public void Read_Comparison_IsAQuality(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    [Theory]
    [InlineData("both=both", "Both")]
    [InlineData("all=all of them", "All:shown")]
    [InlineData("all=all my orders", "All")]
    [InlineData("all=everything i bought", "All")]
    [InlineData("other=the other one", "Other")]
    [InlineData("other=the others", "All:shown -Mentioned")]
    [InlineData("other=the rest", "All:shown -Mentioned")]
    [InlineData("pronoun=it", "Mentioned")]
    [InlineData("pronoun=that one", "Mentioned")]
    [InlineData("pronoun=them", "All:shown")]
    [InlineData("pronoun=those", "All:shown")]
    [InlineData("all=all; !product=<7", "All:shown -Product:7")]
    [InlineData("all=all my orders; time=2025", "All +Date:2025")]
    [InlineData("all=all my orders; status=open", "All +Status:open")]
    [InlineData("!pronoun=that one", "None -Mentioned")]
    public void Read_Set_IsThoseOrders(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    [Theory]
    [InlineData("number=<7", "Id:7")]
    [InlineData("number=<7; number=<8; number=<7", "Id:7 8")]
    [InlineData("number=999", "Id:999")]
    [InlineData("number=<7,8", "Product:7,8")]
    [InlineData("product=<7", "Product:7")]
    [InlineData("product=<7,8; product=<8,9", "Product:8")]
    [InlineData("product=<7; product=<8", "Several:Product:7|Product:8")]
    [InlineData("product=violin", "Product:")]
    [InlineData("product=violin; product=<7", "Product:7")]
    [InlineData("!product=violin", "None")]
    [InlineData("product=violin; status=returned", "Status:returned")]
    [InlineData("position=the one; time=2025", "Date:2025")]
    [InlineData("position=biggest", "Most:dearest")]
    [InlineData("all=of all my orders; position=the second", "Ordinal:2")]
    [InlineData("position=first; position=third", "Several:Ordinal:1|Ordinal:3")]
    [InlineData("time=may; time=june", "Several:Date:--05|Date:--06")]
    [InlineData("time=someday", "None")]
    [InlineData("", "None")]
    public void Read_SeveralOfAKind_AreOneOrEach(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    /// <summary>The surest sign first; the others decide where several orders fit.</summary>
    [Theory]
    [InlineData("time=may; number=<7; product=<8", "Id:7")]
    [InlineData("number=5551234; product=<8", "Product:8")]
    [InlineData("number=5551234; position=second", "Ordinal:2")]
    [InlineData("number=5551234; product=violin", "Id:5551234")]
    [InlineData("product=<8; time=may; status=shipped", "Product:8 +Date:--05 +Status:shipped")]
    [InlineData("status=shipped; time=may", "Date:--05 +Status:shipped")]
    [InlineData("older=older; time=may", "Most:oldest +Date:--05")]
    [InlineData("pronoun=it; time=may", "Date:--05")]
    [InlineData("pronoun=it; product=<8", "Product:8")]
    [InlineData("other=the other one; product=<8", "Product:8")]
    [InlineData("product=<8; other=the other one", "Other -Product:8")]
    [InlineData("other=the other one; !product=<8", "Other -Product:8")]
    [InlineData("product=<8; !product=<7", "Product:8 -Product:7")]
    [InlineData("!number=<7; number=<8", "Id:8 -Id:7")]
    public void Read_SeveralSigns_TheSurestComesFirst(string expressions, string expected) => Assert.Equal(expected, Write(Read(expressions)));

    private static OrderReference Read(string expressions) => OrderExpressions.Read([.. expressions.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(Expression)], Today);

    private static OrderExpression Expression(string text)
    {
        var parts = text.TrimStart('!').Split('=');
        string[] ids = parts[1].StartsWith('<') ? parts[1][1..].Split(',') : [];
        return new OrderExpression(Enum.Parse<ExpressionKind>(parts[0], ignoreCase: true), text.StartsWith('!'), ids.Length > 0 ? "" : parts[1], ids);
    }

    private static string Write(OrderReference reference)
    {
        var main = reference is OrderReference.Several several ? "Several:" + string.Join('|', several.Of.Select(ReferenceText.Write)) : ReferenceText.Write(reference).Replace('\n', ' ');
        return string.Concat([main, .. reference.Also.Select(sign => " +" + ReferenceText.Write(sign)), .. reference.Except.Select(sign => " -" + ReferenceText.Write(sign))]);
    }
}
