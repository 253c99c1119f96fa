using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Builder;

public sealed class BotAdapterTests
{
    private readonly RecordingAdapter _adapter = new();
    private readonly List<string> _log = [];

    [Fact]
    public async Task RunPipeline_Middleware_RunsInOrderOfRegistrationAroundTheBot()
    {
        _adapter.Use(new Logging("1", _log)).Use(new Logging("2", _log));

        await RunAsync(_ => _log.Add("bot"));

        Assert.Equal(["1 before", "2 before", "bot", "2 after", "1 after"], _log);
    }

    [Fact]
    public async Task RunPipeline_MiddlewareWithoutNext_KeepsTheTurnFromTheRest()
    {
        _adapter.Use(new Logging("1", _log, callsNext: false)).Use(new Logging("2", _log));

        await RunAsync(_ => _log.Add("bot"));

        Assert.Equal(["1 before", "1 after"], _log);
    }

    [Fact]
    public async Task MiddlewareSet_InsideAnother_RunsInItsPlace()
    {
        var inner = new MiddlewareSet().Use(new Logging("2", _log)).Use(new Logging("3", _log));
        _adapter.Use(new Logging("1", _log)).Use(inner).Use(new Logging("4", _log));

        await RunAsync(_ => _log.Add("bot"));

        Assert.Equal(["1 before", "2 before", "3 before", "3 after", "2 after", "4 before", "bot", "4 after", "1 after"], _log);
        Assert.Equal(2, inner.Count());
    }

    [Fact]
    public void Use_Null_NamesIt() =>
        Assert.Equal("middleware", Assert.Throws<ArgumentNullException>(() => _adapter.Use(null)).ParamName);

    [Fact]
    public async Task RunPipeline_NoBot_IsNoError()
    {
        using var turn = Turns.Of(_adapter);
        _adapter.Use(new Logging("1", _log));

        await _adapter.RunAsync(turn, null);

        Assert.Equal(["1 before", "1 after"], _log);
    }

    [Fact]
    public async Task RunPipeline_BotThrowsWithHandler_HandlerGetsTheError()
    {
        var error = new InvalidOperationException("broken");
        _adapter.OnTurnError = (turn, e) =>
        {
            _log.Add($"{turn.Activity.Text}: {e.Message}");
            return Task.CompletedTask;
        };

        await RunAsync(_ => throw error);

        Assert.Equal(["hello: broken"], _log);
    }

    [Fact]
    public async Task RunPipeline_BotThrowsWithoutHandler_ErrorReachesTheCaller() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(_ => throw new InvalidOperationException()));

    [Fact]
    public async Task RunPipeline_MiddlewareCatches_HandlerIsNotCalled()
    {
        _adapter.Use(new Catching());
        _adapter.OnTurnError = (_, _) =>
        {
            _log.Add("handler");
            return Task.CompletedTask;
        };

        await RunAsync(_ => throw new InvalidOperationException());

        Assert.Empty(_log);
    }

    [Fact]
    public async Task RunPipeline_ActivityWithLocale_SetsCultureForTheTurnOnly()
    {
        var before = CultureInfo.CurrentCulture;
        var activity = Turns.Message();
        activity.Locale = "de-DE";
        using var turn = Turns.Of(activity, _adapter);
        var during = string.Empty;

        await _adapter.RunAsync(turn, (_, _) =>
        {
            during = CultureInfo.CurrentCulture.Name;
            return Task.CompletedTask;
        });

        Assert.Equal("de-DE", during);
        Assert.Equal("de-DE", turn.Locale);
        Assert.Equal(before, CultureInfo.CurrentCulture);
    }

    [Fact]
    public async Task RunPipeline_ImpossibleLocale_KeepsTheCulture()
    {
        var activity = Turns.Message();
        activity.Locale = "not a locale!";
        using var turn = Turns.Of(activity, _adapter);
        var during = string.Empty;

        await _adapter.RunAsync(turn, (_, _) =>
        {
            during = CultureInfo.CurrentCulture.Name;
            return Task.CompletedTask;
        });

        Assert.Equal(CultureInfo.CurrentCulture.Name, during);
        Assert.Equal(CultureInfo.CurrentCulture.Name, turn.Locale);
    }

    [Fact]
    public async Task ContinueConversation_Reference_RunsATurnThere()
    {
        var reference = Turns.Message().GetConversationReference();
        Activity? seen = null;

        await _adapter.ContinueConversationAsync(
            "bot-id",
            reference,
            async (turn, ct) =>
            {
                seen = turn.Activity;
                await turn.SendActivityAsync("proactive", cancellationToken: ct);
            },
            CancellationToken.None);

        Assert.Equal((ActivityTypes.Event, ActivityEventNames.ContinueConversation), (seen!.Type, seen.Name));
        Assert.Equal("convo", Assert.Single(_adapter.Sent).Conversation.Id);
    }

    [Fact]
    public async Task UseState_Auto_RegistersAndSaves()
    {
        var storage = new MemoryStorage();
        var user = new UserState(storage);
        var conversation = new ConversationState(storage);
        _adapter.UseStorage(storage).UseState(user, conversation);

        await RunAsync(async turn =>
        {
            Assert.Same(storage, turn.TurnState.Get<IStorage>());
            Assert.Same(user, turn.TurnState.Get<BotState>(typeof(UserState).FullName));
            await conversation.CreateProperty<int>("count").SetAsync(turn, 5);
        });

        Assert.Single(await storage.ReadAsync(["test/conversations/convo"], CancellationToken.None));
    }

    [Fact]
    public void UseState_Missing_NamesIt()
    {
        Assert.Equal("userState", Assert.Throws<ArgumentNullException>(() => _adapter.UseState(null, null)).ParamName);
        Assert.Equal("storage", Assert.Throws<ArgumentNullException>(() => _adapter.UseStorage(null)).ParamName);
        Assert.Equal("botStates", Assert.Throws<ArgumentNullException>(() => _adapter.UseBotState(null)).ParamName);
        Assert.Equal("botAdapter", Assert.Throws<ArgumentNullException>(() => AdapterExtensions.UseStorage(null, null)).ParamName);
    }

    private Task RunAsync(Action<ITurnContext> bot) => RunAsync(turn =>
    {
        bot(turn);
        return Task.CompletedTask;
    });

    private async Task RunAsync(Func<ITurnContext, Task> bot)
    {
        using var turn = Turns.Of(_adapter);
        await _adapter.RunAsync(turn, (context, _) => bot(context));
    }

    private sealed class Logging(string name, List<string> log, bool callsNext = true) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            log.Add($"{name} before");
            if (callsNext)
            {
                await next(cancellationToken);
            }

            log.Add($"{name} after");
        }
    }

    private sealed class Catching : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            try
            {
                await next(cancellationToken);
            }
            catch (InvalidOperationException)
            {
                await turnContext.SendActivityAsync("caught", cancellationToken: cancellationToken);
            }
        }
    }
}
