using System.Net;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineErrorTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.StartAsync(new EchoBot());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/conversations/c/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/conversations/c/activities/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "/tokens/generate", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/tokens/refresh", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/conversations", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/conversations/c/activities", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/conversations/c", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/conversations/c/stream", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/conversations/c/upload", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/session/getsessionid", HttpStatusCode.MethodNotAllowed)]
    public async Task Call_OfWhatThereIsNot_HasTheShapeOfAnError(string method, string path, HttpStatusCode expected)
    {
        foreach (var accept in new[] { "application/json", "text/html", "*/*" })
            await HasTheShapeAsync(method, path, accept, expected);
    }

    [Fact]
    public async Task Call_OfWhatThereIsNotElsewhere_StaysProblemDetails()
    {
        using var response = await _host.Http.GetAsync(new Uri("/v3/other", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("/tokens/generate")]
    [InlineData("/conversations")]
    [InlineData("/conversations/{0}/activities")]
    public async Task Call_WithTooLargeOrTooDeepBody_HasTheShapeOfAnError(string path)
    {
        const string secret = "a-secret-of-the-shop's-own-server-0123456789";
        await using var host = await RunningHost.StartAsync(new EchoBot(), settings: [("DirectLine:Secret", secret)]);
        var server = new DirectLineClient(host.Http) { Token = secret };
        var address = "/v3/directline" + path.Replace("{0}", (await server.StartAsync())["conversationId"], StringComparison.Ordinal);
        var before = await StoredRows.CountAsync(host);

        var large = await server.SendAsync(HttpMethod.Post, address, "{\"a\":\"" + new string('a', 1024 * 1024) + "\"}");
        var deep = await server.SendAsync(HttpMethod.Post, address, "{\"a\":" + new string('[', 1000) + new string(']', 1000) + "}");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest), (large.Status, deep.Status));
        Assert.NotEmpty(large.ErrorCode!);
        Assert.NotEmpty(deep.ErrorCode!);
        Assert.Equal(before, await StoredRows.CountAsync(host));
    }

    private async Task HasTheShapeAsync(string method, string path, string accept, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v3/directline" + path);
        request.Headers.Add("Accept", accept);
        request.Headers.Add("Origin", "https://shop.example");
        using var response = await _host.Http.SendAsync(request);
        var body = DirectLineClient.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty((string)body["error"]!["code"]!);
        Assert.NotEmpty((string)body["error"]!["message"]!);
        Assert.Equal(["error"], body.Properties().Select(property => property.Name));
        if (!path.StartsWith("/session", StringComparison.Ordinal))
            Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
