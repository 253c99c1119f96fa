using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Builder.Teams;

public sealed class TeamsSsoTests
{
    private const string Connection = "connection";

    private readonly TestAdapter _adapter;
    private int _handled;

    public TeamsSsoTests()
    {
        _adapter = new TestAdapter().Use(new TeamsSSOTokenExchangeMiddleware(new MemoryStorage(), Connection));
    }

    [Fact]
    public async Task Exchange_TwoClientsOfOneUser_OnlyTheFirstIsHandled()
    {
        _adapter.AddExchangeableToken(Connection, "test", "user", "sso", "token");

        await SendAsync();
        await SendAsync();

        Assert.Equal(1, _handled);
        Assert.Equal(200, Answer().Status);
        Assert.Null(_adapter.GetNextReply());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exchange_NotPossible_EveryClientGets412(bool throws)
    {
        if (throws)
        {
            _adapter.ThrowOnExchangeRequest(Connection, "test", "user", "sso");
        }

        await SendAsync();
        await SendAsync();

        Assert.Equal(0, _handled);
        for (var i = 0; i < 2; i++)
        {
            var answer = Answer();
            Assert.Equal(412, answer.Status);
            var body = Assert.IsType<TokenExchangeInvokeResponse>(answer.Body);
            Assert.Equal(("exchange-1", Connection, "The bot is unable to exchange token. Proceed with regular login."), (body.Id, body.ConnectionName, body.FailureDetail));
        }
    }

    [Fact]
    public async Task OtherActivities_Always_PassThrough()
    {
        await _adapter.SendTextToBotAsync("hi", HandleAsync, CancellationToken.None);

        Assert.Equal(1, _handled);
    }

    [Fact]
    public void New_MissingArgument_IsNamed()
    {
        Assert.Equal("storage", Assert.Throws<ArgumentNullException>(() => new TeamsSSOTokenExchangeMiddleware(null, Connection)).ParamName);
        Assert.Equal("connectionName", Assert.Throws<ArgumentNullException>(() => new TeamsSSOTokenExchangeMiddleware(new MemoryStorage(), "")).ParamName);
    }

    private InvokeResponse Answer() => (InvokeResponse)((Activity)_adapter.GetNextReply()).Value;

    private Task HandleAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        _handled++;
        return Task.CompletedTask;
    }

    private Task SendAsync() => _adapter.ProcessActivityAsync(
        new Activity(ActivityTypes.Invoke)
        {
            Name = SignInConstants.TokenExchangeOperationName,
            From = new ChannelAccount("user"),
            Value = JObject.FromObject(new { id = "exchange-1", token = "sso", connectionName = Connection }),
        },
        HandleAsync);
}
