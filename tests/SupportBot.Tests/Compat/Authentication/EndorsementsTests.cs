using System.Net;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.IdentityModel.Protocols;

namespace SupportBot.Tests.Compat.Authentication;

public sealed class EndorsementsTests
{
    [Fact]
    public void New_WithoutHttpClient_NamesTheParameter() =>
        Assert.Equal("httpClient", Assert.Throws<ArgumentNullException>(() => new EndorsementsRetriever(null)).ParamName);

    [Theory]
    [InlineData("")]
    [InlineData("{ }")]
    [InlineData("{ \"keys\": null }")]
    [InlineData("{ \"keys\": [ ] }")]
    [InlineData("{ \"keys\": [ { } ] }")]
    [InlineData("{ \"keys\": [ { \"kid\": \"a\" }, { \"kid\": \"b\" } ] }")]
    [InlineData("{ \"keys\": [ { \"kid\": \"a\", \"endorsements\": null } ] }")]
    public async Task GetConfiguration_NothingEndorsed_IsEmpty(string keys) => Assert.Empty(await ReadAsync(keys));

    [Fact]
    public async Task GetConfiguration_Endorsements_AreListedByKey()
    {
        var read = await ReadAsync("""{ "keys": [ { "kid": "a", "endorsements": ["webchat","msteams"] }, { "kid": "b" }, { "kid": "a", "endorsements": ["x"] } ] }""");

        Assert.Equal(["webchat", "msteams"], Assert.Single(read).Value);
    }

    [Fact]
    public async Task GetConfiguration_NullArguments_AreNamed()
    {
        using var httpClient = new HttpClient();
        var retriever = new EndorsementsRetriever(httpClient);

        Assert.Equal("address", (await Assert.ThrowsAsync<ArgumentNullException>(() => retriever.GetConfigurationAsync(null, retriever, default))).ParamName);
        Assert.Equal("retriever", (await Assert.ThrowsAsync<ArgumentNullException>(() => retriever.GetConfigurationAsync("a", null, default))).ParamName);
        Assert.Equal("address", (await Assert.ThrowsAsync<ArgumentNullException>(() => retriever.GetDocumentAsync(null, default))).ParamName);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{}", "")]
    [InlineData("{ \"other\": 1 }", "")]
    [InlineData("{ \"jwks_uri\": \"http://keys.test/\" }", "the keys")]
    public async Task GetDocument_FollowsTheKeySetAddress(string metadata, string expected)
    {
        using var httpClient = new HttpClient(new Pages(new() { ["http://metadata.test/"] = metadata, ["http://keys.test/"] = "the keys" }));

        Assert.Equal(expected, await new EndorsementsRetriever(httpClient).GetDocumentAsync("http://metadata.test/", default));
    }

    [Theory]
    [InlineData("http://nowhere.test/")]
    [InlineData("http://metadata.test/")]
    public async Task GetDocument_NotServed_Throws(string address)
    {
        using var httpClient = new HttpClient(new Pages(new() { ["http://metadata.test/"] = "{ \"jwks_uri\": \"http://nowhere.test/\" }" }));

        await Assert.ThrowsAnyAsync<Exception>(() => new EndorsementsRetriever(httpClient).GetDocumentAsync(address, default));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("webchat", true)]
    [InlineData("WebChat", false)]
    [InlineData("directline", false)]
    public void Validate_SaysWhetherTheChannelIsEndorsed(string? channel, bool expected) => Assert.Equal(expected, EndorsementsValidator.Validate(channel, ["webchat"]));

    [Fact]
    public void Validate_NoEndorsementsAtAll_IsTheCallersMistake() => Assert.Throws<ArgumentNullException>(() => EndorsementsValidator.Validate("webchat", null));

    private static async Task<IDictionary<string, HashSet<string>>> ReadAsync(string keys)
    {
        using var httpClient = new HttpClient();
        return await new EndorsementsRetriever(httpClient).GetConfigurationAsync("any", new Fixed(keys), default);
    }

    private sealed class Fixed(string document) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => Task.FromResult(document);
    }

    private sealed class Pages(Dictionary<string, string> pages) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(pages.TryGetValue(request.RequestUri!.AbsoluteUri, out var page)
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(page) }
                : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
