using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Customers;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>How everybody else's chat comes to belong to a customer: by a code from where they are signed in.</summary>
public sealed class TeamsLinkTests(TeamsBot teams) : IClassFixture<TeamsBot>, IAsyncLifetime
{
    private TeamsChat _chat = null!;

    public async Task InitializeAsync()
    {
        _chat = await TeamsChat.StartAsync(teams);
        _chat.Tenant = TeamsBot.OtherTenant;
    }

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    [Theory]
    [InlineData("asItIs")]
    [InlineData("lower")]
    [InlineData("spaced")]
    [InlineData("joined")]
    public async Task Code_TypedInAnUnknownChat_LinksItAndAnswersWhatWasAsked(string how)
    {
        await _chat.AskAsync("where is my last order?");
        var code = await CodeAsync("2");
        var typed = how switch
        {
            "lower" => code.ToLowerInvariant(),
            "spaced" => $"  {code.Replace('-', ' ')} ",
            "joined" => code.Replace("-", "", StringComparison.Ordinal),
            _ => code,
        };

        Assert.Equal(ReplyTexts.Linked(TeamsBot.English, "Bob"), await _chat.AskForTextAsync(typed));
        Assert.StartsWith("Order 11 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal(ReplyTexts.OrderNotFound(TeamsBot.English), await _chat.AskForTextAsync("where is order 10?"));
    }

    [Fact]
    public async Task Code_UsedOnce_WorksInNoOtherChat()
    {
        var code = await CodeAsync("2");
        await _chat.AskAsync(code);
        await using var other = await TeamsChat.StartAsync(teams);

        Assert.Equal(ReplyTexts.LinkWrong(TeamsBot.English), await other.AskForTextAsync(code));
        Assert.Null(await CustomerOfAsync(other));
    }

    [Fact]
    public async Task Code_AfterTenMinutes_WorksNoMore()
    {
        var code = await CodeAsync("2");
        teams.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(ReplyTexts.LinkWrong(TeamsBot.English), await _chat.AskForTextAsync(code));
        Assert.Null(await CustomerOfAsync(_chat));
    }

    [Fact]
    public async Task Code_ReplacedByANewerOne_WorksNoMore()
    {
        var older = await CodeAsync("2");
        var newer = await CodeAsync("2");

        Assert.Equal(ReplyTexts.LinkWrong(TeamsBot.English), await _chat.AskForTextAsync(older));
        Assert.Equal(ReplyTexts.Linked(TeamsBot.English, "Bob"), await _chat.AskForTextAsync(newer));
    }

    [Fact]
    public async Task Code_AfterFiveWrongOnes_CountsAgainAfterAQuarterOfAnHour()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(ReplyTexts.LinkWrong(TeamsBot.English), await _chat.AskForTextAsync($"BBBB-CCC{i + 2}"));

        Assert.Equal(ReplyTexts.LinkTooOften(TeamsBot.English), await _chat.AskForTextAsync(await CodeAsync("2")));
        teams.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(ReplyTexts.Linked(TeamsBot.English, "Bob"), await _chat.AskForTextAsync(await CodeAsync("2")));
    }

    [Fact]
    public async Task Code_OfAnotherCustomerInALinkedChat_ChangesNothing()
    {
        await _chat.AskAsync(await CodeAsync("2"));

        Assert.Equal(ReplyTexts.NotYourChat(TeamsBot.English), await _chat.AskForTextAsync(await CodeAsync("1")));
        Assert.Equal(new CustomerId("2"), await CustomerOfAsync(_chat));
    }

    [Fact]
    public async Task Code_TypedBySomebodyWhoIsNobodyInTheDirectory_LinksNothing()
    {
        _chat.Person = null;

        await _chat.AskAsync(await CodeAsync("2"));

        Assert.Null(await CustomerOfAsync(_chat));
    }

    [Fact]
    public async Task ConnectTeams_InTeams_SaysHow() =>
        Assert.Equal(ReplyTexts.HowToLink(TeamsBot.English), await _chat.AskForTextAsync("connect teams"));

    [Fact]
    public async Task ConnectTeams_InTheShopsChat_GivesACodeThatLinks()
    {
        using var session = await PostAsync("/api/webchat/session", teams.ShopToken("2"));
        var client = new DirectLineClient(teams.Bot.Http) { Token = (string?)JObject.Parse(await session.Content.ReadAsStringAsync())["token"] };
        var conversation = (string)(await client.StartAsync())["conversationId"];
        await using var stream = await client.OpenStreamAsync();
        await client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{conversation}/activities", """{"type":"message","from":{"id":"x"},"text":"Connect Teams, please"}""");
        string? said;
        do
            said = (string?)(await stream.NextAsync())["text"];
        while (said?.StartsWith("Your code is ", StringComparison.Ordinal) != true);
        var code = said["Your code is ".Length..][..9];

        Assert.Equal(ReplyTexts.Linked(TeamsBot.English, "Bob"), await _chat.AskForTextAsync(code));
    }

    [Fact]
    public async Task LinkCode_WithoutTheShopsToken_Is401()
    {
        using var none = await PostAsync("/api/webchat/link-code", null);
        using var forged = await PostAsync("/api/webchat/link-code", teams.ShopToken("2", isForged: true));
        using var unknown = await PostAsync("/api/webchat/link-code", teams.ShopToken("99"));

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
    }

    [Fact]
    public async Task LinkCode_WithATokenThatWasUsed_Is401()
    {
        var token = teams.ShopToken("2");
        using var first = await PostAsync("/api/webchat/link-code", token);
        using var second = await PostAsync("/api/webchat/link-code", token);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
    }

    private async Task<string> CodeAsync(string userId)
    {
        using var response = await PostAsync("/api/webchat/link-code", teams.ShopToken(userId));
        var body = JObject.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        Assert.Equal(600, (int)body["expires_in"]!);
        return (string)body["code"]!;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await teams.Bot.Http.SendAsync(request);
    }

    private Task<CustomerId?> CustomerOfAsync(TeamsChat chat) =>
        teams.Bot.Services.GetRequiredService<IConversationBindings>().FindAsync(new ConversationKey("msteams", chat.ConversationId), default);
}
