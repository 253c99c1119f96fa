using System.Diagnostics;
using SupportBot.Core.Conversation;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

public sealed class RuleLanguageTests
{
    private readonly RuleLanguage _language = new();

    public static TheoryData<string, Intent, string, string> Development()
    {
        var data = new TheoryData<string, Intent, string, string>();
        foreach (var (text, intent, reference, topics) in Labelled.Read("DevelopmentSet"))
            data.Add(text, intent, reference, topics);
        return data;
    }

    [Theory]
    [MemberData(nameof(Development))]
    public async Task Understand_MessageOfTheDevelopmentSet_IsReadAsLabelled(string text, Intent intent, string reference, string topics) =>
        Assert.Null(await new Labelled(text, intent, reference, topics).MissAsync());

    [Fact]
    public async Task Understand_MessagesHeldOut_AreReadRightNineTimesInTen()
    {
        var all = Labelled.Read("HeldOutSet");
        var misses = new List<string>();
        foreach (var labelled in all)
        {
            if (await labelled.MissAsync() is { } miss)
                misses.Add(miss);
        }

        Assert.True(misses.Count * 10 <= all.Count, $"{misses.Count} of {all.Count}:\n{string.Join('\n', misses)}");
    }

    [Theory]
    [InlineData("change my adress to 12 Elm St")]
    [InlineData("can you update the delivery address to 7 Mill Lane")]
    [InlineData("pls correct my address to flat 3b")]
    public async Task Understand_AnotherAddressGiven_IsOrderHelp(string message) =>
        Assert.Equal(Intent.OrderHelp, (await UnderstandAsync(message)).Intent);

    [Theory]
    [InlineData("why is it so late")]
    [InlineData("why hasnt it shipped")]
    [InlineData("who canceled it?")]
    [InlineData("whats the tracking numbr")]
    [InlineData("how much was refunded and when")]
    public async Task Understand_QuestionThatGoesOn_IsAboutTheOrderTalkedAbout(string message)
    {
        var understood = await UnderstandAsync(message);

        Assert.Equal((Intent.OrderInfo, "Mentioned"), (understood.Intent, ReferenceText.KindOf(understood.Reference)));
    }

    [Theory]
    [InlineData("how many orders do i have open", "open")]
    [InlineData("which orders do i still have on the way?", "shipped")]
    [InlineData("how many orders have i got cancelled", "cancelled")]
    public async Task Understand_CountOfAState_IsAboutThatState(string message, string status)
    {
        var understood = await UnderstandAsync(message);

        Assert.Equal((Overview.List, "Status", status), (understood.Overview, ReferenceText.KindOf(understood.Reference), ReferenceText.ValueOf(understood.Reference)));
    }

    [Theory]
    [InlineData("i ordered 2 shoes")]
    [InlineData("where is my order? i paid 1200 for it")]
    [InlineData("my account 123456: where is my order")]
    [InlineData("where is my order, my phone is 5550100199")]
    [InlineData("where is my order? call me at 020 7946 0123")]
    [InlineData("has my order shipped? it was $1299")]
    [InlineData("my order of 1299 euros")]
    [InlineData("where is the order i placed in 2025")]
    [InlineData("order from 2026-06-03")]
    [InlineData("i've waited 1000 days for my order")]
    [InlineData("tracking number 10293847 says delivered, where is my order")]
    [InlineData("send my order to 1420 mill lane")]
    [InlineData("running shoes size 42, have they shipped")]
    [InlineData("my zip code is 90210, when will my order arrive")]
    public async Task Understand_NumberThatIsNoOrder_IsNotTakenForOne(string message) =>
        Assert.NotEqual("Id", ReferenceText.KindOf((await UnderstandAsync(message)).Reference));

    [Theory]
    [InlineData("order 5 is late", "5")]
    [InlineData("do you have my order 5?", "5")]
    [InlineData("order number: 83306", "83306")]
    [InlineData("my order no 83306.", "83306")]
    [InlineData("(order 83306)", "83306")]
    [InlineData("order 2026 please", "2026")]
    [InlineData("ORDER#83306", "#83306")]
    [InlineData("not order 79115, 83306!", "83306")]
    [InlineData("I meant 83306, sorry", "83306")]
    [InlineData("where is w123?", "w123")]
    [InlineData("where is order 123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("the status of A-1001 and nothing else", "A-1001")]
    public async Task Understand_OrderNumber_IsGivenAsWritten(string message, string id)
    {
        var understood = await UnderstandAsync(message);

        Assert.Equal(ReferenceText.Read("Id", id), understood.Reference);
        Assert.Equal(Intent.OrderInfo, understood.Intent);
        Assert.Contains(id, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("where are 4411 and 4502?", "4411,4502")]
    [InlineData("orders 5, 6 and 7", "5,6,7")]
    [InlineData("orders 5,6", "5,6")]
    [InlineData("has order 4411 shipped and when does order W123 arrive", "4411,W123")]
    [InlineData("where are 83306 79115", "83306,79115")]
    [InlineData("i need the tracking for 83306 and 58643", "83306,58643")]
    [InlineData("not 4411 but 4502", "4502")]
    [InlineData("4411, sorry, i meant 4502", "4502")]
    [InlineData("where is 4411 actually", "4411")]
    [InlineData("order 4411 and 2 shirts are missing", "4411")]
    [InlineData("order 4411 and my zip code is 90210", "4411")]
    [InlineData("order 83306, paid 1299 euros", "83306")]
    [InlineData("order 83306 from 2025", "83306")]
    public async Task Understand_SeveralOrderNumbers_AreAllFound(string message, string ids) =>
        Assert.Equal(ReferenceText.Read("Id", ids.Replace(',', '\n')), (await UnderstandAsync(message)).Reference);

    [Theory]
    [InlineData("orders from 2025")]
    [InlineData("from 2025")]
    public async Task Understand_YearAlone_IsNoOrderNumber(string message) =>
        Assert.Equal(ReferenceText.Read("Date", "2025"), (await UnderstandAsync(message)).Reference);

    [Theory]
    [InlineData("how many orders do i have", Overview.List)]
    [InlineData("which of my orders were cancelled", Overview.List)]
    [InlineData("did everything arrive", Overview.Arrived)]
    [InlineData("how much have i spent with you", Overview.Spent)]
    [InlineData("total for everything i bought", Overview.Spent)]
    [InlineData("where is my order", null)]
    [InlineData("the cancelled one", null)]
    [InlineData("how many items are in my last order", null)]
    [InlineData("how much did i pay for my last order", null)]
    [InlineData("how much did i spend on it", null)]
    [InlineData("cancel all my open orders", null)]
    [InlineData("will everything arrive tomorrow", null)]
    public async Task Understand_QuestionAboutSeveralOrders_IsTold(string message, Overview? wanted) =>
        Assert.Equal(wanted, (await UnderstandAsync(message)).Overview);

    [Theory]
    [InlineData("wrong order, i meant the backpack", "Product", Intent.OrderInfo)]
    [InlineData("no not that one", "Other", Intent.OrderInfo)]
    [InlineData("that's the wrong one", "Other", Intent.OrderInfo)]
    [InlineData("i got the wrong order", null, Intent.OrderHelp)]
    [InlineData("you sent me the wrong order", null, Intent.OrderHelp)]
    [InlineData("wrong item in my order", null, Intent.OrderHelp)]
    [InlineData("no, i meant i want to cancel it", null, Intent.OrderHelp)]
    [InlineData("not that, a human please", null, Intent.OrderHelp)]
    public async Task Understand_Correction_IsToldFromAComplaint(string message, string? kind, Intent intent)
    {
        var understood = await UnderstandAsync(message);

        Assert.Equal(intent, understood.Intent);
        if (kind is not null)
            Assert.Equal(kind, ReferenceText.KindOf(understood.Reference));
    }

    [Theory]
    [InlineData("the order i placed on monday", "2026-10-19")]
    [InlineData("the order from tuesday", "2026-10-13")]
    [InlineData("the one i bought 3 days ago", "2026-10-17")]
    [InlineData("what did i order two weeks ago?", "2026-10-03/2026-10-09")]
    [InlineData("the order from a month ago", "2026-09")]
    [InlineData("my order from this month", "2026-10")]
    [InlineData("orders from last year", "2025")]
    [InlineData("the one from 13/06/2026", "2026-06-13")]
    [InlineData("the one from 03.06.2026", "2026-06-03")]
    [InlineData("the order from December 2nd", "--12-02")]
    [InlineData("the order from 30 February", null)]
    [InlineData("may i ask where my order is", null)]
    [InlineData("will my order come by friday?", null)]
    [InlineData("is my order going to arrive tomorrow or on monday", null)]
    public async Task Understand_Date_IsReadFromTheDayOfTheMessage(string message, string? value)
    {
        var reference = (await UnderstandAsync(message)).Reference;

        Assert.Equal(value, reference is OrderReference.Bought ? ReferenceText.ValueOf(reference) : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("?")]
    [InlineData("📦")]
    [InlineData("أين طلبي؟")]
    [InlineData("'")]
    [InlineData("#")]
    [InlineData("order #")]
    [InlineData("99/99/9999")]
    [InlineData("31 april 0000")]
    [InlineData("9999999999 months ago i ordered")]
    [InlineData("the 0th one")]
    public async Task Understand_OddText_IsSomethingAndNoException(string message) =>
        Assert.NotNull(await UnderstandAsync(message));

    [Theory]
    [InlineData("i want to cancel my ")]
    [InlineData("on the order from the one that was ")]
    [InlineData("1-2-3-4-")]
    [InlineData("a ")]
    [InlineData("please can you ")]
    [InlineData("'s")]
    [InlineData("# ")]
    public async Task Understand_LongestMessage_TakesNoTimeToSpeakOf(string part)
    {
        var message = string.Concat(Enumerable.Repeat(part, MessageGuard.MaxLength / part.Length));
        await UnderstandAsync(message);

        var watch = Stopwatch.StartNew();
        await UnderstandAsync(message);

        // Milliseconds as a rule; a pattern that backtracks without end would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Understand_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _language.UnderstandAsync("hi", Labelled.Now, new CancellationToken(canceled: true)));

    private Task<Understanding> UnderstandAsync(string message) => _language.UnderstandAsync(message, Labelled.Now, default);
}
