using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;

namespace SupportBot.Tests.Language.Understanding;

public sealed class LexiconTests
{
    /// <summary>What we offer as a button must mean what it says, with or without the encoder.</summary>
    [Theory]
    [InlineData("OfferHuman.Yes", Act.Agree, Intent.OrderHelp)]
    [InlineData("OfferHuman.No", Act.Decline, Intent.OrderHelp)]
    [InlineData("NotSure.Where", Act.Ask, Intent.OrderInfo)]
    [InlineData("Suggest.LastOrder", Act.Ask, Intent.OrderInfo)]
    [InlineData("Suggest.OpenOrders", Act.Ask, Intent.OrderInfo)]
    [InlineData("Suggest.Person", Act.WantPerson, Intent.OrderHelp)]
    public void Button_TextThatWeSend_IsInTheTable(string key, Act act, Intent intent)
    {
        var understood = Lexicon.English.Button(ReplyTexts.Say(System.Globalization.CultureInfo.GetCultureInfo("en-US"), key));

        Assert.Equal((act, intent), (understood?.Act, understood?.Intent));
    }

    [Fact]
    public void Button_OrdersAndTopics_AreTold()
    {
        var last = Lexicon.English.Button("Where is my last order?")!;
        var open = Lexicon.English.Button("my open orders")!;

        Assert.Equal(new OrderReference.Latest(), last.Orders);
        Assert.Equal([Topic.Status], last.Topics);
        Assert.Equal((new OrderReference.Open(), Overview.List), (open.Orders, open.Overview));
    }

    [Theory]
    [InlineData("where is my order 4711")]
    [InlineData("yes but when")]
    [InlineData("no thanks, the lamp")]
    [InlineData("")]
    public void Button_OtherWords_AreNone(string text) => Assert.Null(Lexicon.English.Button(text));

    [Theory]
    [InlineData("It’s  the SECOND-last one, isn't it?'", "it's the second last one isn't it")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("...", "")]
    public void Words_Text_AreLowerCaseWithTheirQuotes(string text, string expected) => Assert.Equal(expected, string.Join(' ', Lexicon.Words(text)));

    [Theory]
    [InlineData("where is order ", true)]
    [InlineData("Order no. ", true)]
    [InlineData("order number: ", true)]
    [InlineData("what about #", true)]
    [InlineData("# ", true)]
    [InlineData("orders for ", false)]
    [InlineData("i have ", false)]
    [InlineData("", false)]
    public void LeadsToNumber_TextBefore_IsRead(string before, bool leads) => Assert.Equal(leads, Lexicon.English.LeadsToNumber(before));

    [Fact]
    public void Value_RowsThatFit_TheFirstWins()
    {
        Assert.Equal("unshipped", Lexicon.English.Value("state", ["yet", "to", "ship"]));
        Assert.Equal("from-end", Lexicon.English.Value("position", ["the", "last", "but", "one"]));
        Assert.Null(Lexicon.English.Value("state", ["yet", "ship"]));
        Assert.Null(Lexicon.English.Value("no such table", ["last"]));
    }

    /// <summary>A translator sees at once what a line holds.</summary>
    [Fact]
    public void File_Lines_HaveThreeColumnsAndNoMoreThanALine()
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream("SupportBot.Language.English.lexicon.tsv")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines.Where(line => line[0] != '#'), line => Assert.True(line.Split('\t') is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }] && line.Length <= 200, line));
    }
}
