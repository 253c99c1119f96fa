using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;

namespace SupportBot.Tests.Language.Understanding;

public sealed class ReferenceCheckTests
{
    [Theory]
    [InlineData("is w-123 there yet", "id", "w-123", "Id:w-123")]
    [InlineData("is #W123 there yet", "id", "W123", "Id:#W123")]
    [InlineData("what about order 543 then", "id", "order 543", "Id:543")]
    [InlineData("what about 1520", "id", "520", null)]
    [InlineData("what about 1520", "id", "99", null)]
    [InlineData("what about my order", "id", "order", null)]
    [InlineData("i paid $1200 for it", "id", "1200", null)]
    [InlineData("it cost 1200 euros", "id", "1200", null)]
    [InlineData("my phone is 5550100199", "id", "5550100199", null)]
    [InlineData("the one from 2026-06-03", "id", "2026-06-03", null)]
    [InlineData("from 83306 to 79115", "id", "83306 to 79115", null)]
    [InlineData("the second", "ordinal", "second", "Ordinal:2")]
    [InlineData("no 3 it is", "ordinal", "3", "Ordinal:3")]
    [InlineData("the very last in the list", "ordinal", "last", "Ordinal:-1")]
    [InlineData("my oldest one", "ordinal", "oldest", "Ordinal:oldest")]
    [InlineData("the 0", "ordinal", "0", null)]
    [InlineData("whatever", "ordinal", "whatever", null)]
    [InlineData("that june thing", "date", "june", "Date:--06")]
    [InlineData("that thing of June 3rd, 2026", "date", "June 3rd, 2026", "Date:2026-06-03")]
    [InlineData("the order i made yesterday", "date", "yesterday", "Date:2026-10-19")]
    [InlineData("the order of last month", "date", "of last month", "Date:2026-09")]
    [InlineData("my order of 31 february", "date", "31 february", null)]
    [InlineData("the order from june", "date", "july", null)]
    [InlineData("any tidings of the Blue Kettle?", "product", "Blue Kettle", "Product:blue kettle")]
    [InlineData("any tidings of my order?", "product", "my order", null)]
    [InlineData("any tidings of the kettle?", "product", "toaster", null)]
    [InlineData("the cancelled order", "status", "cancelled", "Status:cancelled")]
    [InlineData("those that are on the way", "status", "on the way", "Status:shipped")]
    [InlineData("what has not arrived", "status", "not arrived", "Status:open")]
    [InlineData("the pretty ones", "status", "pretty", null)]
    [InlineData("all of them", "all", "", "All")]
    [InlineData("it", "mentioned", "", "Mentioned")]
    [InlineData("my newest", "latest", "", "Latest")]
    [InlineData("hello", "none", "", "None")]
    [InlineData("hello", "product", "", null)]
    public void Of_WordsOfTheModel_CountOnlyAsTheMessageHasThem(string message, string kind, string value, string? expected)
    {
        var read = ModelReading.Parse($$"""{"intent":"ORDER_INFO","reference":{"kind":"{{kind}}","value":"{{value}}"},"about":[]}""")!;

        var reference = ReferenceCheck.Of(read, RuleReading.Of(message, Labelled.Now));

        Assert.Equal(expected, reference is null ? null : ReferenceText.Write(reference));
    }
}
