using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace SupportBot.Browser.AgentConsole;

/// <summary>Customers who write very much, or what is hard to show.</summary>
public sealed class LongTalkTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task BracketsWithoutEnd_LeaveTheConsoleAsQuickAsBefore()
    {
        var (asked, conversation) = await AskAsync();
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        await agent.TicketIn(asked).ClickAsync();
        await agent.Button("Accept").ClickAsync();
        await Assertions.Expect(agent.Box).ToBeFocusedAsync();

        await SayAsync(conversation, "http://a/" + new string(')', 150_000));

        await Assertions.Expect(agent.Log.Locator(".line.customer").Last).ToContainTextAsync("(cut here: 150,009 characters in all)", new() { Timeout = 10_000 });
        await agent.WriteAsync("Thank you.");
        await Assertions.Expect(agent.Log.Locator(".line.agent")).ToContainTextAsync("Thank you.", new() { Timeout = 10_000 });
        Assert.Empty(agent.Complaints);
    }

    [Fact]
    public async Task EarlierMessages_ComeOnRequest_AndWhatIsReadStaysInItsPlace()
    {
        var (asked, conversation) = await AskAsync();
        fixture.Program.ChangeBot(
            """
            WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 450)
            INSERT INTO transcript(channel_id, conversation_id, seq, at, said_by, words)
            SELECT 'directline', @value, number + (SELECT MAX(seq) FROM transcript WHERE conversation_id = @value),
                   strftime('%Y-%m-%dT%H:%M:%f0000Z', 'now', '+1 minute'), 'Customer', @id || number FROM numbers
            """,
            conversation, "line ");
        await using var agent = await AgentTab.SignInAsync(fixture, "Ines");
        await agent.TicketIn(asked).ClickAsync();
        var lines = agent.Log.Locator(".line");
        await Assertions.Expect(lines.Last).ToContainTextAsync("line 450");
        await Assertions.Expect(lines).ToHaveCountAsync(200);
        await agent.ScreenshotAsync("earlier-1-newest");

        var earlier = agent.Log.Locator("#earlier");
        await earlier.ScrollIntoViewIfNeededAsync();
        var read = agent.Log.Locator(".line", new() { HasTextString = "line 251" });
        var before = (await read.BoundingBoxAsync())!.Y;
        await earlier.ClickAsync();
        await Assertions.Expect(lines).ToHaveCountAsync(400);
        Assert.Equal(before, (await read.BoundingBoxAsync())!.Y, 4.0f);
        await agent.ScreenshotAsync("earlier-2-more");

        await earlier.ScrollIntoViewIfNeededAsync();
        await earlier.ClickAsync();
        await Assertions.Expect(agent.Log).ToContainTextAsync("I want to talk to a human");
        await Assertions.Expect(earlier).ToHaveCountAsync(0);
        await Assertions.Expect(agent.Log).ToBeFocusedAsync();
        Assert.Empty(agent.Complaints);
    }

    private async Task<(string Reply, string Conversation)> AskAsync()
    {
        await using var customer = await (await ChatTab.NewAsync(fixture)).OpenAsync();
        return (await customer.SayAsync("I want to talk to a human"), await customer.ConversationAsync());
    }

    /// <summary>Says something as a program would, which no box holds back.</summary>
    private async Task SayAsync(string conversationId, string text)
    {
        using var http = new HttpClient { BaseAddress = fixture.Program.Address };
        using var session = await http.PostAsJsonAsync(new Uri("/api/webchat/session", UriKind.Relative), new { customerId = "6", conversationId });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        using var said = await http.PostAsJsonAsync(
            new Uri($"/v3/directline/conversations/{conversationId}/activities", UriKind.Relative), new { type = "message", text, from = new { id = "x" } });
        said.EnsureSuccessStatusCode();
    }
}
