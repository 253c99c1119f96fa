using System.Text.Json;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SupportBot.Bot.Handoff;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot.Dialogs;

/// <summary>Puts the customer's wish in the agents' queue, then says so. Asks nothing first.</summary>
public sealed class HandoffDialog : ComponentDialog
{
    public const string DialogId = "handoff";

    private const string Steps = "handoff.steps.1";

    private readonly IHandoffQueue _queue;
    private readonly SignedInCustomer _customer;
    private readonly IStatePropertyAccessor<ConversationMemory> _memory;
    private readonly HandoffInitiation? _initiation;

    /// <param name="initiation">Tells the channel; left out where none takes events.</param>
    public HandoffDialog(IHandoffQueue queue, SignedInCustomer customer, ConversationState state, HandoffInitiation? initiation = null)
        : base(DialogId)
    {
        _queue = queue;
        _customer = customer;
        _memory = ConversationMemory.In(state);
        _initiation = initiation;
        AddDialog(new WaterfallDialog(Steps, [RecordAsync, TellAsync]));
        InitialDialogId = Steps;
    }

    /// <summary>The options to begin this dialog with.</summary>
    /// <param name="reason">The customer's words.</param>
    /// <param name="orderIds">The orders meant, or the candidates.</param>
    /// <param name="areCandidates">Whether it isn't known which of the orders is meant.</param>
    internal static string Begin(string reason, IReadOnlyList<string> orderIds, bool areCandidates) =>
        JsonSerializer.Serialize(new Wish(reason, orderIds, areCandidates && orderIds.Count > 1));

    private async Task<DialogTurnResult> RecordAsync(WaterfallStepContext step, CancellationToken ct)
    {
        using var trace = TurnTrace.Step("hand off");
        var wish = JsonSerializer.Deserialize<Wish>((string)step.Options) ?? throw new InvalidOperationException("The dialog was begun without a wish.");
        var request = new HandoffRequest(
            step.Context.Activity.ConversationKey(),
            await _customer.FindIdAsync(step.Context, ct),
            await FindNameAsync(step.Context, ct),
            wish.Reason,
            wish.OrderIds)
        {
            OrdersAreCandidates = wish.AreCandidates,
            Line = HandoffInterceptor.LineOf(step.Context.Activity),
            Locale = step.Context.Activity.Locale,
        };
        var receipt = await _queue.RequestAsync(request, ct);

        var notes = TurnNotes.Of(step.Context);
        notes.Intent = Intent.OrderHelp;
        notes.HandoffOrders = wish.OrderIds;
        return await step.NextAsync(receipt, ct);
    }

    private async Task<DialogTurnResult> TellAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var receipt = (HandoffReceipt)step.Result;
        var memory = await _memory.OfAsync(step.Context, ct);
        memory.Did(receipt.IsNew ? BotMove.Requested : BotMove.Joined);
        var notes = TurnNotes.Of(step.Context);
        // «when did I buy it» is about the order of the wish.
        if (notes is { Resolution: ResolutionOutcome.Found, HandoffOrders: [var orderId] })
            memory.Answer(orderId, []);
        if (receipt.IsNew && _initiation is not null)
            await _initiation.SendAsync(step.Context, receipt.Ticket, ct);
        var culture = ReplyTexts.CultureOf(step.Context.Activity);
        // Candidates aren't named: the customer may mean any of them.
        var areFound = notes.Resolution == ResolutionOutcome.Found || notes.HandoffOrders.Count == 1;
        var text = ReplyTexts.HandedOver(culture, receipt, areFound ? notes.HandoffOrders : []);
        return await step.SayAndEndAsync(
            step.Context.TurnState.Get<Understanding>() is { IsAngry: true } ? ReplyTexts.Say(culture, "SorryFirst") + " " + text : text, ct);
    }

    private async Task<string?> FindNameAsync(ITurnContext turn, CancellationToken ct)
    {
        try
        {
            return (await _customer.FindAsync(turn, ct))?.FullName;
        }
        catch (OrdersUnavailableException)
        {
            // Just when lookups fail, customers must get through to a person.
            return null;
        }
    }

    private sealed record Wish(string Reason, IReadOnlyList<string> OrderIds, bool AreCandidates);
}
