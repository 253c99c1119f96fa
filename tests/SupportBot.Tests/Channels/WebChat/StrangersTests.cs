using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Bot.Replies;
using SupportBot.Hosting.SampleData;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.WebChat;

/// <summary>People whom the shop vouches for but has no record of: told so, helped by a person, and alone in their conversation.</summary>
public sealed class StrangersTests : IAsyncLifetime, IDisposable
{
    private const string Path = "/api/webchat/session";
    private const string LinkPath = "/api/webchat/link-code";
    private const string Secret = "the shop's secret of more than thirty-two bytes";
    private const string ForeignConversation = "LogForeignConversation";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private readonly TemporaryFolder _data = new();
    private readonly LogRecords _logs = new();
    private BotHost _bot = null!;

    private string Orders => _data.File("orders.db");

    public async Task InitializeAsync()
    {
        SampleDatabase.EnsureCreated(Orders);
        _bot = await BotHost.StartAsync(
            _data.Path, _logs.Listen, "--environment=Production", "--WebChat:Secret=" + Secret, $"--ConnectionStrings:Orders=Data Source={Orders};Pooling=False");
    }

    public Task DisposeAsync() => _bot.DisposeAsync().AsTask();

    public void Dispose()
    {
        _logs.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Stranger_IsToldSoAndGetsAPerson()
    {
        var client = await OpenAsync("no-such-customer");

        Assert.Contains(ReplyTexts.Say(English, "UnknownCustomer.InShop"), await AskAsync(client, "where is my last order?"), StringComparison.Ordinal);
        Assert.Matches("H-[A-Z0-9]+", await AskAsync(client, "a human please"));
    }

    [Fact]
    public async Task Stranger_ComesBackToTheirConversationAndNobodyElseDoes()
    {
        var session = await PostAsync("stranger-1");
        Assert.Equal(HttpStatusCode.OK, session.Status);
        var conversation = session["conversationId"];

        var theSame = await PostAsync("stranger-1", conversation);
        Assert.Equal((HttpStatusCode.OK, conversation, session["userId"]), (theSame.Status, theSame["conversationId"], theSame["userId"]));
        Assert.Empty(_logs.Of(ForeignConversation));

        var unknown = await PostAsync("stranger-1", "made-up");
        foreach (var sub in new[] { "stranger-2", "Stranger-1", "6" })
        {
            var refused = await PostAsync(sub, conversation);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Equal((unknown["title"], unknown["detail"]), (refused["title"], refused["detail"]));
        }

        Assert.Equal(4, _logs.Of(ForeignConversation).Count());
    }

    [Fact]
    public async Task Stranger_WhoLinkedTheChatWithACustomer_ComesBackToIt()
    {
        var code = (await new DirectLineClient(_bot.Http) { Token = Token("6") }.SendAsync(HttpMethod.Post, LinkPath))["code"];
        var client = await OpenAsync("stranger-1");
        Assert.Contains(ReplyTexts.Say(English, "UnknownCustomer.InShop"), await AskAsync(client, "where is my last order?"), StringComparison.Ordinal);
        await AskAsync(client, code);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("stranger-1", client.ConversationId)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("stranger-2", client.ConversationId)).Status);
        Assert.StartsWith("Order ", await AskAsync(client, "where is my last order?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_DoesNotGetACustomersConversation()
    {
        var customers = await PostAsync("6");

        var refused = await PostAsync("stranger-1", customers["conversationId"]);

        Assert.Equal((HttpStatusCode.Forbidden, 1), (refused.Status, _logs.Of(ForeignConversation).Count()));
    }

    [Fact]
    public async Task Customer_DoesNotGetTheConversationOfAnother()
    {
        var first = await PostAsync("6");

        var refused = await PostAsync("7", first["conversationId"]);

        Assert.Equal((HttpStatusCode.Forbidden, 1), (refused.Status, _logs.Of(ForeignConversation).Count()));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("6", first["conversationId"])).Status);
    }

    [Fact]
    public async Task Stranger_WhomTheShopHasARecordOfMeanwhile_IsThatCustomer()
    {
        var conversation = (await PostAsync("424242"))["conversationId"];
        await RunAsync("INSERT INTO users (user_id, first_name) VALUES (424242, 'Nova')");

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("424242", conversation)).Status);
        var client = await OpenAsync("424242", conversation);
        Assert.Contains(ReplyTexts.NoOrders(English), await AskAsync(client, "where is my last order?"), StringComparison.Ordinal);

        // Theirs from now on, also when the record goes again.
        await RunAsync("DELETE FROM users WHERE user_id = 424242");
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("stranger-2", conversation)).Status);
    }

    private static string Token(string sub) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Claims = new Dictionary<string, object> { ["sub"] = sub, ["jti"] = Guid.NewGuid().ToString(), ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds() },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256),
    });

    private Task<Answer> PostAsync(string sub, string? conversationId = null) =>
        new DirectLineClient(_bot.Http) { Token = Token(sub) }.SendAsync(HttpMethod.Post, Path, conversationId is null ? null : $$"""{"conversationId":"{{conversationId}}"}""");

    /// <summary>A client in a started conversation, with its stream.</summary>
    private async Task<(DirectLineClient Client, string ConversationId, string UserId, DirectLineStream Stream)> OpenAsync(string sub, string? conversationId = null)
    {
        var session = await PostAsync(sub, conversationId);
        Assert.Equal(HttpStatusCode.OK, session.Status);
        var client = new DirectLineClient(_bot.Http) { Token = session["token"] };
        await client.StartAsync();
        return (client, session["conversationId"], session["userId"], await client.OpenStreamAsync());
    }

    /// <summary>All that is said until the next final message that answers this.</summary>
    private static async Task<string> AskAsync((DirectLineClient Client, string ConversationId, string UserId, DirectLineStream Stream) customer, string text)
    {
        var posted = await customer.Client.SendAsync(
            HttpMethod.Post, $"/v3/directline/conversations/{customer.ConversationId}/activities",
            $$"""{"type":"message","text":"{{text}}","locale":"en-US","from":{"id":"{{customer.UserId}}" } }""");
        Assert.Equal(HttpStatusCode.OK, posted.Status);
        while (true)
        {
            var activity = await customer.Stream.NextAsync();
            if ((string?)activity["type"] == "message" && (string?)activity["replyToId"] == posted["id"])
                return (string)activity["text"]!;
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Orders};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
