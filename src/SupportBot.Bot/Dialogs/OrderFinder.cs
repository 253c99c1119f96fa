using Microsoft.Bot.Builder;

namespace SupportBot.Bot.Dialogs;

/// <summary>Finds the orders that a message means among the customer's.</summary>
internal sealed class OrderFinder(IOrders orders, SignedInCustomer customers, IStatePropertyAccessor<ConversationMemory> memories)
{
    /// <summary>«how much was refunded and when» goes on with the order talked about.</summary>
    public static Understanding InFocus(Understanding understood, ConversationMemory memory) =>
        understood.Orders is OrderReference.Unspecified && memory.OrderId is not null
            ? understood with { Orders = new OrderReference.Mentioned { Except = understood.Orders.Except } } : understood;

    /// <summary>The customer's orders as they were read to understand the message, newest first.</summary>
    public static IReadOnlyList<Order> Known(ITurnContext turn) => turn.TurnState.Get<Heard>()?.Orders ?? [];

    /// <summary>The options to begin a handoff with: the order that a wish is about, else the candidates.</summary>
    public async Task<string> HandoffOfAsync(ITurnContext turn, Understanding understood, CancellationToken ct)
    {
        try
        {
            if (await customers.FindAsync(turn, ct) is not { } customer)
                return HandoffDialog.Begin(understood.Words, [], areCandidates: false);

            var memory = await memories.OfAsync(turn, ct);
            var resolution = await FindAsync(turn, customer.Id, InFocus(understood, memory) with { Topics = [] }, ct);
            TurnNotes.Of(turn).Resolution = resolution.Outcome;
            List<string> orderIds = [.. resolution.Orders.Take(OrderPicker.MaxOrders).Select(order => order.Id)];
            memory.OfferNoMore(orderIds);
            return HandoffDialog.Begin(understood.Words, orderIds, areCandidates: resolution.Outcome != ResolutionOutcome.Found);
        }
        catch (OrdersUnavailableException)
        {
            // Just when lookups fail, customers must get through to a person.
            return HandoffDialog.Begin(understood.Words, [], areCandidates: false);
        }
    }

    /// <summary>The orders that a message means, with what the conversation knows.</summary>
    public async Task<Resolution> FindAsync(ITurnContext turn, CustomerId customer, Understanding understood, CancellationToken ct)
    {
        var memory = await memories.OfAsync(turn, ct);
        return ReferenceResolver.Resolve(
            understood.Orders, await orders.OfTurnAsync(turn, customer, ct), memory.OnShow(understood.Orders), memory.OrderId, understood.Topics);
    }
}

internal static class OrdersOfTurn
{
    /// <summary>The customer's orders, read already to understand the message; where they couldn't be reached then, this says so.</summary>
    public static async Task<IReadOnlyList<Order>> OfTurnAsync(this IOrders orders, ITurnContext turn, CustomerId customer, CancellationToken ct) =>
        OrderFinder.Known(turn) is { Count: > 0 } known ? known : await orders.ListAsync(customer, ct);
}
