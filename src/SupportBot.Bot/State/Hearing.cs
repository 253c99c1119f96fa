using Microsoft.Bot.Builder;
using SupportBot.Core.Handoff;

namespace SupportBot.Bot.State;

/// <summary>Has the message of a turn understood in its conversation, once: nobody else reads a customer's words.</summary>
public sealed class Hearing(
    ILanguage language, IOrders orders, SignedInCustomer customers, IHandoffQueue queue, ConversationState state, TimeProvider time)
{
    /// <summary>A rating asked for longer ago isn't what a bare number means.</summary>
    private static readonly TimeSpan RatingCounts = TimeSpan.FromHours(24);

    private readonly IStatePropertyAccessor<ConversationMemory> _memory = ConversationMemory.In(state);

    /// <summary>What the message means. The same answer however often it is asked for in a turn.</summary>
    public async Task<Understanding> OfAsync(ITurnContext turn, CancellationToken ct) =>
        turn.TurnState.Get<Understanding>() ?? await OfAsync(turn, await queue.LatestAsync(turn.Activity.ConversationKey(), ct), ct);

    /// <inheritdoc cref="OfAsync(ITurnContext, CancellationToken)"/>
    /// <param name="ticket">The conversation's last request for a person.</param>
    public async Task<Understanding> OfAsync(ITurnContext turn, HandoffTicket? ticket, CancellationToken ct)
    {
        if (turn.TurnState.Get<Understanding>() is { } known)
            return known;
        var memory = await _memory.OfAsync(turn, ct);
        var heard = new Heard(MessageGuard.Clean(turn.Activity.Text).Text, time.GetUtcNow())
        {
            Orders = await OrdersOfAsync(turn, ct),
            LastMove = AsksForRating(ticket, memory) ? BotMove.AskedRating : memory.LastMoveOf(),
            OnShow = memory.Listed.Count > 0 ? memory.Listed : memory.Candidates,
            InFocus = memory.OrderId,
            IsRequestOpen = ticket is { IsOpen: true },
            LastTopics = memory.LastTopicsOf(),
            LastMarked = memory.LastMarked,
        };
        var understood = await language.UnderstandAsync(heard, ct);
        memory.Heard(understood);
        turn.TurnState.Add(understood);
        turn.TurnState.Add(heard);
        var notes = TurnNotes.Of(turn);
        (notes.Act, notes.Intent) = (understood.Act, understood.Intent);
        (notes.LastMove, notes.IsRequestOpen) = (heard.LastMove, heard.IsRequestOpen);
        notes.LlmCalls += understood.LlmCalls;
        return understood;
    }

    /// <summary>Whether the customer was asked how a colleague's help was, and hasn't said.</summary>
    public bool AsksForRating(HandoffTicket? ticket, ConversationMemory memory) =>
        ticket is { Outcome: HandoffOutcome.Resolved or HandoffOutcome.ReturnedToBot, ClosedAt: { } closed }
        && time.GetUtcNow() - closed <= RatingCounts && memory.HandoffOver != ticket.Id;

    /// <summary>Another message takes the place of the one that was heard.</summary>
    public static void Forget(ITurnContext turn)
    {
        turn.TurnState.Remove(typeof(Understanding).FullName!);
        turn.TurnState.Remove(typeof(Heard).FullName!);
    }

    /// <summary>None where the shop's orders can't be reached: what depends on them says so itself.</summary>
    private async Task<IReadOnlyList<Order>> OrdersOfAsync(ITurnContext turn, CancellationToken ct)
    {
        try
        {
            return await customers.FindAsync(turn, ct) is { } customer ? await orders.ListAsync(customer.Id, ct) : [];
        }
        catch (OrdersUnavailableException)
        {
            return [];
        }
    }
}
