using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.AgentConsole.Api;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>What users of other desks report most, one test each, from the customer's client to the agent's and back.</summary>
public sealed class ReportedFailuresTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly HeldLanguage _language = new();
    private BotHost _bot = null!;
    private CustomerTalk _customer = null!;
    private AgentClient _ines = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_clock);
            var real = builder.Services.Last(service => service.ServiceType == typeof(ILanguage));
            builder.Services.AddSingleton<ILanguage>(provider => _language.Over((ILanguage)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
        });
        _customer = await CustomerTalk.OpenAsync(_bot.Http);
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
    }

    public async Task DisposeAsync()
    {
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task BotSaysItTransfers_AndTheHandoffIsThere()
    {
        var id = await _customer.AskForHelpAsync();

        var waiting = Assert.Single(await _ines.ListAsync("?state=queued"));
        Assert.Equal(id, waiting.GetProperty("id").GetString());
        Assert.Equal("I want to cancel my last order", waiting.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task CustomerHearsOfEveryStep()
    {
        var id = await _customer.AskForHelpAsync();

        await _ines.DoAsync(id, "accept");
        Assert.Contains("Ines", await _customer.HearAsync(), StringComparison.Ordinal);
        await _ines.DoAsync(id, "messages", new { text = "It is cancelled." });
        Assert.Equal("It is cancelled.", await _customer.HearAsync());
        await _ines.DoAsync(id, "close", new { resolution = "cancelled" });
        Assert.Contains("1 (bad) to 5 (great)", await _customer.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BotIsSilent_WhileAnAgentHasTheConversation()
    {
        var id = await AcceptedAsync();

        await _customer.SayAsync("where is my last order?");
        await _ines.HearAsync(id, "customer: where is my last order?");
        await _customer.SayAsync("I want to talk to a human");
        await _ines.HearAsync(id, "customer: I want to talk to a human");
        await _ines.DoAsync(id, "messages", new { text = "One moment." });

        // Messages of a conversation arrive in order: anything of the bot's would stand before this.
        Assert.Equal("One moment.", await _customer.HearAsync());
        Assert.Single(await _ines.ListAsync());
    }

    [Fact]
    public async Task BotReplyInFlight_IsDroppedWhenAnAgentAccepts()
    {
        var id = await _customer.AskForHelpAsync();
        var thinks = _language.Hold();
        await _customer.SayAsync("where is my last order?");
        await thinks.Reached;

        await _ines.DoAsync(id, "accept");
        thinks.LetGo();
        await _ines.HearAsync(id, "customer: where is my last order?");
        await _ines.DoAsync(id, "messages", new { text = "Hello, this is Ines." });

        Assert.Contains("Ines", await _customer.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("Hello, this is Ines.", await _customer.HearAsync());
        Assert.DoesNotContain(await _ines.TranscriptAsync(id), line => line.StartsWith("bot: Order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closing_DoesNotLoopIntoANewHandoff()
    {
        var id = await AcceptedAsync();
        await _customer.SayAsync("cancel it please");
        await _ines.HearAsync(id, "customer: cancel it please");
        await _ines.DoAsync(id, "close", new { resolution = "", returnToBot = true });
        await _customer.HearAsync();

        Assert.Contains("Thank you", await _customer.AskAsync("5"), StringComparison.Ordinal);
        Assert.StartsWith("Order ", await _customer.AskAsync("where is my last order?"), StringComparison.Ordinal);
        Assert.Equal(id, Assert.Single(await _ines.ListAsync()).GetProperty("id").GetString());
        Assert.Empty(await _ines.ListAsync("?state=queued"));
    }

    [Fact]
    public async Task Closing_LetsTheDialogStartClean()
    {
        var id = await _customer.AskForHelpAsync("I want to talk to a human");
        Assert.StartsWith("Which order", await _customer.AskAsync("what was in my order?"), StringComparison.Ordinal);
        await _ines.DoAsync(id, "accept");
        await _customer.HearAsync();
        await _ines.DoAsync(id, "close", new { resolution = "", returnToBot = true });
        await _customer.HearAsync();

        // The question of before is over: «yes» answers it no more.
        Assert.Equal(ReplyTexts.AskAway(CultureInfo.GetCultureInfo("en-US")), await _customer.AskAsync("yes"));
    }

    [Fact]
    public async Task AskingAgainAndAgain_IsOneHandoff()
    {
        var id = await _customer.AskForHelpAsync();
        for (var i = 0; i < 5; i++)
            Assert.Contains(id, await _customer.AskAsync("let me talk to a human"), StringComparison.Ordinal);

        Assert.Single(await _ines.ListAsync());
    }

    [Fact]
    public async Task AskingAgainForAPerson_LeavesTheOrderClear()
    {
        var id = await _customer.AskForHelpAsync("I want to return order 83306");
        Assert.Contains(id, await _customer.AskAsync("a human please"), StringComparison.Ordinal);

        var asked = await _ines.FindAsync(id);
        Assert.Equal(["83306"], OrdersOf(asked));
        Assert.Contains("; order 83306.", asked.GetProperty("summary").GetString(), StringComparison.Ordinal);

        Assert.Contains("order 79115", await _customer.AskAsync("I want to return 79115, too"), StringComparison.Ordinal);
        await _customer.AskAsync("a human please");

        var both = await _ines.FindAsync(id);
        Assert.Equal(["83306", "79115"], OrdersOf(both));
        Assert.Contains("; the orders 83306, 79115.", both.GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskingForAPersonAndThenNamingTheOrder_LeavesThatOne()
    {
        var id = await _customer.AskForHelpAsync("a human please");
        var asked = await _ines.FindAsync(id);
        Assert.True(OrdersOf(asked).Count > 1);
        Assert.Contains("; one of the orders ", asked.GetProperty("summary").GetString(), StringComparison.Ordinal);

        Assert.Contains(id, await _customer.AskAsync("I want to return order 79115"), StringComparison.Ordinal);

        Assert.Equal(["79115"], OrdersOf(await _ines.FindAsync(id)));
    }

    [Fact]
    public async Task Transcript_HasEveryLineInOrder()
    {
        await _customer.AskAsync("what's the weather");
        var id = await AcceptedAsync();
        foreach (var i in Enumerable.Range(1, 5))
        {
            await _customer.SayAsync($"customer {i}");
            await _ines.HearAsync(id, $"customer: customer {i}");
            await _ines.DoAsync(id, "messages", new { text = $"agent {i}" });
            Assert.Equal($"agent {i}", await _customer.HearAsync());
        }

        await _ines.DoAsync(id, "notes", new { text = "a note" });

        var transcript = await _ines.TranscriptAsync(id);
        Assert.StartsWith("bot: Hello", transcript[0], StringComparison.Ordinal);
        Assert.Equal(["customer: what's the weather", "customer: I want to cancel my last order"], transcript.Where(line => line.StartsWith("customer: ", StringComparison.Ordinal)).Take(2));
        Assert.Equal(
            [.. Enumerable.Range(1, 5).SelectMany(i => new[] { $"customer: customer {i}", $"agent: agent {i}" }), "note: a note"],
            transcript.TakeLast(11));
        Assert.DoesNotContain(await _customer.AllAsync(), line => line.Contains("a note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoAgentsAcceptAtOnce_OneIsToldThatItIsTaken()
    {
        var id = await _customer.AskForHelpAsync();
        using var otto = await AgentClient.SignInAsync(_bot.Http, "Otto");

        var answers = await Task.WhenAll(_ines.TryAsync(id, "accept"), otto.TryAsync(id, "accept"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Order());
        await _customer.HearAsync();
        Assert.Empty(await _customer.UnheardAsync());
    }

    [Fact]
    public async Task CustomerWritesWhileWaiting_IsAnsweredAndTheAgentReadsIt()
    {
        var id = await _customer.AskForHelpAsync();

        Assert.StartsWith("Order ", await _customer.AskAsync("where is my last order?"), StringComparison.Ordinal);
        Assert.Contains("next in line", await _customer.AskAsync("how long will it take?"), StringComparison.Ordinal);
        await _ines.DoAsync(id, "accept");

        Assert.Contains("customer: how long will it take?", await _ines.TranscriptAsync(id));
    }

    [Fact]
    public async Task CustomerAsksHowLong_InWhateverWords_IsToldWhereTheyAre()
    {
        await _customer.AskForHelpAsync();

        foreach (var text in new[]
        {
            "how long till someone answers", "how much longer until i get a reply", "is anyone there", "is anybody ever going to answer me", "when will i hear back?",
            "ive been waiting for ages", "i have been waiting 20 minutes", "hurry up please", "when can i talk to a human", "hello? anyone there", "how long before an agent comes",
        })
            Assert.Contains("You are next in line", await _customer.AskAsync(text), StringComparison.Ordinal);

        Assert.StartsWith("Order ", await _customer.AskAsync("how long until my last order arrives"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel the request")]
    [InlineData("i dont want a handoff i want an answer")]
    [InlineData("ok I don't need a human anymore")]
    public async Task CustomerCallsItOff_NobodyIsKeptBusy(string text)
    {
        var id = await _customer.AskForHelpAsync();

        Assert.Contains(id, await _customer.AskAsync(text), StringComparison.Ordinal);

        Assert.Equal("abandoned", Assert.Single(await _ines.ListAsync("?state=closed")).GetProperty("outcome").GetString());
        Assert.Equal(HttpStatusCode.Conflict, await _ines.TryAsync(id, "accept"));
        Assert.StartsWith("Order ", await _customer.AskAsync("where is my last order?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CustomerReturnsTheNextDay_TheBotIsThereAgain()
    {
        var id = await AcceptedAsync();
        await _ines.DoAsync(id, "messages", new { text = "Which size?" });
        Assert.Equal("Which size?", await _customer.HearAsync());

        _clock.Advance(TimeSpan.FromDays(1));
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        await _customer.ReturnAsync();
        await UntilAsync(async () => (await ines.ListAsync("?state=closed")).Count == 1);

        Assert.Equal(
            $"Since nothing more came from you, Ines has closed your request {id}. I am here for you again: just ask me about your orders, and if you still need a person, ask for one at any time.",
            await _customer.HearAsync());
        Assert.StartsWith("Order ", await _customer.AskAsync("where is my last order?"), StringComparison.Ordinal);
        Assert.Equal("abandoned", (await ines.FindAsync(id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task NobodyComes_TheCustomerIsToldAndTheTicketIsKept()
    {
        var id = await _customer.AskForHelpAsync();

        _clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Contains("written ticket", await _customer.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("timedOut", (await _ines.FindAsync(id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Rating_AndItsComment_StandInTheConsole()
    {
        var id = await AcceptedAsync();
        await _ines.DoAsync(id, "close", new { resolution = "done" });
        await _customer.HearAsync();

        Assert.Contains("4 out of 5", await _customer.AskAsync("4"), StringComparison.Ordinal);
        await _customer.AskAsync("very kind, a bit slow");

        var closed = await _ines.FindAsync(id);
        Assert.Equal((4, "very kind, a bit slow"), (closed.GetProperty("rating").GetInt32(), closed.GetProperty("ratingComment").GetString()));
    }

    private static IReadOnlyList<string?> OrdersOf(System.Text.Json.JsonElement handoff) => [.. handoff.GetProperty("orderIds").EnumerateArray().Select(order => order.GetString())];

    private async Task<string> AcceptedAsync()
    {
        var id = await _customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        await _customer.HearAsync();
        return id;
    }

    /// <summary>Lets the host's own clock do its work, whose looks follow each other on the test's clock.</summary>
    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            _clock.Advance(HandoffClock.Pace);
        }
    }

    /// <summary>The real language, which can be made to think for as long as a test likes.</summary>
    private sealed class HeldLanguage : ILanguage
    {
        private ILanguage _real = null!;
        private Thought? _next;

        public HeldLanguage Over(ILanguage real)
        {
            _real = real;
            return this;
        }

        public Thought Hold() => _next = new Thought();

        public async Task<Understanding> UnderstandAsync(Heard heard, CancellationToken ct)
        {
            if (Interlocked.Exchange(ref _next, null) is { } thought)
                await thought.PassAsync(ct);
            return await _real.UnderstandAsync(heard, ct);
        }

        public Task<ComposedText?> ComposeAsync(FactNames facts, IProgress<string>? soFar, CancellationToken ct) => _real.ComposeAsync(facts, soFar, ct);
    }

    private sealed class Thought
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void LetGo() => _over.SetResult();

        public Task PassAsync(CancellationToken ct)
        {
            _reached.SetResult();
            return _over.Task.WaitAsync(ct);
        }
    }
}
