using System.Net;
using Microsoft.Extensions.Configuration;
using SupportBot.Hosting;

namespace SupportBot.Tests.Hosting;

public sealed class KnownHostsTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("http://localhost:3978", "localhost", true)]
    [InlineData("http://localhost:3978", "LocalHost", true)]
    [InlineData("http://localhost:3978", "127.0.0.1", true)]
    [InlineData("http://localhost:3978", "[::1]", true)]
    [InlineData("http://localhost:3978", "shop.localhost", true)]
    [InlineData("http://localhost:3978", "evil.example", false)]
    [InlineData("http://localhost:3978", "localhost.evil.example", false)]
    [InlineData("http://localhost:3978", "192.0.2.7", false)]
    [InlineData("http://desk.test:80;http://127.0.0.1:81", "desk.test", true)]
    [InlineData("http://192.0.2.7:80", "192.0.2.7", true)]
    [InlineData("http://*:3978", "192.0.2.7", true)]
    [InlineData("http://0.0.0.0:3978", "192.0.2.7", true)]
    [InlineData("http://[::]:3978", "[2001:db8::7]", true)]
    [InlineData("http://+:3978", "evil.example", false)]
    public void Takes_InDevelopment_WhatItListensOn(string urls, string host, bool expected) =>
        Assert.Equal(expected, KnownHosts.Takes(With(("urls", urls)), isDevelopment: true, host));

    [Theory]
    [InlineData("bot.shop.example", "bot.shop.example", true)]
    [InlineData("bot.shop.example; *.shop.example", "other.shop.example", true)]
    [InlineData("bot.shop.example", "evil.example", false)]
    [InlineData("bot.shop.example", "localhost", false)]
    [InlineData("bücher.example", "xn--bcher-kva.example", true)]
    [InlineData("*", "evil.example", true)]
    [InlineData(null, "evil.example", true)]
    public void Takes_OutsideDevelopment_WhatIsNamed(string? named, string host, bool expected) =>
        Assert.Equal(expected, KnownHosts.Takes(With(("AllowedHosts", named), ("urls", "http://+:8080")), isDevelopment: false, host));

    [Fact]
    public async Task UnknownHost_InDevelopment_IsToldWhichSettingToChange_ButProbesAreAnswered()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);

        foreach (var path in new[] { "/", "/agent", "/api/webchat/origin", "/v3/directline/conversations", "/openapi/agent.json" })
        {
            var (status, text) = await AskAsync(bot, path, "evil.example");
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, status));
            Assert.Contains("AllowedHosts=", text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/health/live", "evil.example")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/", "localhost:1")).Status);
    }

    [Fact]
    public async Task AllowedHosts_InProduction_AreTheOnlyOnes_ButProbesAreAnswered()
    {
        await using var bot = await BotHost.StartAsync(
            _data.Path, null, "--environment=Production", "--WebChat:Secret=" + Secret, "--AllowedHosts=bot.shop.example", "--Proxies:Known:0=127.0.0.1");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/api/webchat/origin", "bot.shop.example")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(bot, "/api/webchat/origin", "127.0.0.1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(bot, "/health/live", "10.0.0.7:8080")).Status);
    }

    [Theory]
    [InlineData("https://bot.shop.example")]
    [InlineData("bot.shop.example:443")]
    [InlineData("bot.shop.example/chat")]
    public async Task Start_NoHost_IsRefused(string entry)
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => BotHost.StartAsync(_data.Path, null, "--AllowedHosts=" + entry));

        Assert.Contains($"AllowedHosts: '{entry}'", error.Message, StringComparison.Ordinal);
    }

    private static IConfiguration With(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(BotHost bot, string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var answer = await bot.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
