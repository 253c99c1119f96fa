using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Storage;
using SupportBot.Tests.AgentConsole;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.WebChat;

/// <summary>Customers who closed the tab while a person saw to them: a new one shows them what was written meanwhile, and
/// nobody else.</summary>
public sealed class ReturningCustomerTests : IAsyncLifetime, IDisposable
{
    private const string Path = "/api/webchat/session";
    private const string Secret = "the shop's secret of more than thirty-two bytes";
    private const string Wish = """{"resumeHandoff":true}""";

    private readonly TemporaryFolder _data = new();
    private BotHost _bot = null!;
    private AgentClient _ines = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path, null, "--WebChat:Secret=" + Secret);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Session_OfACustomerWithAnAgent_HasWhatTheAgentWroteMeanwhile()
    {
        var (first, handoff) = await AskForHelpAsync("6");
        await ReplyAsync(handoff, "It is cancelled.");

        var session = await PostAsync("6", Wish);

        Assert.Equal((first["conversationId"], first["userId"]), (session["conversationId"], session["userId"]));
        var client = DirectLineClient.Of(_bot.Http, session.Body);
        await client.StartAsync();
        Assert.Contains("It is cancelled.", await TextsAsync(client));
        await client.SayAsync("thank you");
        await _ines.HearAsync(handoff, "customer: thank you");
        Assert.Single(await _ines.ListAsync());
    }

    [Fact]
    public async Task Session_BeforeAnybodyAccepted_IsForTheConversationThatWaits()
    {
        var (first, _) = await AskForHelpAsync("6");

        Assert.Equal(first["conversationId"], (await PostAsync("6", Wish))["conversationId"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"resumeHandoff":false}""")]
    public async Task Session_ThatDoesNotAskForIt_IsANewConversation(string? body)
    {
        var (first, _) = await AskForHelpAsync("6");

        Assert.NotEqual(first["conversationId"], (await PostAsync("6", body))["conversationId"]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("66")]
    [InlineData("no-such-customer")]
    public async Task Session_OfAnotherCustomer_IsANewConversation(string sub)
    {
        var (first, _) = await AskForHelpAsync("6");

        var session = await PostAsync(sub, Wish);

        Assert.NotEqual((first["conversationId"], first["userId"]), (session["conversationId"], session["userId"]));
        Assert.NotEqual(first["conversationId"], session["conversationId"]);
    }

    [Fact]
    public async Task Session_OfAStranger_IsANewConversation()
    {
        var (first, _) = await AskForHelpAsync("no-such-customer", "a human please");

        Assert.NotEqual(first["conversationId"], (await PostAsync("no-such-customer", Wish))["conversationId"]);
    }

    [Fact]
    public async Task Session_OfSomebodyWhoOnlySaysWhoTheyAre_IsANewConversation()
    {
        var (first, _) = await AskForHelpAsync("6");

        var session = await new DirectLineClient(_bot.Http).SendAsync(HttpMethod.Post, Path, """{"customerId":"6","resumeHandoff":true}""");
        var beside = await PostAsync("6", """{"customerId":"6","resumeHandoff":true}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (session.Status, beside.Status));
        Assert.NotEqual(first["conversationId"], session["conversationId"]);
        Assert.NotEqual(first["conversationId"], beside["conversationId"]);
    }

    [Theory]
    [InlineData("UPDATE conversation_bindings SET customer_id = '7'")]
    [InlineData("DELETE FROM conversation_bindings")]
    [InlineData("UPDATE handoffs SET user_id = '7'")]
    [InlineData("UPDATE handoffs SET channel_id = 'msteams'; UPDATE conversation_bindings SET channel_id = 'msteams'")]
    [InlineData("DELETE FROM directline_conversations")]
    public async Task Session_WhereTheConversationIsNotTheirs_IsANewOne(string meanwhile)
    {
        var (first, _) = await AskForHelpAsync("6");
        await RunAsync(meanwhile);

        Assert.NotEqual(first["conversationId"], (await PostAsync("6", Wish))["conversationId"]);
    }

    [Fact]
    public async Task Session_AfterTheEnd_IsForThatConversationUntilTheEndWasSeen()
    {
        var (first, handoff) = await AskForHelpAsync("6");
        await ReplyAsync(handoff, "It is cancelled.");
        await _ines.DoAsync(handoff, "close", new { resolution = "done" });

        var session = await PostAsync("6", Wish);
        Assert.Equal(first["conversationId"], session["conversationId"]);

        var client = DirectLineClient.Of(_bot.Http, session.Body);
        await client.StartAsync();
        await AskAsync(client, "5");
        Assert.NotEqual(first["conversationId"], (await PostAsync("6", Wish))["conversationId"]);
    }

    [Fact]
    public async Task Session_ForAConversationThatIsNamed_IsForThatOne()
    {
        var before = await PostAsync("6");
        var (first, _) = await AskForHelpAsync("6");

        var session = await PostAsync("6", $$"""{"conversationId":"{{before["conversationId"]}}","resumeHandoff":true}""");

        Assert.NotEqual(first["conversationId"], before["conversationId"]);
        Assert.Equal(before["conversationId"], session["conversationId"]);
    }

    private static string Token(string sub) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Claims = new Dictionary<string, object> { ["sub"] = sub, ["jti"] = Guid.NewGuid().ToString(), ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds() },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256),
    });

    private async Task<Answer> PostAsync(string sub, string? body = null)
    {
        var answer = await new DirectLineClient(_bot.Http) { Token = Token(sub) }.SendAsync(HttpMethod.Post, Path, body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer;
    }

    private async Task<(Answer Session, string Handoff)> AskForHelpAsync(string sub, string text = "I want to cancel my last order")
    {
        var session = await PostAsync(sub);
        var client = DirectLineClient.Of(_bot.Http, session.Body);
        await client.StartAsync();
        await AskAsync(client, text);
        return (session, Assert.Single(await _ines.ListAsync()).GetProperty("id").GetString()!);
    }

    private async Task ReplyAsync(string handoff, string text)
    {
        await _ines.DoAsync(handoff, "accept");
        await _ines.DoAsync(handoff, "messages", new { text });
    }

    /// <summary>Says something and waits until the bot has answered it.</summary>
    private static async Task AskAsync(DirectLineClient client, string text)
    {
        var posted = await client.SayAsync(text);
        Assert.Equal(HttpStatusCode.OK, posted.Status);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await MessagesAsync(client)).Any(message => (string?)message["replyToId"] == posted["id"]))
            limit.Token.ThrowIfCancellationRequested();
    }

    private static async Task<IReadOnlyList<string?>> TextsAsync(DirectLineClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var texts = (await MessagesAsync(client)).Select(message => (string?)message["text"]).ToList();
            if (texts.Count > 4)
                return texts;
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<IEnumerable<JToken>> MessagesAsync(DirectLineClient client) =>
        (await client.ReadAsync("0")).Body["activities"]!.Where(activity => (string?)activity["type"] == "message");

    private Task RunAsync(string sql) => _bot.Services.GetRequiredService<BotDatabase>().WriteAsync(async (transaction, ct) =>
    {
        await using var command = transaction.Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }, CancellationToken.None);
}
