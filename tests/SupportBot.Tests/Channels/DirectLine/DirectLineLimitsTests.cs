using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Channels.DirectLine;
using SupportBot.Hosting;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineLimitsTests
{
    private const string Session = "/api/webchat/session";
    private const string Secret = "a-secret-of-the-shop's-own-server-0123456789";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Activities_TooMany_Are429UntilTheirTimeHasComeAndNothingElseIs()
    {
        await using var host = await StartAsync(("DirectLine:ActivitiesPerMinute", "3"));
        var client = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host, "7");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.SayAsync($"m{i}")).Status);
        var before = (await StoredRows.CountAsync(host)).Inbox;

        var refused = await client.SayAsync("too much");

        Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequests"), (refused.Status, refused.ErrorCode));
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(before, (await StoredRows.CountAsync(host)).Inbox);
        Assert.DoesNotContain((await client.ReadAsync()).Body["activities"]!, activity => (string?)activity["text"] == "too much");
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            [(await client.StartAsync()).Status, (await client.ReconnectAsync("0")).Status, (await client.ReadAsync()).Status,
                (await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh")).Status]);
        Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("hi")).Status);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("now")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.SayAsync("and another")).Status);
    }

    [Fact]
    public async Task Activities_Large_CountForMore()
    {
        await using var host = await StartAsync(("DirectLine:ActivitiesPerMinute", "20"));
        var client = await DirectLineClient.StartAsync(host);

        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync(new string('a', 1_000_000))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.SayAsync(new string('a', 1_000_000))).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("small")).Status);
    }

    [Fact]
    public async Task Activities_OfOneCustomerInManyConversations_Are429()
    {
        await using var host = await StartAsync(("DirectLine:ActivitiesPerMinute", "2"));
        for (var i = 0; i < 3; i++)
        {
            var tab = await DirectLineClient.StartAsync(host);
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [(await tab.SayAsync("one")).Status, (await tab.SayAsync("two")).Status]);
        }

        var refused = await (await DirectLineClient.StartAsync(host)).SayAsync("three");

        Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequests"), (refused.Status, refused.ErrorCode));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await (await DirectLineClient.StartAsync(host, "7")).SayAsync("hi")).Status);
    }

    [Theory]
    [InlineData("DirectLine:MessageMebibytesPerCustomer", "7", HttpStatusCode.OK)]
    [InlineData("DirectLine:MessageMebibytesPerAddress", "7", HttpStatusCode.TooManyRequests)]
    public async Task Activities_MoreTextThanMayComeInAnHour_Are429InAnyConversation(string limit, string otherCustomer, HttpStatusCode expectedOfAnother)
    {
        await using var host = await StartAsync((limit, "1"), ("DirectLine:TokenLifetime", "1.00:00:00"));
        var text = new string('a', 600_000);
        var (first, second, other) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host, otherCustomer));
        Assert.Equal(HttpStatusCode.OK, (await first.SayAsync(text)).Status);
        var before = await StoredRows.CountAsync(host);

        var refused = await second.SayAsync(text);

        Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequests"), (refused.Status, refused.ErrorCode));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.TooManyRequests, await UploadWithAsync(second, text));
        Assert.Equal((before.Inbox, before.Files), ((await StoredRows.CountAsync(host)).Inbox, (await StoredRows.CountAsync(host)).Files));
        Assert.Equal(expectedOfAnother, (await other.SayAsync(text)).Status);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [(await second.ReconnectAsync("0")).Status, (await second.SayAsync("small")).Status]);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await second.SayAsync(text)).Status);
    }

    [Fact]
    public async Task Activities_ManySmallOnes_CountForWhatTheyTakeOfTheDisk()
    {
        await using var host = await StartAsync(("DirectLine:MessageMebibytesPerCustomer", "1"), ("DirectLine:ActivitiesPerMinute", "10000"));
        var client = await DirectLineClient.StartAsync(host);
        for (var i = 0; i < 256; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"event","name":"x"}""")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.PostAsync("""{"type":"event","name":"x"}""")).Status);
    }

    [Fact]
    public async Task Typing_Large_IsRefused()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync($$"""{"type":"typing","text":"{{new string('a', 20_000)}}"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"typing"}""")).Status);
    }

    [Fact]
    public async Task Start_WithALargeBody_IsRefusedUnread()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.SignInAsync(host);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.StartAsync($$"""{"user":{},"x":"{{new string('a', 100_000)}}"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await client.StartAsync()).Status);
    }

    [Fact]
    public async Task LargeBodies_TooManyAtOnceFromOneAddress_Are429WhileSmallOnesAreTaken()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var bodies = host.Services.GetRequiredService<LargeBodies>();
        var here = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } };
        var elsewhere = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("203.0.113.1") } };
        for (var i = 0; i < LargeBodies.MaxOfAnAddress; i++)
            bodies.Enter(here);

        var refused = await client.SayAsync(new string('a', 100_000));
        var refusedOfAChannel = await client.SendAsync(HttpMethod.Post, "/api/messages", $$"""{"text":"{{new string('a', 100_000)}}"}""");

        Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequests"), (refused.Status, refused.ErrorCode));
        Assert.Equal((HttpStatusCode.TooManyRequests, 429), (refusedOfAChannel.Status, (int)refusedOfAChannel.Body["status"]!));
        Assert.Equal(TimeSpan.FromSeconds(5), refusedOfAChannel.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("small")).Status);
        bodies.Enter(elsewhere);
    }

    [Fact]
    public async Task Answers_MoreThanAnAddressMayHaveUnread_AreHeldBackButNoPollFails()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 5 * 1024 * 1024));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync(new string('a', 600_000))).Status);
        var all = (await client.ReadAsync()).Body["activities"]!;
        var file = new Uri((string)all.SelectMany(activity => activity["attachments"] ?? new JArray()).Select(attachment => attachment["contentUrl"]).First(url => url is not null)!).PathAndQuery;
        var limits = host.Services.GetRequiredService<DirectLineLimits>();
        // The poll's own room comes back a little after its answer.
        var unread = limits.BeginAnswer("127.0.0.1", 63 * 1024 * 1024);
        for (var tries = 0; unread is null && tries < 1000; tries++)
        {
            await client.ReadAsync("99");
            unread = limits.BeginAnswer("127.0.0.1", 63 * 1024 * 1024);
        }

        Assert.NotNull(unread);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.Http.GetAsync(file)).StatusCode);
        var poll = await client.ReadAsync();
        Assert.Equal((HttpStatusCode.OK, "0"), (poll.Status, poll["watermark"]));
        Assert.Empty(poll.Body["activities"]!);
        Assert.NotNull(limits.BeginAnswer("203.0.113.1", 5 * 1024 * 1024));

        unread.Dispose();
        for (var i = 0; i < 20; i++)
            Assert.Equal(5 * 1024 * 1024, (await host.Http.GetByteArrayAsync(file)).Length);
        Assert.NotEmpty((await client.ReadAsync()).Body["activities"]!);
    }

    [Fact]
    public async Task Uploads_TooMany_Are429()
    {
        await using var host = await StartAsync(("DirectLine:UploadsPerMinute", "2"));
        var client = await DirectLineClient.StartAsync(host);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            [await UploadAsync(client, 1), await UploadAsync(client, 1), await UploadAsync(client, 1)]);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 1));
    }

    [Fact]
    public async Task Uploads_MoreThanAConversationMayKeep_Are413UntilTheOldOnesAreGone()
    {
        await using var host = await StartAsync(
            ("DirectLine:UploadMebibytes", "1"), ("DirectLine:TokenLifetime", "1.00:00:00"), ("WebChat:SessionLifetime", "2.00:00:00"));
        var client = await DirectLineClient.StartAsync(host);
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 600_000));
        var before = await StoredRows.CountAsync(host);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await UploadAsync(client, 600_000));

        var after = await StoredRows.CountAsync(host);
        Assert.Equal((before.Files, before.Inbox), (after.Files, after.Inbox));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(await DirectLineClient.StartAsync(host), 600_000));
        _time.Advance(TimeSpan.FromHours(12));
        client.Token = (await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh"))["token"];
        _time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 600_000));
    }

    [Fact]
    public async Task Uploads_MoreThanACustomerMayKeep_Are413InAnyOfTheirConversations()
    {
        await using var host = await StartAsync(("DirectLine:UploadMebibytesPerCustomer", "1"));
        var (first, second) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(first, 600_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await UploadAsync(second, 600_000));

        Assert.Equal(HttpStatusCode.OK, await UploadAsync(second, 300_000));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(await DirectLineClient.StartAsync(host, "7"), 600_000));
    }

    [Theory]
    [InlineData("DirectLine:UploadMebibytesPerAddress")]
    [InlineData("DirectLine:UploadMebibytesInAll")]
    public async Task Uploads_MoreThanMayBeKept_Are413WhoeverSendsThem(string limit)
    {
        await using var host = await StartAsync((limit, "1"));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(await DirectLineClient.StartAsync(host), 600_000));
        var other = await DirectLineClient.StartAsync(host, "7");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await UploadAsync(other, 600_000));

        Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("hi")).Status);
    }

    [Fact]
    public async Task Uploads_ManyTinyOnes_CountForWhatTheyTakeOfTheDisk()
    {
        await using var host = await StartAsync(("DirectLine:UploadMebibytes", "1"), ("DirectLine:UploadsPerMinute", "1000"));
        var client = await DirectLineClient.StartAsync(host);
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < 60; i++)
            form.Add(new ByteArrayContent([1]), "file", $"{i}.txt");
        var content = await form.ReadAsByteArrayAsync();
        async Task<HttpStatusCode> SendAsync()
        {
            using var again = new ByteArrayContent(content) { Headers = { ContentType = form.Headers.ContentType } };
            return (await client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/upload", again)).Status;
        }

        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.OK, await SendAsync());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync());
    }

    [Fact]
    public async Task Uploads_ADayOld_AreRemovedAndTheirRoomGoesBackThoughNobodySendsAny()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 10 * 1024 * 1024));
        long Size() => new DirectoryInfo(host.Folder).EnumerateFiles("bot.db*").Sum(file => file.Length);
        Assert.True(Size() > 30_000_000);

        _time.Advance(TimeSpan.FromHours(24));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await StoredRows.CountAsync(host)).Files > 0 || Size() > 8_000_000)
        {
            patience.Token.ThrowIfCancellationRequested();
            _time.Advance(DirectLineUploadCleaner.Pace);
        }
    }

    [Fact]
    public async Task Uploads_TooManyAtOnce_Are429UntilOneIsThrough()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var limits = host.Services.GetRequiredService<DirectLineLimits>();
        var here = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } };
        var elsewhere = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("203.0.113.1") } };
        var places = Enumerable.Range(0, 8).Select(_ => limits.BeginUpload(here)).ToList();

        Assert.Equal(HttpStatusCode.TooManyRequests, await UploadAsync(client, 1));
        Assert.NotNull(limits.BeginUpload(elsewhere));

        places[0]!.Dispose();
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 1));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 1));
    }

    [Fact]
    public async Task Streams_MoreThanMayBeOpen_AreRefusedUntilOneCloses()
    {
        await using var host = await StartAsync(("DirectLine:Streams", "2"));
        var client = await DirectLineClient.StartAsync(host);
        await using var first = await client.OpenStreamAsync();
        var second = await client.OpenStreamAsync();
        var other = await DirectLineClient.StartAsync(host);

        var refused = await Assert.ThrowsAsync<WebSocketException>(client.OpenStreamAsync);

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        await (await other.OpenStreamAsync()).DisposeAsync();
        await second.DisposeAsync();
        await using var third = await OpenWhenThereIsRoomAsync(client);
        Assert.Equal(EchoBot.Greeting, (string?)(await third.NextAsync())["text"]);
    }

    [Fact]
    public async Task Uploads_TooManyAtOnceInAll_Are429UntilOneIsThrough()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var limits = host.Services.GetRequiredService<DirectLineLimits>();
        var places = Enumerable.Range(0, 24)
            .Select(i => limits.BeginUpload(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse($"203.0.113.{i}") } })).ToList();
        Assert.All(places, Assert.NotNull);

        Assert.Equal(HttpStatusCode.TooManyRequests, await UploadAsync(client, 1));

        places[0]!.Dispose();
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(client, 1));
    }

    [Fact]
    public async Task Upload_ThatTrickles_Is408AndGivesItsPlaceBack()
    {
        await using var host = await StartAsync(("DirectLine:TokenLifetime", "1.00:00:00"), ("WebChat:SessionLifetime", "2.00:00:00"));
        var client = await DirectLineClient.StartAsync(host);
        var limits = host.Services.GetRequiredService<DirectLineLimits>();
        var here = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        bool HasPlace()
        {
            using var place = limits.BeginUpload(here);
            return place is not null;
        }

        // All but one of those of this address.
        for (var i = 1; i < 8; i++)
            Assert.NotNull(limits.BeginUpload(here));
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port, patience.Token);
        var stream = slow.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v3/directline/conversations/{client.ConversationId}/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.Token}\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 100\r\n\r\na"),
            patience.Token);
        while (HasPlace())
            await Task.Delay(1, patience.Token);

        var answer = new byte[12];
        var read = stream.ReadExactlyAsync(answer, patience.Token).AsTask();
        while (!read.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        await read;
        Assert.Equal("HTTP/1.1 408", Encoding.ASCII.GetString(answer));
        while (!HasPlace())
            await Task.Delay(1, patience.Token);
    }

    [Fact]
    public async Task Streams_MoreThanMayBeOpenFromOneAddress_AreRefusedInAllItsConversations()
    {
        await using var host = await StartAsync(("DirectLine:StreamsPerAddress", "2"));
        var client = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host, "7");
        await using var first = await client.OpenStreamAsync();
        await using var second = await other.OpenStreamAsync();

        var refused = await Assert.ThrowsAsync<WebSocketException>(client.OpenStreamAsync);

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        await second.DisposeAsync();
        await using var third = await OpenWhenThereIsRoomAsync(client);
        Assert.Equal(EchoBot.Greeting, (string?)(await third.NextAsync())["text"]);
    }

    [Fact]
    public async Task BadTokens_TooMany_HearNoReasonsWhileGoodOnesGoOn()
    {
        await using var host = await StartAsync(("DirectLine:BadTokensPerMinute", "3"), ("DirectLine:Secret", Secret));
        var client = await DirectLineClient.StartAsync(host);
        var server = new DirectLineClient(host.Http) { Token = Secret };
        var guesser = new DirectLineClient(host.Http) { Token = "a guess" };
        Task<Answer> GenerateAsync(DirectLineClient by) => by.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate");

        var answers = new[] { await GenerateAsync(guesser), await guesser.StartAsync(), await new DirectLineClient(host.Http).StartAsync(), await GenerateAsync(guesser) };

        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests],
            answers.Select(answer => answer.Status));
        Assert.Equal("TooManyRequests", answers[^1].ErrorCode);
        Assert.NotNull(answers[^1].Headers.RetryAfter);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            [(await client.SayAsync("hi")).Status, (await client.ReconnectAsync("0")).Status, (await GenerateAsync(server)).Status]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await GenerateAsync(guesser)).Status);
    }

    [Fact]
    public async Task Calls_AtAnAbsurdRate_Are429InTheirConversationOnly()
    {
        await using var host = await StartAsync(("DirectLine:CallsPerMinute", "100"));
        var client = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 100; i++)
            statuses.Add((await client.ReadAsync()).Status);

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 99), HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.OK, (await other.ReadAsync()).Status);
    }

    [Fact]
    public async Task Sessions_TooManyFromOneAddress_Are429InProblemDetails()
    {
        await using var host = await StartAsync(("DirectLine:SessionsPerMinute", "2"));
        var client = await DirectLineClient.StartAsync(host);
        await DirectLineClient.SignInAsync(host);
        var before = (await StoredRows.CountAsync(host)).Conversations;

        var refused = await client.SendAsync(HttpMethod.Post, Session, """{"customerId":"6"}""");

        Assert.Equal((HttpStatusCode.TooManyRequests, "The chat is busy"), (refused.Status, refused["title"]));
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(before, (await StoredRows.CountAsync(host)).Conversations);
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("hi")).Status);
        _time.Advance(TimeSpan.FromSeconds(30));
        await DirectLineClient.SignInAsync(host);
    }

    [Fact]
    public async Task Sessions_ManyNewConversationsOfOneCustomer_Are429WhileOldOnesGoOn()
    {
        await using var host = await StartAsync(("DirectLine:ConversationsPerHour", "2"));
        var client = await DirectLineClient.StartAsync(host);
        await DirectLineClient.SignInAsync(host);
        var before = (await StoredRows.CountAsync(host)).Conversations;

        var refused = await new DirectLineClient(host.Http).SendAsync(HttpMethod.Post, Session, """{"customerId":"6"}""");

        Assert.Equal((HttpStatusCode.TooManyRequests, "The chat is busy"), (refused.Status, refused["title"]));
        Assert.Equal(TimeSpan.FromMinutes(30), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(before, (await StoredRows.CountAsync(host)).Conversations);
        await client.ReturnAsync();
        await DirectLineClient.SignInAsync(host, "7");
        _time.Advance(TimeSpan.FromMinutes(30));
        await DirectLineClient.SignInAsync(host);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    public async Task Sessions_BehindAProxy_CountByCustomerOnlyWhereTheProxyIsKnown(string? known, HttpStatusCode expectedOfAnother)
    {
        await using var host = await StartAsync([("DirectLine:SessionsPerMinute", "1"), .. known is null ? [] : new[] { ("Proxies:Known:0", known) }]);

        Assert.Equal(HttpStatusCode.OK, await SessionFromAsync(host, "203.0.113.1"));
        Assert.Equal(expectedOfAnother, await SessionFromAsync(host, "203.0.113.2"));
        // What a customer writes into the header stands before what the proxy adds.
        Assert.Equal(HttpStatusCode.TooManyRequests, await SessionFromAsync(host, "198.51.100.7, 203.0.113.1"));
    }

    [Theory]
    [InlineData(null, "ws://")]
    [InlineData("127.0.0.1", "wss://")]
    public async Task StreamUrl_BehindAProxyThatSpeaksTls_IsSecureWhereTheProxyIsKnown(string? known, string expected)
    {
        await using var host = await StartAsync(known is null ? [] : [("Proxies:Known:0", known)]);
        var client = await DirectLineClient.SignInAsync(host);
        host.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        host.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");

        Assert.StartsWith(expected, (await client.StartAsync())["streamUrl"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DirectLine:ActivitiesPerMinute", "0")]
    [InlineData("DirectLine:CallsPerMinute", "10")]
    [InlineData("Proxies:Known:0", "my-proxy")]
    public async Task Start_WithAnUnusableLimit_Stops(string key, string value) =>
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync((key, value)));

    private Task<RunningHost> StartAsync(params (string, string)[] settings) => RunningHost.StartAsync(new EchoBot(), time: _time, settings: settings);

    private static async Task<HttpStatusCode> UploadAsync(DirectLineClient client, int bytes)
    {
        using var file = new ByteArrayContent(new byte[bytes]);
        return (await client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/upload", file)).Status;
    }

    private static async Task<HttpStatusCode> UploadWithAsync(DirectLineClient client, string text)
    {
        using var form = new MultipartFormDataContent();
        using var activity = new StringContent($$"""{"type":"message","text":"{{text}}"}""", MediaTypeHeaderValue.Parse("application/vnd.microsoft.activity"));
        form.Add(activity, "activity", "blob");
        using var file = new ByteArrayContent([1]);
        form.Add(file, "file", "1.txt");
        return (await client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/upload", form)).Status;
    }

    private static async Task<HttpStatusCode> SessionFromAsync(RunningHost host, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Session) { Content = new StringContent("""{"customerId":"6"}""") };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The server hears of a stream's end a moment after the client has left.</summary>
    private static async Task<DirectLineStream> OpenWhenThereIsRoomAsync(DirectLineClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            try
            {
                return await client.OpenStreamAsync();
            }
            catch (WebSocketException)
            {
                // Not yet.
            }
        }
    }
}
