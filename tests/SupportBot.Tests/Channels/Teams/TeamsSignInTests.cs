using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Core.Customers;
using SupportBot.Tests.Channels.BotFramework.Authentication;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>Whose orders somebody in Teams sees: those of the customer whom a token of an allowed tenant proves, or nobody's.</summary>
public sealed class TeamsSignInTests(TeamsBot teams) : IClassFixture<TeamsBot>, IAsyncLifetime
{
    private const string Question = "where is my last order?";

    private TeamsChat _chat = null!;

    public async Task InitializeAsync() => _chat = await TeamsChat.StartAsync(teams);

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    [Fact]
    public async Task Exchange_TokenOfACustomer_BindsAndAnswersWhatWasAsked()
    {
        var card = await _chat.AskAsync(Question);
        teams.TokenService.Exchanged["sso-right"] = teams.Token();

        var (status, body) = await _chat.SendAsync(_chat.Exchange("sso-right"));

        Assert.Equal("application/vnd.microsoft.card.oauth", (string?)card["attachments"]![0]!["contentType"]);
        Assert.Equal(TeamsBot.Connection, (string?)card["attachments"]![0]!["content"]!["connectionName"]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("x1", (string?)body!["id"]);
        Assert.StartsWith("Order 12 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Order 10 ", await _chat.AskForTextAsync("and order 10?"), StringComparison.Ordinal);
        Assert.Equal(ReplyTexts.OrderNotFound(TeamsBot.English), await _chat.AskForTextAsync("where is order 11?"));
    }

    [Fact]
    public async Task Exchange_FromEachOfTheDevicesAndAgain_AnswersOnce()
    {
        await _chat.AskAsync(Question);
        teams.TokenService.Exchanged["sso-devices"] = teams.Token();
        var first = _chat.Exchange("sso-devices");

        await _chat.TakeAsync(first);
        await _chat.TakeAsync(_chat.Exchange("sso-devices"));
        await _chat.TakeAsync(first);

        Assert.StartsWith("Order 12 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task Exchange_ThatTheServiceRefuses_Is412AndTheSignInButtonWorks()
    {
        await _chat.AskAsync(Question);
        teams.TokenService.ByCode["482913"] = teams.Token();

        var refused = await _chat.SendAsync(_chat.Exchange("sso-unknown"));
        var wrongCode = await _chat.SendAsync(_chat.Invoke("signin/verifyState", new JObject { ["state"] = "000000" }));
        var rightCode = await _chat.SendAsync(_chat.Invoke("signin/verifyState", new JObject { ["state"] = "482913" }));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
        Assert.Equal(TeamsBot.Connection, (string?)refused.Body!["connectionName"]);
        Assert.Equal(HttpStatusCode.NotFound, wrongCode.Status);
        Assert.Equal(HttpStatusCode.OK, rightCode.Status);
        Assert.StartsWith("Order 12 ", await _chat.NextTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_WithoutAToken_Is400AndSilent()
    {
        await _chat.AskAsync(Question);

        Assert.Equal(HttpStatusCode.BadRequest, (await _chat.SendAsync(_chat.Invoke("signin/tokenExchange"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _chat.SendAsync(_chat.Invoke("signin/verifyState", "text"))).Status);
        await _chat.AssertSilenceAsync();
    }

    [Fact]
    public async Task Question_OfSomebodyWhoSignedInEarlier_IsAnsweredAtOnce()
    {
        teams.TokenService.Kept[_chat.UserId] = teams.Token(email: "ANN@Example.com");

        Assert.StartsWith("Order 12 ", await _chat.AskForTextAsync(Question), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("preferred_username")]
    [InlineData("upn")]
    public async Task Token_WithoutMailButASignInName_Binds(string claim)
    {
        teams.TokenService.Kept[_chat.UserId] = teams.Token(email: null, more: (claim, "ann@example.com"));

        Assert.StartsWith("Order 12 ", await _chat.AskForTextAsync(Question), StringComparison.Ordinal);
    }

    public static TheoryData<string> BadTokens => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task Token_ThatProvesNoCustomer_BindsNothingAndOffersAHuman(string what)
    {
        teams.TokenService.Kept[_chat.UserId] = Bad[what](teams);

        await AssertUnknownAsync(await _chat.AskAsync(Question));
    }

    [Fact]
    public async Task Exchange_TokenOfSomebodyElse_BindsNothingAndOffersAHuman()
    {
        await _chat.AskAsync(Question);
        teams.TokenService.Exchanged["sso-else"] = teams.Token(person: "bbbbbbbb-0000-0000-0000-000000000002");

        await _chat.TakeAsync(_chat.Exchange("sso-else"));

        await AssertUnknownAsync(await _chat.Channel.NextReplyAsync());
    }

    [Fact]
    public async Task SignIn_ThatFailsInTheClient_OffersAHuman()
    {
        await _chat.AskAsync(Question);

        await _chat.TakeAsync(_chat.Invoke("signin/failure", new JObject { ["code"] = "resourcematchfailed", ["message"] = "no match" }));

        await AssertUnknownAsync(await _chat.Channel.NextReplyAsync());
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("data")]
    [InlineData("person")]
    public async Task Chat_WhoseTenantOrPersonDoesNotCount_HasNoSignIn(string what)
    {
        teams.TokenService.Kept[_chat.UserId] = teams.Token(tenant: what == "tenant" ? TeamsBot.OtherTenant : TeamsBot.Tenant);
        _chat.Tenant = what == "tenant" ? TeamsBot.OtherTenant : TeamsBot.Tenant;
        _chat.Person = what == "person" ? null : TeamsBot.Ann;
        var message = _chat.Activity("message", Question);
        if (what == "data")
            message["channelData"]!["tenant"]!["id"] = TeamsBot.OtherTenant;

        await _chat.TakeAsync(message);

        await AssertUnknownAsync(await _chat.Channel.NextReplyAsync());
    }

    [Fact]
    public async Task Exchange_WhereNoSignInIs_Is501()
    {
        _chat.Tenant = TeamsBot.OtherTenant;

        Assert.Equal(HttpStatusCode.NotImplemented, (await _chat.SendAsync(_chat.Exchange("any"))).Status);
    }

    [Fact]
    public async Task TokenService_OutOfReach_OffersAHuman()
    {
        teams.TokenService.IsDown = true;
        try
        {
            await AssertUnknownAsync(await _chat.AskAsync(Question));
        }
        finally
        {
            teams.TokenService.IsDown = false;
        }
    }

    [Fact]
    public async Task Message_OfAnotherPersonInABoundChat_IsToldNothing()
    {
        teams.TokenService.Kept[_chat.UserId] = teams.Token();
        await _chat.AskAsync(Question);

        _chat.Person = "bbbbbbbb-0000-0000-0000-000000000002";
        var stranger = await _chat.AskForTextAsync("and what did I pay?");
        var handoff = await _chat.AskForTextAsync("a human please");
        _chat.Person = TeamsBot.Ann;

        Assert.Equal(ReplyTexts.NotYourChat(TeamsBot.English), stranger);
        Assert.Equal(ReplyTexts.NotYourChat(TeamsBot.English), handoff);
        Assert.StartsWith("Order 10 ", await _chat.AskForTextAsync("where is order 10?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCustomer_GeneralQuestionsAndAWishForAPerson_WorkAllTheSame()
    {
        _chat.Tenant = TeamsBot.OtherTenant;

        Assert.Equal(ReplyTexts.Refusal(TeamsBot.English), await _chat.AskForTextAsync("what's the weather"));
        Assert.Contains("H-", await _chat.AskForTextAsync("I want to speak to a human"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsCommandAndDevelopmentCustomer_OutsideDevelopment_DoNothing()
    {
        _chat.Tenant = TeamsBot.OtherTenant;

        Assert.DoesNotContain("customer 2", await _chat.AskForTextAsync("/as 2"), StringComparison.Ordinal);
        await AssertUnknownAsync(await _chat.AskAsync(Question));
    }

    private static Dictionary<string, Func<TeamsBot, string>> Bad { get; } = new()
    {
        ["expired"] = teams => teams.Token(expires: DateTime.UtcNow.AddHours(-1)),
        ["for another audience"] = teams => teams.Token(audience: "00000003-0000-0000-c000-000000000000"),
        ["of another issuer"] = teams => teams.Token(issuer: "https://sts.windows.net/" + TeamsBot.Tenant + "/"),
        ["of another tenant"] = teams => teams.Token(tenant: TeamsBot.OtherTenant),
        ["signed by a stranger"] = teams => teams.Token(key: FakeTokenIssuer.StrangersKey()),
        ["unsigned"] = teams => teams.UnsignedToken(),
        ["with critical extensions"] = teams => teams.CriticalToken(),
        ["no token at all"] = _ => "nonsense",
        ["of another person"] = teams => teams.Token(person: "bbbbbbbb-0000-0000-0000-000000000002"),
        ["with the mail of two users"] = teams => teams.Token(email: "dora@example.com"),
        ["with a mail of nobody"] = teams => teams.Token(email: "nobody@example.com"),
        ["with a mail that only looks alike"] = teams => teams.Token(email: "аnn@example.com"),
        ["without mail"] = teams => teams.Token(email: null),
        ["with a blank mail"] = teams => teams.Token(email: " "),
        ["of a guest"] = teams => teams.Token(more: ("idp", "https://sts.windows.net/22222222-2222-2222-2222-222222222222/")),
        ["of a guest by type"] = teams => teams.Token(more: ("acct", 1)),
        ["of a guest by name"] = teams => teams.Token(more: ("upn", "ann_example.com#EXT#@shop.onmicrosoft.com")),
        ["with an unverified domain"] = teams => teams.Token(more: ("xms_edov", false)),
    };

    /// <summary>The customer is unknown, nothing was shown, and «yes» gets a person.</summary>
    private async Task AssertUnknownAsync(JObject reply)
    {
        Assert.Equal(ReplyTexts.UnknownCustomer(TeamsBot.English), (string?)reply["text"]);
        Assert.Equal(2, reply.SelectTokens("suggestedActions.actions[*]").Count());
        var bindings = teams.Bot.Services.GetRequiredService<IConversationBindings>();
        Assert.Null(await bindings.FindAsync(new ConversationKey("msteams", _chat.ConversationId), default));
        Assert.Contains("H-", await _chat.AskForTextAsync("yes please"), StringComparison.Ordinal);
    }
}
