using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SupportBot.Browser;

/// <summary>Customers of a shop who asked for a person, closed the tab and come back in another.</summary>
public sealed class ReturningCustomerTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NewTab_ShowsWhatTheAgentWroteMeanwhile_AndNobodyElse(bool sameSite)
    {
        await using var customer = await WidgetTab.CustomerAsync(fixture, sameSite: sameSite);
        var first = await WidgetTab.ChatAsync(customer);
        var handoff = Regex.Match(await first.SayAsync("I want to cancel my last order"), "H-[0-9A-Z]{6}").Value;
        await first.Page.CloseAsync();

        using var ines = await SignInAsync();
        await PostAsync(ines, $"handoffs/{handoff}/accept", new { });
        await PostAsync(ines, $"handoffs/{handoff}/messages", new { text = "It is cancelled, Ines here." });

        await using (var other = await WidgetTab.CustomerAsync(fixture, signedInAs: "7", sameSite: sameSite))
        {
            var tab = await WidgetTab.ChatAsync(other);
            await tab.SayAsync("where is my last order?");
            Assert.Equal(["where is my last order?"], await tab.Said.AllInnerTextsAsync());
            Assert.DoesNotContain("Ines", string.Join('\n', await tab.Replies.AllInnerTextsAsync()), StringComparison.Ordinal);
        }

        var second = await WidgetTab.ChatAsync(customer);
        await Assertions.Expect(second.Replies.Filter(new() { HasText = "It is cancelled, Ines here." })).ToHaveCountAsync(1);
        Assert.Equal(["I want to cancel my last order"], await second.Said.AllInnerTextsAsync());
        await second.ScreenshotAsync($"widget-returned{(sameSite ? "" : "-other-site")}");
        await second.Box.FillAsync("Thank you, Ines");
        await second.Box.PressAsync("Enter");
        await Assertions.Expect(second.Said).ToHaveCountAsync(2);
        Assert.Single(await ListAsync(ines), row => row.GetProperty("id").GetString() == handoff);

        // A reload goes on as ever, and whoever wants to begin anew does.
        await second.Page.ReloadAsync();
        await Assertions.Expect(second.Said).ToHaveCountAsync(2);
        await second.Frame.Locator("#new").ClickAsync();
        await Assertions.Expect(second.Replies).ToHaveCountAsync(1);
        await Assertions.Expect(second.Said).ToHaveCountAsync(0);

        await PostAsync(ines, $"handoffs/{handoff}/close", new { resolution = "cancelled" });
        var third = await WidgetTab.ChatAsync(customer);
        await Assertions.Expect(third.Replies.Last).ToContainTextAsync("from 1 (bad) to 5 (great)");
        await third.SayAsync("5");
        await third.Page.CloseAsync();

        var fourth = await WidgetTab.ChatAsync(customer);
        await Assertions.Expect(fourth.Replies).ToHaveCountAsync(1);
        Assert.Equal(0, await fourth.Said.CountAsync());
    }

    private async Task<HttpClient> SignInAsync()
    {
        var http = new HttpClient { BaseAddress = fixture.Bot.Program.Address };
        var token = (await PostAsync(http, "session", new { name = "Ines" })).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/api/agent/" + path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement>(new Uri("/api/agent/handoffs", UriKind.Relative))).EnumerateArray()];
}
