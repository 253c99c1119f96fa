using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Benchmarks;
using SupportBot.Bot.Replies;
using SupportBot.Core.Conversation;
using SupportBot.Core.Customers;
using SupportBot.Language.Models;
using SupportBot.Turns;

namespace SupportBot.Eval.Bots;

/// <summary>The whole application in this process: each message goes through inbox, dialogs, language and both databases.</summary>
internal sealed class RealBot : IEvaluatedBot
{
    private static readonly TimeSpan SpanLimit = TimeSpan.FromSeconds(30);

    private readonly BotUnderTest _bot;
    private readonly SettableClock _clock;
    private readonly TurnOutcomes _outcomes;
    private readonly SwitchableWording _wording;

    private RealBot(BotUnderTest bot, SettableClock clock, TurnOutcomes outcomes)
    {
        (_bot, _clock, _outcomes) = (bot, clock, outcomes);
        _wording = (SwitchableWording)bot.Services.GetRequiredService<ILanguage>();
    }

    /// <param name="ordersFile">A SQLite file; it is only read.</param>
    /// <param name="model">As the setting <c>Llm:Model</c>.</param>
    /// <exception cref="EvalException">The model can't be used.</exception>
    public static async Task<RealBot> StartAsync(string ordersFile, string model, DateTimeOffset now, CancellationToken ct)
    {
        var clock = new SettableClock(now);
        var outcomes = new TurnOutcomes();
        var orders = new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(ordersFile) }.ConnectionString;
        var bot = await BotUnderTest.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                var language = builder.Services.Last(service => service.ServiceType == typeof(ILanguage));
                builder.Services.AddSingleton<ILanguage>(provider => new SwitchableWording(Make(provider, language)));
            },
            // A busy machine must not change the figures: the model gets all the time that settings allow.
            "--ConnectionStrings:Orders", orders, "--Llm:Model", model, "--Llm:UnderstandTimeout", "00:05:00", "--Llm:ComposeTimeout", "00:05:00");
        var real = new RealBot(bot, clock, outcomes);
        var host = bot.Services.GetRequiredService<ModelHost>();
        await host.Loaded.WaitAsync(ct);
        if (host.Status.State != ModelState.Failed)
            return real;
        await real.DisposeAsync();
        throw new EvalException($"The model «{model}» can't be used: {host.Status.Detail}");
    }

    /// <summary>For flows in the bot's place, which share its model and its orders.</summary>
    public IServiceProvider Services => _bot.Services;

    public async Task<BotTurn> AskAsync(Asking asking, CancellationToken ct)
    {
        _wording.IsOn = asking.IsWorded;
        var conversation = await BeginAsync(asking.UserId, asking.Now);
        foreach (var earlier in asking.Before)
        {
            ct.ThrowIfCancellationRequested();
            await _bot.SayAsync(conversation, earlier);
        }

        return await SayAsync(conversation, asking.Text, ct);
    }

    public async Task<IReadOnlyList<BotTurn>> TalkAsync(string userId, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken ct)
    {
        _wording.IsOn = true;
        var conversation = await BeginAsync(userId, now);
        var turns = new List<BotTurn>();
        foreach (var text in texts)
            turns.Add(await SayAsync(conversation, text, ct));
        return turns;
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _outcomes.Dispose();
    }

    /// <summary>As on the chat page, so that what stands on cards is read and checked as well.</summary>
    private Task<ConversationKey> BeginAsync(string userId, DateTimeOffset now)
    {
        _clock.Now = now;
        return _bot.BeginAsync(userId, Microsoft.Bot.Connector.Channels.Directline);
    }

    private async Task<BotTurn> SayAsync(ConversationKey conversation, string text, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var id = Guid.CreateVersion7().ToString("N");
        var outcome = _outcomes.ExpectAsync(id);
        var (reply, _) = await _bot.SayAsync(conversation, text, id);
        return TurnOf(reply, id, await outcome.WaitAsync(SpanLimit, ct));
    }

    /// <param name="expectedReplies">As JSON; empty when there are none.</param>
    /// <param name="messageId">The id of the message that is answered.</param>
    internal static BotTurn TurnOf(string expectedReplies, string messageId, TurnOutcome? outcome)
    {
        var messages = MessagesOf(expectedReplies);
        var text = string.Join('\n', messages.Select(ReplyTexts.InWords));
        return new BotTurn(text, outcome)
        {
            OnCards = string.Join('\n', messages.SelectMany(CardTexts.Of)),
            // Those words alone name the message, for the log.
            SaysTrouble = text.Contains(messageId, StringComparison.Ordinal),
        };
    }

    private static ILanguage Make(IServiceProvider provider, ServiceDescriptor language) =>
        (ILanguage)(language.ImplementationInstance ?? language.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, language.ImplementationType!));

    private static List<Microsoft.Bot.Schema.Activity> MessagesOf(string expectedReplies) =>
        expectedReplies.Length == 0 ? [] : [.. (JObject.Parse(expectedReplies)["activities"] ?? new JArray())
            .Select(activity => ActivityJson.Read(activity.ToString()))
            .Where(activity => activity.Type == Microsoft.Bot.Schema.ActivityTypes.Message)];
}
