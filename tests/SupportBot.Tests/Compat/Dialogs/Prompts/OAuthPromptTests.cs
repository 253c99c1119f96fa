using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Dialogs.Prompts;

using Channels = Microsoft.Bot.Connector.Channels;

public sealed class OAuthPromptTests
{
    private const string Connection = "myConnection";
    private const string Token = "abc123";
    private const string Exchangeable = "exch123";

    private readonly TestAdapter _adapter = new();
    private string? _channel;

    private static OAuthPromptSettings Settings => new() { Text = "Please sign in", ConnectionName = Connection, Title = "Sign in" };

    private DialogFlow Flow(OAuthPromptSettings? settings = null, PromptValidator<TokenResponse>? validator = null, PromptOptions? options = null)
    {
        var flow = new DialogFlow(adapter: _adapter)
            .Add(new OAuthPrompt("login", settings ?? Settings, validator))
            .Begin("login", options)
            .WhenEnded(result => result is TokenResponse token ? $"Logged in with {token.Token}." : "Ended.");
        flow.OnTurn = turn => turn.Activity.ChannelId = _channel ?? turn.Activity.ChannelId;
        return flow;
    }

    private static OAuthCard CardOf(IActivity reply) => Assert.IsType<OAuthCard>(Assert.Single(((Activity)reply).Attachments).Content);

    private static Activity Invoke(string name, object? value) => new() { Type = ActivityTypes.Invoke, Name = name, Value = value };

    private static Action<IActivity> Answers(HttpStatusCode status, bool failed) => reply =>
    {
        Assert.Equal(ActivityTypesEx.InvokeResponse, reply.Type);
        var response = Assert.IsType<InvokeResponse>(((Activity)reply).Value);
        Assert.Equal((int)status, response.Status);
        if (response.Body is TokenExchangeInvokeResponse body)
        {
            Assert.Equal(Connection, body.ConnectionName);
            Assert.Equal(failed, body.FailureDetail != null);
        }
    };

    [Fact]
    public void Constructor_MissingArguments_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new OAuthPrompt(string.Empty, new OAuthPromptSettings()));
        Assert.Throws<ArgumentNullException>(() => new OAuthPrompt("login", null));
    }

    [Fact]
    public async Task BeginDialogAsync_WrongArguments_Throws()
    {
        var prompt = new OAuthPrompt("login", Settings);
        await Assert.ThrowsAsync<ArgumentNullException>(() => prompt.BeginDialogAsync(null));
        await Assert.ThrowsAsync<ArgumentException>(() => Flow().BeginWith((dc, ct) => dc.BeginDialogAsync("login", "text", ct)).Send("hello").StartTestAsync());
    }

    [Fact]
    public async Task Begin_NotSignedIn_SendsTheCard()
    {
        await Flow().Send("hello").AssertReply(reply =>
        {
            var card = CardOf(reply);
            Assert.Equal(("Please sign in", Connection), (card.Text, card.ConnectionName));
            var button = Assert.Single(card.Buttons);
            Assert.Equal(("Sign in", ActionTypes.Signin), (button.Title, button.Type));
            Assert.Null(button.Value);
            Assert.Equal(InputHints.AcceptingInput, ((Activity)reply).InputHint);
        }).StartTestAsync();
    }

    [Fact]
    public async Task Begin_SignedInBefore_EndsAtOnce()
    {
        _adapter.AddUserToken(Connection, _adapter.Conversation.ChannelId, _adapter.Conversation.User.Id, Token);
        DialogTurnResult? result = null;

        await Flow().BeginWith(async (dc, ct) => result = await dc.BeginDialogAsync("login", cancellationToken: ct)).Send("hello").AssertNoReply(timeout: 1).StartTestAsync();

        Assert.Equal(Token, ((TokenResponse)result!.Result).Token);
    }

    [Theory]
    [InlineData("888999")]
    [InlineData("my code is 888999")]
    public async Task MagicCode_Typed_GivesTheToken(string text)
    {
        await Flow().Send("hello").AssertReply(reply =>
            {
                CardOf(reply);
                _adapter.AddUserToken(Connection, reply.ChannelId, reply.Recipient.Id, Token, "888999");
            })
            .Send(text).AssertReply($"Logged in with {Token}.").StartTestAsync();
    }

    [Fact]
    public async Task TokenResponseEvent_Came_GivesItsToken()
    {
        var token = new TokenResponse(_adapter.Conversation.ChannelId, Connection, Token);

        await Flow().Send("hello").AssertReply(reply => CardOf(reply))
            .Send(new Activity { Type = ActivityTypes.Event, Name = SignInConstants.TokenResponseEventName, Value = JObject.FromObject(token) })
            .AssertReply($"Logged in with {Token}.").StartTestAsync();
    }

    [Fact]
    public async Task VerifyState_CodeIsRight_AnswersAndGivesTheToken()
    {
        await Flow().Send("hello").AssertReply(reply => _adapter.AddUserToken(Connection, reply.ChannelId, reply.Recipient.Id, Token, "888999"))
            .Send(Invoke(SignInConstants.VerifyStateOperationName, JObject.FromObject(new { state = "888999" })))
            .AssertReply(reply => Assert.Equal(ActivityTypesEx.InvokeResponse, reply.Type))
            .AssertReply($"Logged in with {Token}.").StartTestAsync();
    }

    [Fact]
    public async Task VerifyState_CodeIsWrong_Answers404()
    {
        await Flow().Send("hello").AssertReply(reply => CardOf(reply))
            .Send(Invoke(SignInConstants.VerifyStateOperationName, JObject.FromObject(new { state = "000000" })))
            .AssertReply(Answers(HttpStatusCode.NotFound, failed: true)).AssertNoReply(timeout: 1).StartTestAsync();
    }

    [Fact]
    public async Task TokenExchange_Exchangeable_Answers200AndGivesTheToken()
    {
        await Flow().Send("hello").AssertReply(reply => _adapter.AddExchangeableToken(Connection, reply.ChannelId, reply.Recipient.Id, Exchangeable, Token))
            .Send(Invoke(SignInConstants.TokenExchangeOperationName, JObject.FromObject(new TokenExchangeInvokeRequest { ConnectionName = Connection, Token = Exchangeable })))
            .AssertReply(Answers(HttpStatusCode.OK, failed: false))
            .AssertReply($"Logged in with {Token}.").StartTestAsync();
    }

    [Fact]
    public async Task TokenExchange_NotExchangeable_Answers412()
    {
        await Flow().Send("hello").AssertReply(reply => CardOf(reply))
            .Send(Invoke(SignInConstants.TokenExchangeOperationName, JObject.FromObject(new TokenExchangeInvokeRequest { ConnectionName = Connection, Token = Exchangeable })))
            .AssertReply(Answers(HttpStatusCode.PreconditionFailed, failed: true)).StartTestAsync();
    }

    [Fact]
    public async Task TokenExchange_ServiceFails_Answers412()
    {
        await Flow().Send("hello").AssertReply(reply => _adapter.ThrowOnExchangeRequest(Connection, reply.ChannelId, reply.Recipient.Id, Exchangeable))
            .Send(Invoke(SignInConstants.TokenExchangeOperationName, JObject.FromObject(new TokenExchangeInvokeRequest { ConnectionName = Connection, Token = Exchangeable })))
            .AssertReply(Answers(HttpStatusCode.PreconditionFailed, failed: true)).StartTestAsync();
    }

    [Fact]
    public async Task TokenExchange_WithoutValueOrForAnotherConnection_Answers400()
    {
        await Flow().Send("hello").AssertReply(reply => CardOf(reply))
            .Send(Invoke(SignInConstants.TokenExchangeOperationName, null))
            .AssertReply(Answers(HttpStatusCode.BadRequest, failed: true))
            .Send(Invoke(SignInConstants.TokenExchangeOperationName, JObject.FromObject(new TokenExchangeInvokeRequest { ConnectionName = "beepboop", Token = Exchangeable })))
            .AssertReply(Answers(HttpStatusCode.BadRequest, failed: true)).StartTestAsync();
    }

    [Fact]
    public async Task Answer_SomethingElse_WaitsOrSaysTheRetryPrompt()
    {
        await Flow(options: DialogFlow.Ask("sign in, please", "not signed in yet")).Send("hello").AssertReply(reply => Assert.Equal("sign in, please", ((Activity)reply).Text))
            .Send("later").AssertReply("not signed in yet").StartTestAsync();

        await Flow().Send("hello").AssertReply(reply => CardOf(reply)).Send("later").AssertNoReply(timeout: 1).StartTestAsync();
    }

    [Fact]
    public async Task EndOnInvalidMessage_SomethingElseTyped_Ends()
    {
        var settings = Settings;
        settings.EndOnInvalidMessage = true;
        await Flow(settings).Send("hello").AssertReply(reply => CardOf(reply)).Send("blah").AssertReply("Ended.").StartTestAsync();
    }

    [Theory]
    [InlineData(-1, "Ended.")]
    [InlineData(60_000, null)]
    public async Task Timeout_MessageAfterIt_Ends(int timeout, string? expected)
    {
        var settings = Settings;
        settings.Timeout = timeout;
        var talk = Flow(settings).Send("hello").AssertReply(reply => CardOf(reply)).Send("hello");
        await (expected == null ? talk.AssertNoReply(timeout: 1) : talk.AssertReply(expected)).StartTestAsync();
    }

    [Fact]
    public async Task Validator_RunsAlsoWhenNothingWasRecognized()
    {
        var seen = new List<string>();
        PromptValidator<TokenResponse> validator = (context, ct) =>
        {
            seen.Add($"{context.AttemptCount} {context.Recognized.Succeeded}");
            return Task.FromResult(context.Recognized.Succeeded);
        };

        await Flow(validator: validator).Send("hello").AssertReply(reply => _adapter.AddUserToken(Connection, reply.ChannelId, reply.Recipient.Id, Token, "888999"))
            .Send("blah").Send("888999").AssertReply($"Logged in with {Token}.").StartTestAsync();

        Assert.Equal(["1 False", "2 True"], seen);
    }

    [Theory]
    [InlineData(Channels.Skype)]
    [InlineData(Channels.Cortana)]
    [InlineData(Channels.Skypeforbusiness)]
    public async Task Card_ChannelWithoutOAuthCards_IsASigninCardWithTheLink(string channel)
    {
        _channel = channel;
        await Flow().Send("hello").AssertReply(reply =>
        {
            var card = Assert.IsType<SigninCard>(Assert.Single(((Activity)reply).Attachments).Content);
            Assert.NotNull(Assert.Single(card.Buttons).Value);
        }).StartTestAsync();
    }

    [Theory]
    [InlineData(Channels.Msteams, null, true)]
    [InlineData(Channels.Msteams, false, false)]
    [InlineData(Channels.Directline, null, false)]
    [InlineData(Channels.Directline, true, true)]
    public async Task Card_Link_IsShownWhereTheChannelOrTheSettingsSaySo(string channel, bool? showLink, bool shown)
    {
        _channel = channel;
        var settings = Settings;
        settings.ShowSignInLink = showLink;
        await Flow(settings).Send("hello").AssertReply(reply => Assert.Equal(shown, CardOf(reply).Buttons[0].Value != null)).StartTestAsync();
    }

    [Fact]
    public async Task Card_CredentialsOfAnotherAppInTheEmulator_OpensTheLink()
    {
        _channel = Channels.Emulator;
        var settings = Settings;
        settings.OAuthAppCredentials = MicrosoftAppCredentials.Empty;
        await Flow(settings).Send("hello").AssertReply(reply =>
        {
            var button = CardOf(reply).Buttons[0];
            Assert.Equal(ActionTypes.OpenUrl, button.Type);
            Assert.NotNull(button.Value);
        }).StartTestAsync();
    }

    [Fact]
    public async Task GetAndSignOut_ThroughTheAdapter_ReachTheToken()
    {
        _adapter.AddUserToken(Connection, _adapter.Conversation.ChannelId, _adapter.Conversation.User.Id, Token);
        var prompt = new OAuthPrompt("login", Settings);
        TokenResponse? before = null, after = null;

        await new TestFlow(_adapter, async (turn, ct) =>
        {
            before = await prompt.GetUserTokenAsync(turn, ct);
            await prompt.SignOutUserAsync(turn, ct);
            after = await prompt.GetUserTokenAsync(turn, ct);
        }).Send("hello").StartTestAsync();

        Assert.Equal(Token, before!.Token);
        Assert.Null(after);
    }
}
