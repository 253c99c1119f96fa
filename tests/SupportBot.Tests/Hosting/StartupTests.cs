using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json.Linq;
using SupportBot.Hosting;
using SupportBot.Hosting.SampleData;

namespace SupportBot.Tests.Hosting;

/// <summary>What an engineer sees who starts it: the commands, and words where a setting is wrong.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Build_ProductionWithoutAnyIdentity_RefusesAndSaysWhatToSet()
    {
        var error = Assert.Throws<StartupException>(() => Application.Build(["--environment", "Production", "--SUPPORTBOT_DATA", _data.Path]));

        Assert.Contains("MicrosoftAppId", error.Message, StringComparison.Ordinal);
        Assert.Contains("WebChat:Secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_WithWebChatOnly_HasNoBotFrameworkEndpointAndNoDevelopmentDoors()
    {
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--environment", "Production", "--WebChat:Secret", new string('s', 64));

        foreach (var (method, path) in new[] { ("POST", "/api/messages"), ("GET", "/api/webchat/customers"), ("POST", "/api/agent/session"), ("GET", "/api/agent/handoffs") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { name = "x" }) };
            using var response = await bot.Http.SendAsync(request);
            Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{path}: {response.StatusCode}");
        }

        using var session = await bot.Http.PostAsJsonAsync("/api/webchat/session", new { customerId = "6" });
        Assert.Equal(HttpStatusCode.Unauthorized, session.StatusCode);
    }

    [Fact]
    public async Task Ready_OrdersDatabaseFits_Is200AndNamesTheSdk()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);

        var body = JObject.Parse(await bot.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));

        Assert.Equal((Settings.BotDialogs, "ready"), ((string?)body["botDialogs"], (string?)body["status"]));
    }

    [Fact]
    public async Task Ready_OrdersDatabaseGoesBad_Is503WithWhatToDo()
    {
        var orders = _data.File("orders.db");
        SampleDatabase.EnsureCreated(orders);
        await using var bot = await BotHost.StartAsync(_data.Path, null, "--ConnectionStrings:Orders", $"Data Source={orders};Pooling=False");
        await File.WriteAllTextAsync(orders, "this is no database");

        using var response = await bot.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("ConnectionStrings:Orders", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OrdersDatabaseMissing_EndsWithWordsAndNoStackTrace()
    {
        var (exitCode, _, errors) = await BotProcess.RunAsync(_data.Path, "", "--urls", "http://127.0.0.1:0", "--ConnectionStrings:Orders", "Data Source=/nowhere/orders.db");

        Assert.Equal(1, exitCode);
        Assert.Contains("There is no orders database at /nowhere/orders.db", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(File.Exists("/nowhere/orders.db"));
    }

    [Fact]
    public async Task Serve_BotDatabaseBroken_EndsWithWordsAndNoStackTrace()
    {
        await File.WriteAllTextAsync(_data.File("bot.db"), "this is no database, but long enough to be taken for one at first glance");

        var (exitCode, _, errors) = await BotProcess.RunAsync(_data.Path, "", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains("The bot's own database can't be opened", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_DataFolderInUse_EndsWithWords()
    {
        await using var first = await BotProcess.StartAsync(_data.Path);

        var (exitCode, _, errors) = await BotProcess.RunAsync(_data.Path, "", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains("Another SupportBot runs on the data folder", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_InTheTerminal_HoldsTheWholeConversation()
    {
        SampleDatabase.EnsureCreated(_data.File("sample-orders.db"));
        var shop = new SampleShopReader(_data.Path);
        var (last, second) = (shop.OrdersOf("6")[0], shop.OrdersOf("6")[1]);
        string[] said =
        [
            "where is my last order?", "show me all my orders", "the second one", $"where is order {shop.OrdersOf("7")[0].Id}?",
            "where is order 99999999?", "what's the weather", "I want to cancel it",
        ];

        var (exitCode, output, errors) = await BotProcess.RunAsync(_data.Path, string.Join('\n', said) + "\n", "chat", "--customer", "6");

        Assert.Equal((0, ""), (exitCode, errors));
        var replies = output.Split("> ")[1..].Select(reply => reply.Trim()).ToArray();
        var english = System.Globalization.CultureInfo.GetCultureInfo("en-US");
        Assert.StartsWith($"Order {last.Id} ", replies[0], StringComparison.Ordinal);
        Assert.Contains($"2. {second.Id} ", replies[1], StringComparison.Ordinal);
        Assert.StartsWith($"Order {second.Id} ", replies[2], StringComparison.Ordinal);
        Assert.Equal(SupportBot.Bot.Replies.ReplyTexts.OrderNotFound(english), replies[3]);
        Assert.Equal(replies[3], replies[4]);
        Assert.Equal(SupportBot.Bot.Replies.ReplyTexts.Refusal(english), replies[5]);
        Assert.Contains($"and order {second.Id}.", replies[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_CustomerUnknown_SaysSo()
    {
        var (exitCode, _, errors) = await BotProcess.RunAsync(_data.Path, "", "chat", "--customer", "98765");

        Assert.Equal(1, exitCode);
        Assert.Contains("no customer 98765", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrdersCheck_SampleDatabase_Fits()
    {
        var (exitCode, output, _) = await BotProcess.RunAsync(_data.Path, "", "orders", "check");

        Assert.Equal(0, exitCode);
        Assert.EndsWith("The database fits.", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AgentApi_WithoutSignIn_Is401AndUnknownsAreNamed()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);
        using (var refused = await bot.Http.GetAsync(new Uri("/api/agent/handoffs", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using (var nameless = await bot.Http.PostAsJsonAsync("/api/agent/session", new { name = " " }))
            Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);

        using var session = await bot.Http.PostAsJsonAsync("/api/agent/session", new { name = "Kim" });
        bot.Http.DefaultRequestHeaders.Authorization = new("Bearer", (string)JObject.Parse(await session.Content.ReadAsStringAsync())["token"]!);

        Assert.Equal("[]", await bot.Http.GetStringAsync(new Uri("/api/agent/handoffs", UriKind.Relative)));
        using var missing = await bot.Http.GetAsync(new Uri("/api/agent/handoffs/H-NOSUCH", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        foreach (var state in new[] { "sleepy", "1" })
        {
            using var badState = await bot.Http.GetAsync(new Uri("/api/agent/handoffs?state=" + state, UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, badState.StatusCode);
        }
    }
}
