using System.Net;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>What the real client shows when networks break, tokens expire, servers die and tabs are many.</summary>
public sealed class DirectLineResilienceTests
{
    private const string RefreshCall = "POST /v3/directline/tokens/refresh";

    /// <summary>The client's waits of 3 and 20 seconds then take 60 and 400 milliseconds.</summary>
    private const int Fast = 50;

    [Fact]
    public async Task NetworkGoneForAMinute_WhatWasSaidMeanwhile_ComesOnceAndInOrder()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        await using var network = new CuttableProxy(host.Http.BaseAddress!);
        var otherTab = await DirectLineClient.SignInAsync(host);
        await using var tab = await DirectLineTab.OpenAsync(network.Address, otherTab.Token!, speed: Fast);
        await tab.SeesAsync(EchoBot.Greeting);
        await tab.SayAsync("one");
        await tab.SeesAsync("You said: one");

        network.Cut();
        foreach (var text in new[] { "two", "three", "four" })
            await otherTab.SayAsync(text);
        // It comes back after 3 seconds and then every 20: the fourth time is more than a minute of its clock after the cut.
        await network.RefuseAsync(4);
        Assert.Equal("retry", await tab.SayAsync("lost with the network"));
        await UntilAsync(otherTab, texts => texts.Contains("You said: four"));
        network.Mend(host.Http.BaseAddress!);
        await tab.SeesAsync("You said: four");
        await tab.SayAsync("five");
        await tab.SeesAsync("You said: five");

        Assert.Equal(await LogAsync(otherTab), await tab.AllAsync());
        Assert.Equal(11, (await tab.AllAsync()).Count);
        Assert.DoesNotContain(tab.Statuses, status => status is "FailedToConnect" or "Ended" or "ExpiredToken");
    }

    [Fact]
    public async Task Token_RenewedByTheClientBeforeItExpires_GoesOn()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await RunningHost.StartAsync(new EchoBot(), time: time);
        var session = await DirectLineClient.SignInAsync(host);
        // The client's 15 minutes take half a second.
        await using var tab = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, session.Token!, speed: 2000);
        await tab.SeesAsync(EchoBot.Greeting);

        time.Advance(TimeSpan.FromMinutes(50));
        await tab.ForgetAsync();
        await tab.CallsAsync(RefreshCall, 200);
        // The first may have been on its way when the clock moved.
        await tab.CallsAsync(RefreshCall, 200);
        time.Advance(TimeSpan.FromMinutes(50));
        var posted = await tab.SayAsync("still here");
        await tab.SeesAsync("You said: still here");

        Assert.Equal($"{session.ConversationId}|0000002", posted);
        Assert.DoesNotContain("ExpiredToken", tab.Statuses);
        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (await session.SayAsync("with the first token")) is var old ? (old.Status, old.ErrorCode) : default);
    }

    [Fact]
    public async Task Token_Expired_IsToldToTheClientAndANewSessionGoesOnWithTheWholeHistory()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await RunningHost.StartAsync(new EchoBot(), time: time);
        var session = await DirectLineClient.SignInAsync(host);
        await using var asleep = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, session.Token!);
        await asleep.SeesAsync(EchoBot.Greeting);
        await asleep.SayAsync("before");
        await asleep.SeesAsync("You said: before");

        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("retry", await asleep.SayAsync("too late"));
        await asleep.CallsAsync($"POST /v3/directline/conversations/{session.ConversationId}/activities", 403);
        await asleep.IsAsync("ExpiredToken");

        var resumed = await session.SendAsync(
            HttpMethod.Post, "/api/webchat/session", $$"""{"customerId":"6","conversationId":"{{session.ConversationId}}"}""");
        session.Token = resumed["token"];
        await using var awake = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, resumed["token"]);
        await awake.SeesAsync("You said: before");
        await awake.SayAsync("after");
        await awake.SeesAsync("You said: after");

        Assert.Equal(
            [EchoBot.Greeting, "before", "You said: before", "after", "You said: after"],
            (await LogAsync(session)).Select(entry => entry[(entry.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.Equal(await LogAsync(session), await awake.AllAsync());
    }

    [Theory]
    [InlineData("classify:begin")]
    [InlineData("answer:end")]
    [InlineData("commit:begin")]
    [InlineData("commit:end")]
    public async Task Server_KilledBeforeItAnswers_AnswersOnceAndTheClientComesBackByItself(string point)
    {
        using var data = new TemporaryFolder();
        DirectLineClient session;
        // A kill in the turn of the greeting would come too early.
        await using (var first = await BotProcess.StartAsync(data.Path))
        {
            session = await DirectLineClient.SignInAsync(first.Http);
            await session.StartAsync();
            await UntilAsync(session, texts => texts.Count == 1);
        }

        await using var server = await BotProcess.StartAsync(data.Path, killAt: point);
        await using var network = new CuttableProxy(server.Http.BaseAddress!);
        await using var tab = await DirectLineTab.OpenAsync(network.Address, session.Token!, speed: Fast);
        await tab.SeesAsync(text => text.StartsWith("Hello ", StringComparison.Ordinal));
        await tab.SayAsync("where is my last order?");
        await server.WaitForDeathAsync();
        await using var restarted = await BotProcess.StartAsync(data.Path);
        network.Mend(restarted.Http.BaseAddress!);
        await tab.SeesAsync(text => text.StartsWith("Order ", StringComparison.Ordinal));
        await tab.SayAsync("what's the weather");
        await UntilAsync(session.At(restarted.Http), texts => texts.Count == 5);

        var log = await LogAsync(session.At(restarted.Http));
        await tab.SeesAsync(log[4][(log[4].IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(log, await tab.AllAsync());
        Assert.Equal(
            ["Hello", "where", "Order", "what's"],
            log.Take(4).Select(entry => entry.Split(' ', ',')[1]));
        Assert.DoesNotContain(tab.Statuses, status => status is "FailedToConnect" or "Ended" or "ExpiredToken");
    }

    [Fact]
    public async Task TwoTabs_OneWithASocketAndOneThatPolls_ShowTheSameEachOnce()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        var session = await DirectLineClient.SignInAsync(host);
        await using var socket = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, session.Token!);
        await socket.SeesAsync(EchoBot.Greeting);
        await socket.SayAsync("s1");
        await using var polling = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, session.Token!, polls: true);
        await polling.SeesAsync("s1");

        await Task.WhenAll(socket.SayAsync("s2"), polling.SayAsync("p1"));
        await Task.WhenAll(socket.SayAsync("s3"), polling.SayAsync("p2"));
        foreach (var tab in new[] { socket, polling })
        {
            foreach (var text in new[] { "s1", "s2", "p1", "s3", "p2" })
                await tab.SeesAsync("You said: " + text);
        }

        var log = await LogAsync(session);
        Assert.Equal(11, log.Count);
        Assert.Equal(log, await socket.AllAsync());
        Assert.Equal(log, await polling.AllAsync());
    }

    [Fact]
    public async Task Upload_OfTheClient_ArrivesAndOneTooLargeOrTooManyDoesNot()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot(), settings: [("DirectLine:UploadMebibytes", "12")]);
        var session = await DirectLineClient.SignInAsync(host);
        await using var tab = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, session.Token!);
        await tab.SeesAsync(EchoBot.Greeting);
        const int largest = 10 * 1024 * 1024;

        var posted = await tab.UploadAsync("two files", 7, 1000);
        var echo = await tab.SeesAsync("two files");
        var tooLarge = await tab.UploadAsync("too large", largest + 1);
        var full = await tab.UploadAsync("large", largest);
        var tooMany = await tab.UploadAsync("no room", largest);
        await tab.SayAsync("that was all");
        await tab.SeesAsync("You said: that was all");

        Assert.Equal($"{session.ConversationId}|0000002", posted);
        Assert.Equal(["note.txt", "note (1).txt"], echo["attachments"]!.Select(attachment => (string)attachment["name"]!));
        var contents = await Task.WhenAll(echo["attachments"]!.Select(attachment => host.Http.GetStringAsync(new Uri((string)attachment["contentUrl"]!))));
        Assert.Equal([new string('x', 7), new string('x', 1000)], contents);
        Assert.Equal(("413", "413"), (tooLarge, tooMany));
        Assert.StartsWith(session.ConversationId, full, StringComparison.Ordinal);
        var log = await LogAsync(session);
        Assert.Equal(log, await tab.AllAsync());
        Assert.Equal(
            ["two files", "large", "that was all"],
            log.Select(entry => entry[(entry.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Where(text => text != EchoBot.Greeting && !text.StartsWith("You said", StringComparison.Ordinal)));
        Assert.Equal(3, (await StoredRows.CountAsync(host)).Files);
    }

    /// <returns>Id and text of every message in the log.</returns>
    private static async Task<IReadOnlyList<string>> LogAsync(DirectLineClient client) =>
        [.. (await client.ReadAsync("0")).Body["activities"]!.Cast<JObject>().Select(activity => $"{activity["id"]} {activity["text"]}")];

    private static async Task UntilAsync(DirectLineClient client, Predicate<IReadOnlyList<string>> isEnough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isEnough([.. (await client.ReadAsync("0")).Body["activities"]!.Select(activity => (string)activity["text"]!)]))
            patience.Token.ThrowIfCancellationRequested();
    }
}
