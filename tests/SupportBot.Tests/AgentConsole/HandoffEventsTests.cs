using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>The Bot Framework's handoff events: sent to and taken from the channels that are set for them, and no others.</summary>
public sealed class HandoffEventsTests : IAsyncLifetime, IDisposable
{
    private const string Hub = "omnichannel";

    private readonly TemporaryFolder _data = new();
    private BotHost _bot = null!;
    private AgentClient _ines = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path, null, $"--Handoff:EventChannels:0={Hub}");
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Initiate_OnAChannelThatTakesEvents_CarriesContextAndTranscript()
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        await channel.AskAsync(_bot.Http, "what's the weather");
        var id = await AskForHelpAsync(channel);

        var initiate = Assert.Single(channel.Events);

        Assert.Equal(("handoff.initiate", id, "I want to talk to a human"), ((string?)initiate["name"], (string?)initiate["value"]!["handoffId"], (string?)initiate["value"]!["reason"]));
        Assert.IsType<JArray>(initiate["value"]!["orderIds"]);
        Assert.Equal(channel.ConversationId, (string?)initiate["relatesTo"]!["conversation"]!["id"]);
        var transcript = Assert.Single(initiate["attachments"]!);
        Assert.Equal(("application/json", "Transcript"), ((string?)transcript["contentType"], (string?)transcript["name"]));
        var lines = transcript["content"]!["activities"]!.Select(line => $"{line["from"]!["role"]}: {line["text"]}").ToList();
        Assert.Equal("user: what's the weather", lines[0]);
        Assert.StartsWith("bot: ", lines[1], StringComparison.Ordinal);
        Assert.Equal("user: I want to talk to a human", lines[^1]);
        Assert.Equal(3, lines.Count);
    }

    [Theory]
    [InlineData(150, 10, 100)]
    [InlineData(30, 5_000, 10)]
    public async Task Initiate_AfterALongTalk_CarriesSoMuchOfItAsAChannelTakes(int said, int length, int sent)
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        await _bot.Services.GetRequiredService<BotDatabase>().WriteAsync(async (transaction, ct) =>
        {
            for (var i = 0; i < said; i++)
                await Transcripts.AddAsync(transaction, new ConversationKey(Hub, channel.ConversationId), new(DateTimeOffset.UnixEpoch, Speaker.Customer, new string('x', length)), ct);
        }, CancellationToken.None);

        await AskForHelpAsync(channel);

        var initiate = Assert.Single(channel.Events);
        var lines = initiate["attachments"]![0]!["content"]!["activities"]!.Select(line => (string?)line["text"]).ToList();
        Assert.Equal((sent + 1, said - sent), (lines.Count, (int)initiate["value"]!["earlierLines"]!));
        Assert.Equal("I want to talk to a human", lines[^1]);
    }

    [Fact]
    public async Task Initiate_AskedAgain_IsNotSentAgain()
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        await AskForHelpAsync(channel);
        await AskForHelpAsync(channel);

        Assert.Single(channel.Events);
    }

    [Theory]
    [InlineData("emulator")]
    [InlineData("msteams")]
    [InlineData("test")]
    public async Task Initiate_OnOtherChannels_IsSeenByNobody(string channelId)
    {
        await using var channel = await StandInChannel.StartAsync(channelId);
        await channel.AskAsync(_bot.Http, "I want to talk to a human");
        await channel.AskAsync(_bot.Http, "what's the weather");

        Assert.Empty(channel.Events);
    }

    [Fact]
    public async Task Initiate_OnDirectLine_IsSeenByNobody()
    {
        var customer = await CustomerTalk.OpenAsync(_bot.Http);
        await customer.AskForHelpAsync();

        Assert.Equal(0, await _bot.CountAsync("directline_activities WHERE activity LIKE '%handoff.initiate%'"));
        Assert.Equal(0, await _bot.CountAsync("outbox WHERE activity LIKE '%handoff.initiate%'"));
    }

    [Fact]
    public async Task Status_AcceptedAndCompleted_MoveTheTicket()
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        var id = await AskForHelpAsync(channel);

        await SendStatusAsync(channel, "accepted");
        Assert.Contains("is here now", await NextTextAsync(channel), StringComparison.Ordinal);
        await channel.SayAsync(_bot.Http, "where is my last order?");
        await _ines.HearAsync(id, "customer: where is my last order?");
        Assert.Equal(HttpStatusCode.Conflict, await _ines.TryAsync(id, "accept"));

        await SendStatusAsync(channel, "completed", "sent a new one");
        Assert.Contains("1 (bad) to 5 (great)", await NextTextAsync(channel), StringComparison.Ordinal);
        var closed = await _ines.FindAsync(id);
        Assert.Equal(("resolved", "sent a new one"), (closed.GetProperty("outcome").GetString(), closed.GetProperty("resolution").GetString()));
        Assert.StartsWith("Order ", (string?)(await channel.AskAsync(_bot.Http, "where is my last order?"))["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_FailedAfterAccepted_PutsItBackIntoTheQueue()
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        var id = await AskForHelpAsync(channel);
        await SendStatusAsync(channel, "accepted");
        await NextTextAsync(channel);

        await SendStatusAsync(channel, "failed");

        Assert.Contains("back in the queue", await NextTextAsync(channel), StringComparison.Ordinal);
        Assert.Equal("queued", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Status_FailedInTheQueue_TellsTheCustomerAndKeepsIt()
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        var id = await AskForHelpAsync(channel);

        await SendStatusAsync(channel, "failed", "nobody there");

        Assert.Contains(id + " could not be passed on", await NextTextAsync(channel), StringComparison.Ordinal);
        Assert.Equal("queued", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Status_OnOtherChannels_ChangesNothing()
    {
        await using var channel = await StandInChannel.StartAsync("emulator");
        var id = await AskForHelpAsync(channel);

        await SendStatusAsync(channel, "accepted");
        await SendStatusAsync(channel, "completed");

        Assert.StartsWith("Order ", (string?)(await channel.AskAsync(_bot.Http, "where is my last order?"))["text"], StringComparison.Ordinal);
        Assert.Equal("queued", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Status_FromACustomerInTheWebChat_IsRefused()
    {
        var client = await DirectLineClient.SignInAsync(_bot.Http);
        await client.StartAsync();

        var answer = await client.PostAsync("""{"type":"event","name":"handoff.status","value":{"state":"completed"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""{"state":5}""")]
    [InlineData("""{"state":"lost"}""")]
    [InlineData("""["accepted"]""")]
    public async Task Status_ThatSaysNothing_ChangesNothing(string value)
    {
        await using var channel = await StandInChannel.StartAsync(Hub);
        var id = await AskForHelpAsync(channel);

        await SendAsync(channel, JToken.Parse(value));
        await channel.AskAsync(_bot.Http, "what's the weather");

        Assert.Equal("queued", (await _ines.FindAsync(id)).GetProperty("state").GetString());
    }

    private static async Task<string> NextTextAsync(StandInChannel channel) => (string)(await channel.NextReplyAsync())["text"]!;

    private async Task<string> AskForHelpAsync(StandInChannel channel) =>
        Regex.Match((string)(await channel.AskAsync(_bot.Http, "I want to talk to a human"))["text"]!, "H-[0-9A-Z]{6}").Value;

    private Task SendStatusAsync(StandInChannel channel, string state, string? message = null) =>
        SendAsync(channel, new JObject { ["state"] = state, ["message"] = message });

    private async Task SendAsync(StandInChannel channel, JToken value)
    {
        var status = channel.Message(null);
        status["type"] = "event";
        status["name"] = "handoff.status";
        status["value"] = value;
        status["from"] = new JObject { ["id"] = "hub", ["name"] = "Otto" };
        using var answer = await StandInChannel.PostAsync(_bot.Http, status);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
