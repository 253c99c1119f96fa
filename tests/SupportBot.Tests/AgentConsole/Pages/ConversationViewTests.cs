using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.AgentConsole.Pages;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.AgentConsole.Pages;

/// <summary>The conversation as the server renders it for the console.</summary>
public sealed class ConversationViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Render_PageOfTheWorstLines_IsTheirTextWithFewAddresses()
    {
        string[] worst = ["http://a/" + new string(')', 9_900), string.Concat(Enumerable.Repeat("http://a/) ", 900)), string.Concat(Enumerable.Repeat("\u0301\n", 4_900))];

        var html = await RenderAsync(File([.. worst.SelectMany(text => Enumerable.Repeat(text, 6))]));

        Assert.Equal(6 * 50, html.Split("<a ").Length - 1);
        Assert.InRange(html.Length, 6 * 28_000, 4 * TranscriptRange.MaxPageCharacters);
    }

    [Fact]
    public async Task Render_PageOfALongTalk_OffersTheEarlierLinesAndBeginsWithWhoHasIt()
    {
        var file = File(["a", "b"]) with
        {
            Earlier = 1_300,
            Steps =
            [
                new HandoffStep.ByCustomer(Now.AddHours(-3), CustomerAct.Requested), new HandoffStep.ByAgent(Now.AddHours(-2), AgentAct.Accepted, "Ines"),
                new HandoffStep.ByAgent(Now.AddHours(1), AgentAct.Resolved, "Ines"),
            ],
        };

        var html = await RenderAsync(file);

        Assert.Contains("Show earlier messages (1,300)", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("class=\"divider\"").Length - 1);
        Assert.Contains("with-agent", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Show earlier", await RenderAsync(File(["a"])), StringComparison.Ordinal);
    }

    private static async Task<string> RenderAsync(HandoffFile file)
    {
        await using var services = new ServiceCollection().AddSingleton<NavigationManager, AtTheDesk>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ConversationView>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["File"] = file }))).ToHtmlString());
    }

    private static HandoffFile File(IReadOnlyList<string> texts) => new(
        new HandoffTicket("H-7K2M9Q", HandoffState.Queued, "help", new("directline", "c1"), null, "Ana", [], Now, null),
        [], [.. texts.Select((text, i) => new TranscriptEntry(Now, Speaker.Customer, text, i + 1))], null, []);

    private sealed class AtTheDesk : NavigationManager
    {
        public AtTheDesk() => Initialize("http://desk.example/", "http://desk.example/agent");
    }
}
