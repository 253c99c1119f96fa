using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Benchmarks;
using SupportBot.Core.Conversation;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Language.Runtime;

namespace SupportBot.Eval.Baselines;

/// <summary>The three-call flow in the bot's place: label, parameters and answer by three generations of the same model, greedy
/// and without a grammar.</summary>
internal sealed class ThreeCallBot : IEvaluatedBot
{
    private const string Refusal = "I can only help with your orders.";
    private const string HandedOver = "I hand you over to a colleague.";
    private const string WhichOrder = "Which order do you mean?";
    private const int MaxOrders = 5;

    private readonly RealBot _bot;
    private readonly IChatClient _model;
    private readonly ICustomerDirectory _customers;
    private readonly IOrders _orders;

    /// <param name="bot">Whose model and orders it uses; disposed with this.</param>
    /// <exception cref="EvalException">The bot has no model.</exception>
    public ThreeCallBot(RealBot bot)
    {
        _bot = bot;
        _model = bot.Services.GetRequiredService<ICurrentModel>().Current?.Client ?? throw new EvalException("The three-call flow needs a model; with --model none there is none.");
        _customers = bot.Services.GetRequiredService<ICustomerDirectory>();
        _orders = bot.Services.GetRequiredService<IOrders>();
    }

    public async Task<BotTurn> AskAsync(Asking asking, CancellationToken ct)
    {
        var customer = await _customers.FindByUserIdAsync(asking.UserId, ct) ?? throw new EvalException($"The orders database has no customer {asking.UserId}.");
        var label = LabelOf(await GenerateAsync(ThreeCallFlow.Label(asking.Text), ThreeCallFlow.LabelTokens, ct));
        if (label == Intent.OutOfScope)
            return new BotTurn(Refusal, new TurnOutcome(label, null, [], [], [], ReplySource.Refusal, 1, false));
        // Only the label is looked at.
        if (!asking.IsWorded)
            return new BotTurn("", new TurnOutcome(label, null, [], [], [], ReplySource.Model, 1, false));

        var orders = await _orders.ListAsync(customer.Id, ct);
        var parameters = ParametersOf(await GenerateAsync(
            ThreeCallFlow.Parameters(customer.FullName, customer.Email ?? "", orders.Select(ThreeCallFlow.Line), asking.Text), ThreeCallFlow.ParameterTokens, ct));
        if (label == Intent.OrderHelp)
            return new BotTurn(HandedOver, new TurnOutcome(label, null, [], [], parameters.OrderId is { } attached ? [attached] : [], ReplySource.Template, 2, false));
        if (parameters.NeedsClarification)
        {
            var offered = orders.Take(MaxOrders).ToList();
            return new BotTurn(
                string.Join('\n', offered.Select(ThreeCallFlow.Line).Prepend(WhichOrder)),
                new TurnOutcome(label, null, [], [.. offered.Select(order => order.Id)], [], ReplySource.Clarification, 2, true));
        }

        // The flow trusts the model's id; the data it answers from are still the customer's own.
        var order = orders.FirstOrDefault(order => order.Id == parameters.OrderId);
        var text = await GenerateAsync(ThreeCallFlow.Answer(customer.FullName, order is null ? "" : ThreeCallFlow.Line(order), asking.Text), ThreeCallFlow.AnswerTokens, ct);
        return new BotTurn(text, new TurnOutcome(label, null, order is null ? [] : [order.Id], [], [], ReplySource.Model, 3, false));
    }

    public async ValueTask DisposeAsync() => await _bot.DisposeAsync();

    /// <summary>The first of the three names that occurs, else OUT_OF_SCOPE.</summary>
    internal static Intent LabelOf(string reply)
    {
        var first = Label.All.Select(label => (Label: label, At: reply.IndexOf(label, StringComparison.Ordinal))).Where(found => found.At >= 0).OrderBy(found => found.At).FirstOrDefault();
        return first.Label switch
        {
            Label.OrderInfo => Intent.OrderInfo,
            Label.OrderHelp => Intent.OrderHelp,
            _ => Intent.OutOfScope,
        };
    }

    /// <summary>The reply's first {…} as JSON; no clarification and no id if that fails.</summary>
    internal static (string? OrderId, bool NeedsClarification) ParametersOf(string reply)
    {
        var begin = reply.IndexOf('{', StringComparison.Ordinal);
        var end = begin < 0 ? -1 : reply.IndexOf('}', begin);
        if (end < 0)
            return (null, false);
        try
        {
            var json = JsonElement.Parse(reply[begin..(end + 1)]);
            var id = json.TryGetProperty("target_order_id", out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
            return (id, json.TryGetProperty("needs_clarification", out var needs) && needs.ValueKind == JsonValueKind.True);
        }
        catch (JsonException)
        {
            return (null, false);
        }
    }

    private async Task<string> GenerateAsync(string prompt, int mostTokens, CancellationToken ct)
    {
        var response = await _model.GetResponseAsync(
            [new ChatMessage(ChatRole.User, prompt)], new ChatOptions { Temperature = 0, MaxOutputTokens = mostTokens }.WithTimeLimit(TimeSpan.FromMinutes(5)), ct);
        return response.Text.Trim();
    }
}
