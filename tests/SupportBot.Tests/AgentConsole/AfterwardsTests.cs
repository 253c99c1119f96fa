using System.Net;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>What customers say while they wait and once a handoff is over, in words of their own.</summary>
public sealed class AfterwardsTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private BotHost _bot = null!;
    private CustomerTalk _customer = null!;
    private AgentClient _ines = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path);
        _customer = await CustomerTalk.OpenAsync(_bot.Http);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("a human please")]
    [InlineData("order 83306")]
    [InlineData("my parcel has not arrived")]
    [InlineData("talk to a person")]
    [InlineData("it broke again, get me an agent")]
    [InlineData("my parcel has not arrived, terrible service")]
    [InlineData("where is my last order")]
    [InlineData("Refund me")]
    public async Task NextQuestionAfterTheRating_IsAnsweredAndNoComment(string question)
    {
        var id = await ClosedAsync();
        await _customer.AskAsync("5");

        Assert.DoesNotContain("passed that on", await _customer.AskAsync(question), StringComparison.Ordinal);
        Assert.Null((await _ines.FindAsync(id)).GetProperty("ratingComment").GetString());
    }

    [Theory]
    [InlineData("Ines was quick and friendly", "Ines was quick and friendly")]
    [InlineData("took too long honestly", "took too long honestly")]
    [InlineData("thank you", null)]
    public async Task WhatFollowsTheRating_IsACommentUnlessItIsManners(string words, string? comment)
    {
        var id = await ClosedAsync();
        await _customer.AskAsync("5");

        await _customer.AskAsync(words);

        Assert.Equal(comment, (await _ines.FindAsync(id)).GetProperty("ratingComment").GetString());
    }

    [Theory]
    [InlineData("5 because Ines was great", 5, "Ines was great")]
    [InlineData("3 because it took too long", 3, "it took too long")]
    [InlineData("I give it a 4", 4, null)]
    [InlineData("I’d say five out of five, thank you", 5, null)]
    [InlineData("5/5 great", 5, "great")]
    [InlineData("1 - it did not help", 1, "it did not help")]
    [InlineData("4 stars, thanks Ines", 4, "thanks Ines")]
    [InlineData("⭐⭐⭐⭐⭐", 5, null)]
    [InlineData("★★ slow", 2, "slow")]
    public async Task RatingWithAComment_IsTakenAndStartsNoHandoff(string words, int rating, string? comment)
    {
        var id = await ClosedAsync();

        Assert.Contains("Thank you", await _customer.AskAsync(words), StringComparison.Ordinal);

        var rated = Assert.Single(await _ines.ListAsync());
        Assert.Equal(id, rated.GetProperty("id").GetString());
        var file = await _ines.FindAsync(id);
        Assert.Equal((rating, comment), (file.GetProperty("rating").GetInt32(), file.GetProperty("ratingComment").GetString()));
    }

    [Theory]
    [InlineData("5 orders are missing")]
    [InlineData("2nd one")]
    [InlineData("3001")]
    [InlineData("one of my shoes is broken")]
    public async Task NumberThatRatesNothing_IsNoRating(string words)
    {
        var id = await ClosedAsync();

        await _customer.AskAsync(words);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await _ines.FindAsync(id)).GetProperty("rating").ValueKind);
    }

    [Fact]
    public async Task Opinion_WithoutANumber_IsACommentAndTheNumberMayFollow()
    {
        var id = await ClosedAsync();

        Assert.Contains("passed that on", await _customer.AskAsync("terrible, the agent was rude"), StringComparison.Ordinal);
        Assert.Contains("2 out of 5", await _customer.AskAsync("2"), StringComparison.Ordinal);

        var file = Assert.Single(await _ines.ListAsync());
        Assert.Equal(id, file.GetProperty("id").GetString());
        file = await _ines.FindAsync(id);
        Assert.Equal((2, "terrible, the agent was rude"), (file.GetProperty("rating").GetInt32(), file.GetProperty("ratingComment").GetString()));
    }

    [Fact]
    public async Task RatingWithAQuestion_IsTakenAndTheQuestionAnswered()
    {
        var id = await ClosedAsync();

        Assert.StartsWith("Order ", await _customer.AskAsync("4. where is my last order?"), StringComparison.Ordinal);

        Assert.Equal(4, (await _ines.FindAsync(id)).GetProperty("rating").GetInt32());
    }

    [Fact]
    public async Task RatingAfterThanks_IsTaken()
    {
        var id = await ClosedAsync();
        await _customer.AskAsync("thanks");

        await _customer.AskAsync("5");

        Assert.Equal(5, (await _ines.FindAsync(id)).GetProperty("rating").GetInt32());
    }

    [Theory]
    [InlineData("go on with the bot")]
    [InlineData("I’ll go on with the bot")]
    [InlineData("cancel request")]
    [InlineData("cancel")]
    [InlineData("I don’t need a person anymore")]
    [InlineData("no need for a person anymore")]
    [InlineData("forget it")]
    public async Task CallingOff_InTheCustomersWords_CallsOff(string words)
    {
        var id = await _customer.AskForHelpAsync();

        await _customer.AskAsync(words);

        Assert.Equal("closed", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task CallingOffTwice_StartsNoHandoff()
    {
        await _customer.AskForHelpAsync();
        await _customer.AskAsync("cancel the request");

        await _customer.AskAsync("cancel the request");

        Assert.Empty(await _ines.ListAsync("?state=queued"));
    }

    [Fact]
    public async Task CallingOff_WhatIsNotThere_StartsNoHandoff()
    {
        Assert.Contains("nothing to cancel", await _customer.AskAsync("cancel my request"), StringComparison.Ordinal);
        var id = await ClosedAsync();
        Assert.Contains("nothing to cancel", await _customer.AskAsync("cancel the ticket please"), StringComparison.Ordinal);

        Assert.Equal(id, Assert.Single(await _ines.ListAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Withdrawn_WhatWasWishedFor_IsNotGoneOnWith()
    {
        await _customer.AskAsync("i want a refund for the backpack");
        await _customer.AskAsync("cancel the request");

        Assert.DoesNotContain("refund", await _customer.AskAsync("and the shoes?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverMind_ToAnotherQuestion_LeavesTheRequestWaiting()
    {
        await _customer.AskForHelpAsync("I want to talk to a human");
        Assert.StartsWith("Which order", await _customer.AskAsync("which card did i pay my order with?"), StringComparison.Ordinal);

        await _customer.AskAsync("never mind");

        Assert.Single(await _ines.ListAsync("?state=queued"));
    }

    private async Task<string> ClosedAsync(string resolution = "done")
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        await _customer.HearAsync();
        await _ines.DoAsync(id, "close", new { resolution });
        await _customer.HearAsync();
        return id;
    }
}
