using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using SupportBot.Channels.DirectLine;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>How long a session goes on, and how often what it gives out counts.</summary>
public sealed class DirectLineSessionTests
{
    private const string Secret = "a-secret-of-the-shop's-own-server-0123456789";
    private const string NextSecret = "another-secret-of-the-shop's-own-server-012";
    private const string Refresh = "/v3/directline/tokens/refresh";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Refresh_OverAndOver_GoesOnUntilTheSessionEndsAndNoLonger()
    {
        await using var host = await StartAsync(("WebChat:SessionLifetime", "02:00:00"));
        var client = await DirectLineClient.StartAsync(host);
        var lives = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(15));
            lives.Add(await RefreshAsync(client));
        }

        _time.Advance(TimeSpan.FromMinutes(15));
        var refreshed = await client.SendAsync(HttpMethod.Post, Refresh);

        Assert.Equal([3600, 3600, 3600, 3600, 2700, 1800, 900], lives);
        foreach (var answer in new[] { refreshed, await client.ReadAsync(), await client.SayAsync("hi"), await client.ReconnectAsync("0"), await client.StartAsync() })
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (answer.Status, answer.ErrorCode));
        await client.ReturnAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.ReconnectAsync("0")).Status);
        Assert.Equal(3600, await RefreshAsync(client));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("reconnect")]
    public async Task Session_WhateverGivesTheNextToken_EndsWhenItDid(string how)
    {
        await using var host = await StartAsync(("WebChat:SessionLifetime", "00:30:00"));
        var client = await DirectLineClient.StartAsync(host);
        _time.Advance(TimeSpan.FromMinutes(29));

        var answer = how == "start" ? await client.StartAsync() : await client.ReconnectAsync("0");
        client.Token = answer["token"];

        Assert.Equal(60, (int)answer.Body["expires_in"]!);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("TokenExpired", (await client.ReadAsync()).ErrorCode);
    }

    [Fact]
    public async Task Generate_WithTheSecret_BeginsASessionThatEnds()
    {
        await using var host = await StartAsync(("DirectLine:Secret", Secret), ("DirectLine:TokenLifetime", "1.00:00:00"), ("DirectLine:SessionLifetime", "3.00:00:00"));
        var server = new DirectLineClient(host.Http) { Token = Secret };
        var client = new DirectLineClient(host.Http) { Token = (await server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate"))["token"] };
        var lives = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            _time.Advance(TimeSpan.FromHours(12));
            lives.Add(await RefreshAsync(client));
        }

        Assert.Equal([86_400, 86_400, 86_400, 86_400, 43_200, 0], lives);
    }

    [Fact]
    public async Task Stream_OfASessionThatEnds_IsClosed()
    {
        await using var host = await StartAsync(("WebChat:SessionLifetime", "00:30:00"));
        var client = await DirectLineClient.StartAsync(host);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();

        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(await stream.NextFrameAsync());
    }

    [Fact]
    public async Task Stream_OpenedManyTimesAtOnce_IsOpenedOnce()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        var streams = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryOpenAsync(client.StreamUrl)));

        await using var opened = Assert.Single(streams, stream => stream is not null);
        Assert.Equal(EchoBot.Greeting, (string?)(await opened!.NextAsync())["text"]);
        await using var again = await DirectLineStream.OpenAsync((await client.ReconnectAsync("0"))["streamUrl"]);
        Assert.Equal(EchoBot.Greeting, (string?)(await again.NextAsync())["text"]);
    }

    [Fact]
    public async Task Stream_OpenedBeforeARestart_IsNotOpenedAgain()
    {
        await using var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        var unused = (await client.ReconnectAsync("0"))["streamUrl"];
        await (await client.OpenStreamAsync()).DisposeAsync();
        await first.StopAsync();

        await using var second = await RunningHost.StartAsync(new EchoBot(), first.Folder, _time);
        string At(string url) => new UriBuilder(url) { Port = second.Http.BaseAddress!.Port }.Uri.AbsoluteUri;

        Assert.Null(await TryOpenAsync(At(client.StreamUrl)));
        await using var stream = await DirectLineStream.OpenAsync(At(unused));
        Assert.Equal(EchoBot.Greeting, (string?)(await stream.NextAsync())["text"]);
    }

    [Fact]
    public async Task Stream_UsedOnes_AreForgottenWhenTheyHaveExpired()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        for (var i = 0; i < 3; i++)
            await (await client.OpenStreamAsync()).DisposeAsync();
        Assert.Equal(3, await UsedAsync(host));

        _time.Advance(TimeSpan.FromSeconds(62));
        await (await client.OpenStreamAsync()).DisposeAsync();

        Assert.Equal(1, await UsedAsync(host));
    }

    [Fact]
    public async Task Secret_WhileItIsChanged_BothCount()
    {
        await using var host = await StartAsync(("DirectLine:Secret", NextSecret), ("DirectLine:PreviousSecret", Secret));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden],
            [await GenerateAsync(NextSecret), await GenerateAsync(Secret), await GenerateAsync(Secret + "!")]);
        async Task<HttpStatusCode> GenerateAsync(string secret) =>
            (await new DirectLineClient(host.Http) { Token = secret }.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate")).Status;
    }

    [Fact]
    public async Task Call_WithATokenThatNamesCriticalExtensions_Is403()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var key = await host.Services.GetRequiredService<DirectLineKeys>().NewestAsync(CancellationToken.None);
        var stream = client.StreamUrl[(client.StreamUrl.IndexOf("&t=", StringComparison.Ordinal) + 3)..];

        var streamed = await client.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{client.ConversationId}/stream?t={Critical(stream)}");
        client.Token = Critical(client.Token!);
        var read = await client.ReadAsync();

        Assert.Equal([(HttpStatusCode.Forbidden, "Forbidden"), (HttpStatusCode.Forbidden, "Forbidden")], new[] { streamed, read }.Select(answer => (answer.Status, answer.ErrorCode)));
        string Critical(string token) => DirectLineKeysTests.Sign(new JsonWebToken(token), key, new() { ["crit"] = new[] { "exp" } });
    }

    private Task<RunningHost> StartAsync(params (string, string)[] settings) => RunningHost.StartAsync(new EchoBot(), time: _time, settings: settings);

    /// <returns>The life of the next token; 0 when there is none.</returns>
    private static async Task<int> RefreshAsync(DirectLineClient client)
    {
        var answer = await client.SendAsync(HttpMethod.Post, Refresh);
        if (answer.Status != HttpStatusCode.OK)
            return 0;
        client.Token = answer["token"];
        return (int)answer.Body["expires_in"]!;
    }

    private static async Task<DirectLineStream?> TryOpenAsync(string url)
    {
        try
        {
            return await DirectLineStream.OpenAsync(url);
        }
        catch (WebSocketException error) when (error.Message.Contains("403", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static Task<long> UsedAsync(RunningHost host) => host.Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command("SELECT COUNT(*) FROM webchat_used_tokens");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);
}
