using SupportBot.Core.Conversation;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Sets;

namespace SupportBot.Tests.Eval;

public sealed class ReferenceSetTests
{
    [Theory]
    [InlineData("found", "5", "5", "", "", true)]
    [InlineData("found", "5", "", "", "5", true)]
    [InlineData("found", "5 6", "5", "", "6", true)]
    [InlineData("found", "5", "6", "", "", false)]
    [InlineData("found", "5", "5 6", "", "", false)]
    [InlineData("found", "5", "", "5", "", false)]
    [InlineData("ambiguous", "5 6", "", "5 6 7", "", true)]
    [InlineData("ambiguous", "5 6", "", "5", "", false)]
    [InlineData("ambiguous", "5 6", "7", "5 6", "", false)]
    [InlineData("ask_which_or_list", "5 6", "5 6", "", "", true)]
    [InlineData("ask_which_or_list", "5 6", "", "5 6 7", "", true)]
    [InlineData("ask_which_or_list", "5 6", "5", "6", "", true)]
    [InlineData("ask_which_or_list", "5 6", "5", "", "6", false)]
    [InlineData("not_found", "", "", "", "", true)]
    [InlineData("not_found", "", "5", "", "", false)]
    [InlineData("foreign_id_must_refuse", "", "", "5", "", false)]
    [InlineData("foreign_id_must_refuse", "", "", "", "", true)]
    [InlineData("no_orders", "", "", "", "5", false)]
    [InlineData("no_orders", "", "", "", "", true)]
    [InlineData("number_is_not_an_order_id", "5", "5", "", "", true)]
    [InlineData("number_is_not_an_order_id", "5", "12", "", "", false)]
    [InlineData("number_is_not_an_order_id", "5", "5", "12", "", false)]
    [InlineData("number_is_not_an_order_id", "", "", "5 6", "", true)]
    [InlineData("number_is_not_an_order_id", "", "", "5 12", "", false)]
    public void Judge_EachKind_IsRightOrWrong(string expect, string expected, string answered, string offered, string handedOver, bool isRight)
    {
        var row = new ReferenceRow(1, "i paid 12 for it", "6", null, expect, Ids(expected), null);

        var wrong = ReferenceSet.Judge(row, Turn($"About {answered} {offered}.", answered, offered, handedOver));

        Assert.Equal(isRight, wrong is null);
    }

    [Theory]
    [InlineData("Order 4455 has been shipped.", false)]
    [InlineData("Order #44: shipped.", true)]
    public void Judge_AnsweredIdMustStandInTheReply(string reply, bool isRight) =>
        Assert.Equal(isRight, ReferenceSet.Judge(new ReferenceRow(1, "t", "6", null, "found", ["44"], null), Turn(reply, "44", "", "")) is null);

    [Fact]
    public void Judge_TurnThatFailed_IsWrong() =>
        Assert.Equal("the turn failed", ReferenceSet.Judge(new ReferenceRow(1, "t", "6", null, "not_found", [], null), new BotTurn("Sorry", null)));

    internal static BotTurn Turn(string reply, string answered = "", string offered = "", string handedOver = "", ReplySource source = ReplySource.Template, Intent? intent = Intent.OrderInfo) =>
        new(reply, new TurnOutcome(intent, null, Ids(answered), Ids(offered), Ids(handedOver), source, 0, offered.Length > 0));

    private static string[] Ids(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
