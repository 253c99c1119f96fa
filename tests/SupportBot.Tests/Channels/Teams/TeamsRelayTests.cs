using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>A customer in Teams and an agent, from asking to rating.</summary>
public sealed class TeamsRelayTests(TeamsBot teams) : IClassFixture<TeamsBot>, IAsyncLifetime
{
    private static readonly Agent Ines = new("1", "Ines");

    private TeamsChat _chat = null!;

    public async Task InitializeAsync()
    {
        _chat = await TeamsChat.StartAsync(teams);
        teams.TokenService.Kept[_chat.UserId] = teams.Token();
    }

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    [Fact]
    public async Task Handoff_FromAskingToRating_GoesOverTeams()
    {
        var desk = teams.Bot.Services.GetRequiredService<SqlHandoffDesk>();
        var id = Regex.Match(await _chat.AskForTextAsync("I want to talk to a human"), "H-[0-9A-Z]{6}").Value;

        Assert.Equal(DeskOutcome.Done, (await desk.AcceptAsync(id, Ines, default)).Outcome);
        var joined = await _chat.Channel.NextReplyAsync();
        Assert.Contains("Ines", (string?)joined["text"], StringComparison.Ordinal);
        Assert.Equal(_chat.ConversationId, (string?)joined["conversation"]!["id"]);
        Assert.Equal("28:" + TeamsBot.AppId, (string?)joined["from"]!["id"]);
        Assert.Null((string?)joined["replyToId"]);

        await _chat.TakeAsync(_chat.Activity("message", "my lamp is broken"));
        await HearAsync("my lamp is broken");
        await desk.SayAsync(id, Ines, "A new one is *on its way*.", "m1", default);
        await desk.SayAsync(id, Ines, "A new one is *on its way*.", "m1", default);
        var said = await _chat.Channel.NextReplyAsync();
        Assert.Equal(("A new one is *on its way*.", "plain"), ((string?)said["text"], (string?)said["textFormat"]));

        await desk.CloseAsync(id, Ines, "sent a new one", returnToBot: false, default);
        Assert.Contains("1 (bad) to 5 (great)", await _chat.NextTextAsync(), StringComparison.Ordinal);
        Assert.Contains("4 out of 5", await _chat.AskForTextAsync("4"), StringComparison.Ordinal);
        Assert.DoesNotContain("event", _chat.Channel.OtherTypes);
    }

    [Fact]
    public async Task CustomerHasBlockedTheBot_TheAgentIsTold()
    {
        var desk = teams.Bot.Services.GetRequiredService<SqlHandoffDesk>();
        var id = Regex.Match(await _chat.AskForTextAsync("I want to talk to a human"), "H-[0-9A-Z]{6}").Value;
        await desk.AcceptAsync(id, Ines, default);
        await _chat.NextTextAsync();
        _chat.Channel.Refusals.Enqueue(HttpStatusCode.Forbidden);

        await desk.SayAsync(id, Ines, "Are you there?", null, default);

        await HearAsync("Not delivered: «Are you there?». The customer's channel refused it (403).");
    }

    private async Task HearAsync(string text)
    {
        var transcripts = teams.Bot.Services.GetRequiredService<Transcripts>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await transcripts.ReadAsync(new ConversationKey("msteams", _chat.ConversationId), limit.Token)) is not [.., var last] || last.Text != text)
            limit.Token.ThrowIfCancellationRequested();
    }
}
